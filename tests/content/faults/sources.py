"""Faults in sources.yml, laws.yml and levels.yml. Sources are added for it: those that exist may change."""

from itertools import count

from tests.content.faults.fault import Fault

SOURCES = "sources.yml"
_number = count(1)


def _source(name: str, lines: str, *says: str, where: str, hint: bool = False) -> Fault:
    """One more source in front of the others; `lines` replaces or follows url and as_of where it has them."""
    given = {"title": "X", "url": "https://www.coesfeld.de", "as_of": "2026-01-01"}
    given |= {key: value for key, _, value in (line.partition(": ") for line in lines.split("\n"))}
    body = "".join(f"  {key}: {value}\n" for key, value in given.items())
    return Fault(name, SOURCES, r"\A", f"neu-{next(_number)}:\n{body}", says, where=where, hint=hint)


def _url(name: str, url: str, *says: str) -> Fault:
    return _source(name, f"url: {url}", *says, where=f"  url: {url}\n")


def _date(name: str, as_of: str, *says: str) -> Fault:
    return _source(name, f"as_of: {as_of}", *says, where=f"  as_of: {as_of}\n")


FAULTS = (
    _url("link misspelt", "htp:/www.olfen.de/x", "„htp:/www.olfen.de/x“", ": https://www.olfen.de/x"),
    _url("link without https", "www.senden-westfalen.de", "Internetadresse", ": https://www.senden-westfalen.de"),
    _url("link in words", "Homepage der Stadt", "„Homepage der Stadt“", "mit https:// beginnen"),
    _url("link with a blank", "https://www.nottuln.de/rat haus", "Leerzeichen", "aus dem Browser kopieren"),
    _url("link that runs a script", "javascript:alert(1)", "javascript", "mit https:// beginnen"),
    _url("link to the own computer", "http://localhost:8080", "nur im eigenen Netz", "öffentliche"),
    _url("link to a number", "http://192.168.0.1/", "nur im eigenen Netz", "öffentliche"),
    _url("link without a host", "https:///bürgerservice", "Name der Seite", "https://www.coesfeld.de"),
    _url("link to an example", "https://www.example.org", "Beispieladresse", "löschen"),
    _date("date in German order", "01.05.2023", "„01.05.2023“", "so schreiben: 2023-05-01"),
    _date("date without zeros", "2023-5-1", "„2023-5-1“", "so schreiben: 2023-05-01"),
    _date("a day that does not exist", "2024-09-31", "„2024-09-31“ gibt es nicht", "2026-12-24"),
    _date("no date", "Sommer 2024", "„Sommer 2024“", "2026-12-24"),
    _date("a year that cannot be", "0202-09-30", "„0202-09-30“", "prüfen"),
    _date("as of tomorrow", "2026-11-25", "liegt in der Zukunft", "heute ist 2026-11-24", "berichtigen"),
    _source("retrieved in the future", "retrieved: 2062-11-01", "2062-11-01", "Zukunft", where="  retrieved: 2062"),
    _source(
        "retrieved before it was written",
        "as_of: 2026-08-01\nretrieved: 2025-12-31",
        *("„retrieved“ (2025-12-31)", "vor „as_of“", "berichtigen"),
        where="  retrieved: 2025-12-31",
    ),
    _source(
        "expires before it was written",
        "expires: 2020-12-31",
        *("„expires“ (2020-12-31)", "vor „as_of“", "berichtigen"),
        where="  expires: 2020-12-31",
    ),
    _source("stale in German", "stale: ja", "„ja“", "true (ja)", where="  stale: ja"),
    _source(
        "confirmed example",
        "verified_by: Rathaus\nexample: true",
        *("Beispiel", "bestätigt", "löschen"),
        where="  example: true",
    ),
    Fault(
        "title missing",
        SOURCES,
        r"\A",
        "neu-0:\n  url: https://www.coesfeld.de\n  as_of: 2026-01-01\n",
        ("„title“ fehlt", "ergänzen"),
    ),
    Fault(
        "expired",
        SOURCES,
        r"gv2019:\n",
        "gv2019:\n  expires: 2022-12-31\n",
        ("am 2022-12-31 abgelaufen", "neu prüfen"),
        where="  expires: 2022-12-31",
        hint=True,
    ),
    Fault(
        "source nobody uses",
        SOURCES,
        r"\A",
        "neu-2026:\n  title: Neu\n  url: https://www.coesfeld.de\n  as_of: 2026-01-01\n",
        ("„neu-2026“", "keine Angabe", "löschen"),
        hint=True,
        alone=True,
    ),
    Fault(
        "source renamed",
        SOURCES,
        "gv2019:",
        "gv2020:",
        ("Quelle „gv2019“", "„gv2020“?", "Ebenso: municipalities/", "weitere Stellen"),
        alone=True,
        reported="municipalities/ascheberg.yml",
        where="source: gv2019",
    ),
    Fault("tab in the sources", SOURCES, "  title: ", "\ttitle: ", ("Tabulator",), alone=True),
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
