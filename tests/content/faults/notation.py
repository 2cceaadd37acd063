"""Slips of notation. One file each, because most of them make the whole file unreadable."""

from pathlib import Path

from tests.content.faults.fault import Fault


def _latin1(path: Path) -> None:
    text = path.read_text("utf-8").replace("name: ", "name: Für ", 1)
    path.write_bytes(text.encode("latin-1", "replace"))


def _utf16(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def _too_large(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(50_000_000)


def _bomb(path: Path) -> None:
    levels = [f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefg", "bcdefgh", strict=True)]
    path.write_text("\n".join(["a: &a [x, x]", *levels]), "utf-8")


FAULTS = (
    Fault("tab", "services/abbruch.yml", "  text: ", "\ttext: ", ("Tabulator", "mit Leerzeichen")),
    Fault("no colon", "services/altkleider.yml", "name: ", "name ", ("fehlt der Doppelpunkt", "name: Wert")),
    Fault(
        "no blank after a colon", "services/altpapier.yml", "topic: ", "topic:", ("fehlt ein Leerzeichen", "name: Wert")
    ),
    Fault("indented too far", "services/baumfaellung.yml", "topic: ", "  topic: ", ("anders eingerückt", "am Anfang")),
    Fault(
        "quotation mark left open",
        "services/wohngeld.yml",
        "name: Wohngeld",
        'name: "Wohngeld',
        ("endet nicht richtig", "schließende Anführungszeichen"),
    ),
    Fault(
        "text after a quotation mark",
        "services/briefwahl.yml",
        "name: ",
        'name: "Wählen" per ',
        ("geht der Text weiter", "'…'"),
    ),
    Fault(
        "quotation mark too many",
        "municipalities/rosendahl.yml",
        "office: Rathaus Rosendahl",
        'office: Rathaus Rosendahl"',
        ("Anführungszeichen zu viel", '"…"'),
    ),
    Fault(
        "colon in a text", "services/nebenwohnung.yml", "name: ", "name: Neu: ", ("Doppelpunkt mit Leerzeichen", '"…"')
    ),
    Fault(
        "key twice",
        "services/wohnsitz-ummelden.yml",
        "level: ",
        "topic: meldewesen\nlevel: ",
        ("„topic“ steht zweimal", "löschen"),
    ),
    Fault(
        "entry without its first line",
        "municipalities/nottuln.yml",
        "- kind: website\n",
        "",
        ("„value“, „source“ zweimal", "neuer Eintrag beginnt"),
        where="  value: https",
    ),
    Fault(
        "list item indented too far",
        "services/ehrenamtskarte.yml",
        "life_situations:\n",
        "life_situations:\n  - Erstens\n   - Zweitens\n",
        ("weiter eingerückt", "gleich weit"),
        where="   - Zweitens",
    ),
    Fault("second document", "services/eheurkunde.yml", "summary:", "---\nsummary:", ("---", "einen Teil"), alone=True),
    Fault("anchor", "services/fundbuero.yml", "name: ", "name: &neu ", ("&neu", "Anker", "weglassen")),
    Fault("star in front", "services/glasfaser.yml", "name: ", "name: *", ("*", "ausschreiben")),
    Fault("exclamation mark in front", "services/hausnummer.yml", "name: ", "name: !Neu ", ("!Neu", '"…"')),
    Fault("at sign in front", "services/hund-abmelden.yml", "name: ", "name: @", ("nicht mit diesem Zeichen", '"…"')),
    Fault("cut off by a hash", "services/marktstand.yml", "name: ", "name: Halle #3 ", ("#3", "nicht gelesen", '"…"')),
    Fault("backslash", "services/obdachlosigkeit.yml", "name: ", 'name: "\\d"\n#', ("besondere Bedeutung", "'…'")),
    Fault(
        "bracket left open",
        "responsibilities/wirtschaft.yml",
        "foerdermittelberatung]",
        "foerdermittelberatung",
        ("eckige Klammer", "[eins, zwei]"),
        where="services:",
    ),
    Fault(
        "no blank after a dash",
        "services/plakatierung.yml",
        "life_situations:\n",
        "life_situations:\n-Plakate\n",
        ("Doppelpunkt", "name: Wert"),
        where="-Plakate",
    ),
    Fault(
        "control character",
        "services/ratsinformation.yml",
        "name: ",
        "name: \x07",
        ("Steuerzeichen", "U+0007", "neu tippen"),
    ),
    Fault(
        "nested too deeply", "services/reisepass.yml", "name: ", f"name: {'[' * 5000}", ("verschachtelt", "Klammern")
    ),
    Fault(
        "a list, not entries", "services/schiedsamt.yml", do=lambda path: path.write_text("- a\n"), says=("name: wert",)
    ),
    Fault(
        "an empty file",
        "services/stundung.yml",
        do=lambda path: path.write_text("# leer\n"),
        says=("leer", "ausfüllen"),
    ),
    Fault("Latin-1", "services/reisegewerbekarte.yml", do=_latin1, says=("UTF-8", "Speichern")),
    Fault("UTF-16", "services/schwimmbad.yml", do=_utf16, says=("UTF-8", "Speichern")),
    Fault("50 MB", "services/sondernutzung.yml", do=_too_large, says=("50,0 MB", "1 MB", "prüfen")),
    Fault(
        "a bomb of references", "services/solarkataster.yml", do=_bomb, says=("&a", "Anker", "weglassen"), alone=True
    ),
)
