"""Which places a message names: the rules of bot.nlu.places on the real staff files."""

from __future__ import annotations

import pytest

from bot import paths
from bot.content import staff_directory
from bot.nlu.places import Gazetteer, Mention


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    lookalikes = (paths.NLU / "place_lookalikes.txt").read_text(encoding="utf-8").split()
    return Gazetteer(staff_directory.load(paths.DIRECTORY), lookalikes)


def values(mentions: list[Mention]) -> list[str]:
    return [mention.value for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was kostet ein Perso in Dülmen?", ["duelmen"]),
        ("was kostet ein perso in duelmen", ["duelmen"]),
        ("DULMEN rathaus", ["duelmen"]),
        ("Dülmener Rathaus", ["duelmen"]),
        ("lüdighausen standesamt", ["luedinghausen"]),
        ("Lüdinghauser Bürgerbüro", ["luedinghausen"]),
        ("rathaus Nottulnn", ["nottuln"]),
        ("Zulassung in 48249", ["duelmen"]),
        ("rathaussenden öffnungszeiten", ["senden"]),
        ("Rathaus-Senden", ["senden"]),
        ("Sendener Bürgerbüro", ["senden"]),
        ("im kreis coesfeld", ["kreis-coesfeld"]),
        ("Kreis Coesfeld Öffnungszeiten", ["kreis-coesfeld"]),
        ("Coesfelder Kreishaus", ["kreis-coesfeld"]),
        ("Stadt Coesfeld", ["coesfeld"]),
        ("Bürgerbüro COE", ["coesfeld"]),
        ("Dülmen-Mitte", ["duelmen"]),
        ("Mitte November ins Rathaus Senden", ["senden"]),
        ("Holtwick bei Haltern", ["outside/holtwick-bei-haltern"]),
        ("Holtwick", ["rosendahl"]),
        ("Venne bei Ostercappeln", ["outside/venne-bei-ostercappeln"]),
        ("straßenverkehrsamt lüdinghausen und coesfeld", ["luedinghausen", "coesfeld"]),
        ("hundesteuer senden und nottuln im vergleich", ["senden", "nottuln"]),
        ("Ascheberg in Holstein", ["outside/ascheberg-in-holstein"]),
        ("Senden an der Iller Rathaus", ["outside/senden-an-der-iller"]),
        ("Lette bei Oelde", ["outside/lette-bei-oelde"]),
        ("Landkreis Steinfurt", ["outside/steinfurt"]),
        ("ich ziehe von Münster nach Havixbeck", ["outside/münster", "havixbeck"]),
        ("Coesfelder Straße 5 in Dülmen", ["duelmen"]),
        ("Stadt Essen", ["outside/essen"]),
        ("ich wohne in Essen", ["outside/essen"]),
        ("wo kann man gut Essen gehen in Coesfeld", ["coesfeld"]),
        ("Lette im Kreis Warendorf", ["outside/lette-bei-oelde"]),
        ("Lette (Oelde)", ["outside/lette-bei-oelde"]),
        ("Nordkirchen Schloss", ["nordkirchen"]),
        ("Olfen offen", ["olfen"]),
        ("Sendener Str. 5 Ascheberg", ["ascheberg"]),
        ("Nottulner Landstraße 3 in Havixbeck", ["havixbeck"]),
        ("Frau Müller aus Senden", ["senden"]),
        ("Herr Billerbeck vom Bauamt Dülmen", ["duelmen"]),
        ("Fax senden nach Senden", ["senden"]),
        ("RATHAUS SENDEN", ["senden"]),
        ("stadtbuechereiduelmen oefnungszeiten", ["duelmen"]),
        ("standesamtlüdinghausen", ["luedinghausen"]),
        ("inNottuln", ["nottuln"]),
        ("vonOlfen nachSenden", ["olfen"]),
        ("inSenden", ["senden"]),
        ("Rosendahlalles", ["rosendahl"]),
        ("DülmenCoesfeld", ["duelmen", "coesfeld"]),
        ("kreiscoesfeld", ["kreis-coesfeld"]),
        ("Hausdülmen", ["duelmen"]),
        ("Kreis Coesfled", ["kreis-coesfeld"]),
        ("Ciesfeld", ["coesfeld"]),
        ("Kreis **Coesfeld**", ["kreis-coesfeld"]),
    ],
)
def test_named_places(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert values(gazetteer.find(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Öffnungszeiten Rathaus Senden",
        "öffnungszeiten rathaus senden",
        "senden",
        "Senden",
        "und in senden?",
        "hundesteuer senden",
        "ich wohne in Senden",
        "post nach senden schicken",
        "Kann ich das ans Rathaus Senden schicken",
        "Bürgerbüro senden telefonnummer",
    ],
)
def test_senden_the_town(gazetteer: Gazetteer, text: str) -> None:
    assert values(gazetteer.find(text)) == ["senden"]


@pytest.mark.parametrize(
    "text",
    [
        "Können Sie mir ein Foto senden?",
        "ein foto senden",
        "Senden Sie mir bitte das Formular",
        "unterlagen ans rathaus senden",
        "kann ich das ans bürgerbüro senden",
        "wohin muss ich das senden",
        "antrag online senden",
        "Zum Senden der Unterlagen",
        "ich möchte etwas zusenden",
        "essen auf rädern",
        "nach dem Essen",
        "kirchspiel",
        "Muster",
        "fahrzeug halten",
        "LH-AB 123",
        "COE-AB 123",
        "wunschkennzeichen COE",
        "Müller & Co",
        "c/o Meier",
        "mitte november",
        "Frau Rosendahl",
        "Coesfelder Straße",
        "Dülmener Straße",
        "Dülmenerstraße 5",
        "Billerbecker Weg",
        "Borkener Straße",
        "Münsterstraße 12",
        "Frau Senden",
        "Herr Olfen",
        "Herrn Dr. Coesfeld",
        "Familie Nottuln",
        "Herr Marl anrufen",
        "bitte das Formular senden",
        "BITTE FORMULAR SENDEN",
        "Nachsendeauftrag, nachsenden, zusenden, absenden",
        "im Kreis laufen",
        "Kreis der Verdächtigen",
        "Kreisverkehr",
        "Pass auf",
        "Essen gehen",
        "Ist das Rathaus offen?",
        "Velen Dank",
        "gerne dulden wir das",
        "in einem anderen Landkreis",
        "Hammer",
        "",
    ],
)
def test_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


def test_parts_belong_to_their_town(gazetteer: Gazetteer) -> None:
    lette = gazetteer.find("wo kann ich in lette mein auto anmelden")
    assert [(m.value, m.part, m.start, m.end) for m in lette] == [("coesfeld", "Lette", 15, 20)]
    joined = gazetteer.find("Dülmen-Buldern")
    assert [(m.value, m.part, m.start, m.end) for m in joined] == [("duelmen", "Buldern", 0, 14)]
    assert [(m.value, m.part) for m in gazetteer.find("Kirchspiel Dülmen")] == [("duelmen", "Kirchspiel")]


@pytest.mark.parametrize(
    "text", ["nicht Coesfeld sondern Senden", "nicht Coesfeld, Senden", "nicht in Coesfeld, in Senden"]
)
def test_the_refused_place_is_marked(gazetteer: Gazetteer, text: str) -> None:
    assert [(m.value, m.negated) for m in gazetteer.find(text)] == [("coesfeld", True), ("senden", False)]


def test_asking_whether_a_place_is_excluded_refuses_nothing(gazetteer: Gazetteer) -> None:
    assert [m.negated for m in gazetteer.find("geht das nicht in Coesfeld?")] == [False]


def test_a_typo_lowers_confidence(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("nordkirchn")[0].confidence == 0.9
    assert gazetteer.find("nordkirchen")[0].confidence == 1.0
