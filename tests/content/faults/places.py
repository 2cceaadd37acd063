"""Files at the wrong place or with the wrong name, and what towns have of their own."""

import shutil
from pathlib import Path

from tests.content.faults.fault import Fault

LOCAL = "local/senden/{}.yml"
BLOCK = "summary:\n  text: Bei uns ist es anders.\n  source: klimafoerderung-2026\n"


def _write(text: str = BLOCK):
    def write(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return write


def _copy_block(path: Path) -> None:
    service = (path.parents[2] / "services" / path.name).read_text("utf-8")
    path.write_text(service[service.index("duration:") :].split("\nfees:")[0] + "\n", "utf-8")


FAULTS = (
    Fault(
        "a town's file for an unknown town",
        "local/sendn/wohngeld.yml",
        do=_write(),
        says=("Gemeinde „sendn“", "„senden“?", "Ordner umbenennen"),
    ),
    Fault(
        "a town's file for an unknown service",
        LOCAL.format("wohngelt"),
        do=_write(),
        says=("Leistung „wohngelt“", "„wohngeld“?", "Datei umbenennen"),
    ),
    Fault("a town's file that is empty", LOCAL.format("reisepass"), do=_write(""), says=("leer", "löschen")),
    Fault(
        "a town's file that changes nothing",
        LOCAL.format("abwassergebuehr"),
        do=_write("links: []\n"),
        says=("ändert nichts", "löschen"),
    ),
    Fault(
        "a town's block that is the general one",
        LOCAL.format("bussgeld"),
        do=_copy_block,
        says=("„duration“", "bussgeld.yml", "löschen"),
    ),
    Fault(
        "a town's link for another service",
        LOCAL.format("hausnummer"),
        do=_write(
            "links:\n- {kind: form, label: X, url: 'https://www.senden.de/x', source: gv2019, service: reisepass}\n"
        ),
        says=("immer für „hausnummer“", "löschen"),
        where="- {kind: form",
    ),
    Fault(
        "a town's fee without source",
        LOCAL.format("meldebescheinigung"),
        do=_write("fees:\n  items:\n  - {eur: 9.00}\n"),
        says=("Quelle fehlt", "„source: …“"),
    ),
    Fault("ending .yaml", "services/neu.yaml", do=_write(), says=("nicht gelesen", "umbenennen: neu.yml")),
    Fault("ending .yml.txt", "organisations/neu.yml.txt", do=_write(), says=("nicht gelesen", "umbenennen: neu.yml")),
    Fault("in a folder of its own", "services/entwurf/neu.yml", do=_write(), says=("In diesem Ordner", "verschieben")),
    Fault("at the top", "wohngeld.yml", do=_write(), says=("In diesem Ordner", "verschieben")),
    Fault("a note", "services/notizen.docx", do=_write(), says=("gehört nicht zum Verzeichnis", "löschen"), hint=True),
    Fault(
        "file name with umlaut",
        "responsibilities/bürgergeld.yml",
        do=lambda path: path.with_name("jobcenter.yml").rename(path),
        says=("a-z", "umbenennen: buergergeld.yml"),
        alone=True,
    ),
    Fault(
        "file name with capital",
        "organisations/Neues Amt.yml",
        do=_write("name: Neues Amt\nkind: amt\n"),
        says=("a-z", "umbenennen: neues-amt.yml"),
    ),
    Fault(
        "file name with emoji",
        "organisations/amt-😀.yml",
        do=_write("name: Frohes Amt\nkind: amt\n"),
        says=("a-z", "umbenennen: amt.yml"),
    ),
    Fault(
        "file name with control character",
        "organisations/a\x07mt.yml",
        do=_write("name: Lautes Amt\nkind: amt\n"),
        says=("a-z", "umbenennen: a-mt.yml"),
    ),
    Fault(
        "file name too long",
        f"organisations/{'amt-' * 20}x.yml",
        do=_write("name: Langes Amt\nkind: amt\n"),
        says=("höchstens 60 Zeichen",),
    ),
    Fault(
        "municipality gone",
        "municipalities/senden.yml",
        do=lambda path: path.unlink(),
        says=("fehlt", "wiederherstellen"),
        alone=True,
    ),
    Fault(
        "a municipality too many",
        "municipalities/musterstadt.yml",
        do=_write("name: Muster\nofficial_name: Stadt Muster\nkind: stadt\nars: '055580013013'\nsource: gv2019\n"),
        says=("zwölf Verwaltungen",),
        alone=True,
    ),
    Fault("sources gone", "sources.yml", do=lambda path: path.unlink(), says=("fehlt", "wiederherstellen"), alone=True),
    Fault(
        "sources empty",
        "sources.yml",
        do=lambda path: path.write_text(""),
        says=("leer", "wiederherstellen"),
        alone=True,
    ),
    Fault("folder gone", "organisations", do=shutil.rmtree, says=("Ordner fehlt", "wiederherstellen"), alone=True),
    Fault(
        "service gone",
        "services/baugenehmigung.yml",
        do=lambda path: path.unlink(),
        says=("Leistung „baugenehmigung“",),
        reported="responsibilities/bauaufsicht.yml",
        where="services:",
        alone=True,
    ),
    Fault(
        "organisation gone",
        "organisations/jobcenter.yml",
        do=lambda path: path.unlink(),
        says=("Stelle „jobcenter“", "Ebenso", "5 weitere"),
        reported="organisations/jobcenter-ascheberg.yml",
        where="parent:",
        alone=True,
    ),
    Fault(
        "file linked to itself",
        "services/schleife.yml",
        do=lambda path: path.symlink_to(path),
        says=("lässt sich nicht lesen", "Verknüpfung"),
    ),
    Fault(
        "folder linked to itself",
        "organisations/schleife",
        do=lambda path: path.symlink_to(path.parent),
        says=("Verknüpfung", "nicht gelesen"),
    ),
    Fault(
        "folder named like a file",
        "organisations/ordner.yml",
        do=lambda path: path.mkdir(),
        says=("keine Datei", "umbenennen"),
    ),
    Fault(
        "link to nothing",
        "services/verweis.yml",
        do=lambda path: path.symlink_to("nirgends.yml"),
        says=("fehlt", "wiederherstellen"),
    ),
)
