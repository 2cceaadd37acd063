"""Faults in sources.yml, laws.yml and levels.yml."""

from tests.content.faults.fault import Fault

SOURCES = "sources.yml"
SENDEN = "title: CDU Senden, „Senden Blickpunkt“ Dezember 2018"


def _url(name: str, url: str, *says: str) -> Fault:
    """A source of its own with a wrong address; it is used by nobody, which is a hint beside it."""
    return Fault(name, SOURCES, "url: https://www.kreis-coesfeld.de\n", f"url: {url}\n", says)


FAULTS = (
    Fault(
        "link misspelt",
        SOURCES,
        "url: https://stadt.muenchen.de/",
        "url: htp:/stadt.muenchen.de/",
        ("htp:/", ": https://stadt.muenchen.de/buergerservice"),
    ),
    Fault(
        "link without https",
        SOURCES,
        "url: https://www.duelmen.de",
        "url: www.duelmen.de",
        ("Internetadresse", ": https://www.duelmen.de"),
    ),
    Fault(
        "link with a blank",
        SOURCES,
        "https://www.nordkirchen.de/rathaus-umbau",
        "https://www.nordkirchen.de/rathaus umbau",
        ("Leerzeichen", "aus dem Browser kopieren"),
    ),
    Fault(
        "link that runs a script",
        SOURCES,
        "url: https://meineverwaltung.nrw",
        "url: javascript:alert(1)",
        ("javascript", "mit https:// beginnen"),
    ),
    Fault(
        "link to the own computer",
        SOURCES,
        "url: https://www.azonline.de",
        "url: http://localhost:8080",
        ("nur im eigenen Netz", "öffentliche"),
    ),
    Fault(
        "link without a host",
        SOURCES,
        "url: https://www.dzonline.de/",
        "url: https:///",
        ("Name der Seite", "https://www.coesfeld.de"),
    ),
    Fault(
        "link to an example",
        SOURCES,
        "url: https://www.dorstenerzeitung.de",
        "url: https://www.example.org",
        ("Beispieladresse", "löschen"),
    ),
    Fault(
        "date in German order",
        SOURCES,
        "as_of: 2023-05-01",
        "as_of: 01.05.2023",
        ("„01.05.2023“", "so schreiben: 2023-05-01"),
    ),
    Fault(
        "a day that does not exist",
        SOURCES,
        "as_of: 2024-09-03",
        "as_of: 2024-09-31",
        ("„2024-09-31“ gibt es nicht", "2026-12-24"),
    ),
    Fault("no date", SOURCES, "as_of: 2024-08-01", "as_of: Sommer 2024", ("„Sommer 2024“", "2026-12-24")),
    Fault(
        "as of tomorrow",
        SOURCES,
        "as_of: 2022-11-01\n  retrieved: 2026-11-01",
        "as_of: 2026-11-25",
        ("liegt in der Zukunft", "heute ist 2026-11-24", "berichtigen"),
        alone=True,
    ),
    Fault(
        "retrieved before it was written",
        SOURCES,
        "as_of: 2026-08-01\n  retrieved: 2026-11-01",
        "as_of: 2026-08-01\n  retrieved: 2026-01-01",
        ("„retrieved“ (2026-01-01)", "vor „as_of“", "berichtigen"),
    ),
    Fault(
        "retrieved in the future",
        SOURCES,
        "as_of: 2025-01-01\n  retrieved: 2026-11-01",
        "as_of: 2025-01-01\n  retrieved: 2062-11-01",
        ("2062-11-01", "in der Zukunft"),
    ),
    Fault(
        "expired before it was written",
        SOURCES,
        "as_of: 2021-12-01\n",
        "as_of: 2021-12-01\n  expires: 2020-12-31\n",
        ("„expires“ (2020-12-31)", "vor „as_of“"),
        where="  expires: 2020-12-31",
    ),
    Fault(
        "expired",
        SOURCES,
        "as_of: 2021-05-01\n",
        "as_of: 2021-05-01\n  expires: 2022-12-31\n",
        ("am 2022-12-31 abgelaufen", "neu prüfen"),
        where="  expires: 2022-12-31",
        hint=True,
    ),
    Fault("stale in German", SOURCES, "  stale: true", "  stale: ja", ("„ja“", "true (ja)")),
    Fault(
        "confirmed example",
        SOURCES,
        f"  {SENDEN}\n",
        f"  {SENDEN}\n  example: true\n  verified_by: Rathaus\n",
        ("Beispiel", "bestätigt", "löschen"),
        where="  example: true",
    ),
    Fault(
        "title missing",
        SOURCES,
        "  title: Stadtplan Nottuln\n",
        "",
        ("„title“ fehlt", "ergänzen"),
        where="nottuln-2020:",
    ),
    Fault(
        "source nobody uses",
        SOURCES,
        "federal-terms:",
        "neu-2026:\n  title: Neu\n  url: https://www.coesfeld.de\n  as_of: 2026-01-01\nfederal-terms:",
        ("„neu-2026“", "keine Angabe", "löschen"),
        hint=True,
        alone=True,
    ),
    Fault(
        "source renamed",
        SOURCES,
        "gv2019:",
        "gv2020:",
        ("Quelle „gv2019“", "„gv2020“?", "Ebenso", "weitere Stellen"),
        alone=True,
        reported="municipalities/ascheberg.yml",
        where="source: gv2019",
    ),
    Fault("tab in the sources", SOURCES, "  title: Gebühren", "\ttitle: Gebühren", ("Tabulator",), alone=True),
    Fault("law of an unknown level", "laws.yml", "level: bund}", "level: berlin}", ("„berlin“", "bund, nrw, eu")),
    Fault(
        "law misspelt in the table",
        "laws.yml",
        "\nAFBG: ",
        "\nAFGB: ",
        ("Gesetz „AFBG“", "„AFGB“?", "Ebenso: services/aufstiegs-bafoeg.yml"),
        reported="services/aufstiegs-bafoeg.yml",
        where="  law: ",
        alone=True,
    ),
    Fault("level misspelt", "levels.yml", "gemeinde:", "gemeinden:", ("„gemeinden“", "„gemeinde“?")),
)
