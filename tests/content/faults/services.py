"""Faults in services: fields, fees, texts, confirmations, names that another service has."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.content.faults.fault import Fault

EXPRESS = "services/express-reisepass.yml"


def _synonyms(*words: str, fill: bool = True) -> Callable[[Path], object]:
    """The synonyms of a service become `words`, after eight that are in order."""

    def write(path: Path) -> None:
        ours = [f"{path.stem} {i}" for i in range(8)] if fill else []
        block = "".join(f"  - {word}\n" for word in (*ours, *words))
        text = re.sub(
            r"synonyms:.*(?=life_situations:)", f"synonyms:\n{block}", path.read_text("utf-8"), flags=re.DOTALL
        )
        path.write_text(text, "utf-8")

    return write


def _no_list(path: Path) -> None:
    text = re.sub(r"synonyms:.*(?=life_situations:)", "synonyms: Sperrgut\n", path.read_text("utf-8"), flags=re.DOTALL)
    path.write_text(text, "utf-8")


FAULTS = (
    Fault("field misspelt", "services/biotonne.yml", "topic: ", "topci: ", ("„topci“", "Meinten Sie „topic“?")),
    Fault(
        "field missing",
        "services/buecherei.yml",
        "level: gemeinde\n",
        "",
        ("„level“ fehlt", "ergänzen"),
        where="name: ",
    ),
    Fault("field empty", "services/buergerantrag.yml", "name: ", "name:\n#", ("„name“ steht nichts", "ausfüllen")),
    Fault(
        "field unknown",
        "services/buergerbus.yml",
        "level: ",
        "preis: 5\nlevel: ",
        ("„preis“", "nicht vorgesehen", "fees"),
    ),
    Fault(
        "level unknown", "services/feuerwerk.yml", "level: gemeinde", "level: gemeinden", ("„gemeinden“", "„gemeinde“?")
    ),
    Fault(
        "topic misspelt", "services/fischerpruefung.yml", "topic: ordnung", "topic: ordnug", ("„ordnug“", "„ordnung“?")
    ),
    Fault(
        "topic in capitals", "services/osterfeuer.yml", "topic: o", "topic: O", ("Thema „O", "klein und ohne Umlaute")
    ),
    Fault(
        "LeiKa too short", "services/jagdschein.yml", 'leika: "99', 'leika: "9', ("beginnt mit 99", "hier sind es 13")
    ),
    Fault(
        "LeiKa with blanks",
        "services/hund-anmelden.yml",
        'leika: "99102013104000"',
        "leika: 99 102013 104000",
        ("ohne Leerzeichen", "99102013104000"),
    ),
    Fault(
        "LeiKa of another service",
        "services/personalausweis.yml",
        "99008001012000",
        "99042001012000",
        ("99042001012000", "services/fischereischein.yml:4", "nur an einer Stelle"),
    ),
    Fault(
        "too few synonyms",
        "services/gelbe-tonne.yml",
        do=_synonyms("Gelber Deckel", fill=False),
        says=("„synonyms“ braucht mindestens 8", "ergänzen"),
        where="synonyms:",
    ),
    Fault(
        "synonym twice",
        "services/restmuelltonne.yml",
        do=_synonyms("Ascheimerchen", "ascheimerchen"),
        says=("„ascheimerchen“", "services/restmuelltonne.yml:", "nur an einer Stelle"),
        where="  - ascheimerchen",
    ),
    Fault(
        "synonym of another service",
        "services/wertstoffhof.yml",
        do=_synonyms("Perso"),
        says=("„Perso“", "services/personalausweis.yml", "nur an einer Stelle"),
        where="  - Perso\n",
    ),
    Fault(
        "synonym is another's name",
        "services/windelsack.yml",
        do=_synonyms("grundsteuer"),
        says=("„grundsteuer“", "services/grundsteuer.yml:1"),
        where="  - grundsteuer",
    ),
    Fault(
        "synonym with a colon",
        "services/gruenabfall.yml",
        do=_synonyms("Garten: Abfall"),
        says=("nicht als Text", '"Garten: Abfall"'),
        where="  - Garten",
    ),
    Fault(
        "text as a list",
        "services/sperrmuell.yml",
        do=_no_list,
        says=("„synonyms“ ist eine Liste", "„- “"),
        where="synonyms:",
    ),
    Fault(
        "summary too long",
        "services/grundsteuer.yml",
        "  text: >-\n",
        f"  text: >-\n    {'lang ' * 70}\n",
        ("Zeichen", "300", "kürzen"),
        where="summary:",
    ),
    Fault(
        "block without source",
        "services/gewerbesteuer.yml",
        "  law: ",
        "  #law: ",
        ("Quelle fehlt", "„law: § …“"),
        where="summary:",
    ),
    Fault(
        "block with two sources",
        "services/vergnuegungssteuer.yml",
        "  law: ",
        "  source: gv2019\n  law: ",
        ("gehen nicht zusammen", "löschen"),
        where="summary:",
    ),
    Fault(
        "text instead of a block",
        "services/sepa-lastschrift.yml",
        "summary:\n",
        "online: Ja\nsummary:\n",
        ("„online“", "Angaben der Form"),
    ),
    Fault("law unknown", "services/hilfe-zur-pflege.yml", "  law: ", "  law: § 1 SBG XII; ", ("SBG XII", "„SGB XII“?")),
    Fault(
        "confirmed by nobody",
        "services/pflegeberatung.yml",
        "  law: ",
        "  verified_on: 2026-11-20\n  law: ",
        ("gehört beides", "verified_by"),
        where="summary:",
    ),
    Fault(
        "confirmed at the wrong place",
        EXPRESS,
        "  source: federal-terms",
        "  source: federal-terms\n  verified_by: Rathaus\n  verified_on: 2026-11-20",
        ("in sources.yml", "nur zu „law“"),
        where="fees:",
    ),
    Fault(
        "confirmed tomorrow",
        "services/rentenberatung.yml",
        "  law: ",
        "  verified_by: Amt\n  verified_on: 2027-11-20\n  law: ",
        ("2027-11-20", "in der Zukunft"),
        where="  verified_on",
    ),
    Fault(
        "source unknown",
        "services/reisedokument-kind.yml",
        "  law: ",
        "  source: stammtisch\n#",
        ("„stammtisch“", "sources.yml eintragen"),
    ),
    Fault(
        "fee with a comma",
        "services/personalausweis.yml",
        r"eur: \d+\.\d+",
        'eur: "46,00"',
        ("„46,00“", "mit Punkt und ohne €", ": 46.00"),
    ),
    Fault(
        "fee with a unit",
        "services/vorlaeufiger-reisepass.yml",
        r"eur: \d+\.\d+",
        "eur: 26 €",
        ("„26 €“", "ohne €", ": 26.00"),
    ),
    Fault("fee negative", "services/fuehrungszeugnis.yml", "eur: ", "eur: -", ("negativ", "ohne Minus")),
    Fault("fee in thousands", "services/einbuergerung.yml", r"eur: \d+\.\d+", "eur: 1.000", ("„1.000“", "mit Punkt")),
    Fault(
        "situation twice",
        "services/sterbefall.yml",
        "life_situations:\n",
        "life_situations:\n  - Was nun, Oma?\n  - was nun,  oma?\n",
        ("„was nun,  oma?“", "sterbefall.yml"),
        where="  - was nun,  oma?",
    ),
    Fault(
        "official name twice",
        "services/sterbeurkunde.yml",
        "name: Sterbeurkunde",
        "name: wertstoffhof",
        ("„Wertstoffhof“", "services/sterbeurkunde.yml:1"),
        reported="services/wertstoffhof.yml",
        where="name:",
        alone=True,
    ),
    Fault(
        "a copied service",
        "services/zweiter-reisepass.yml",
        do=lambda path: shutil.copy(path.with_name("bussgeld.yml"), path),
        says=("eine Kopie", "löschen"),
    ),
    Fault(
        "a long file",
        "services/kanalanschluss.yml",
        "life_situations:\n",
        "#\n" * 60 + "life_situations:\n",
        ("Zeilen", "höchstens 60", "kürzen"),
        where="name:",
        hint=True,
    ),
)
