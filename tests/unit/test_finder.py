"""The service finder on a small directory of its own, with real sentence vectors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.finder import Finder, finder
from bot.directory.session import open_engine
from bot.directory.vectors import missing_vectors

SERVICES = {
    "personalausweis": (
        "Personalausweis",
        ["Perso", "neuer Personalausweis", "Personalausweis verlängern"],
        ["Mein Ausweis läuft bald ab."],
    ),
    "personalausweis-verlust": (
        "Verlust des Personalausweises",
        ["Perso verloren", "Perso geklaut"],
        ["Geldbeutel mit Ausweis weg"],
    ),
    "hund-anmelden": (
        "Hund anmelden und Hundesteuer",
        ["Hundesteuer", "Hundemarke", "Welpe anmelden"],
        ["Wir haben einen Welpen aus dem Tierheim geholt."],
    ),
    "hund-abmelden": ("Hund abmelden", ["Hundesteuer abmelden"], ["Unser Bello musste eingeschläfert werden."]),
    "kfz-abmeldung": (
        "Kfz-Außerbetriebsetzung (Abmeldung)",
        ["Auto abmelden", "Auto stilllegen"],
        ["Mein alter Golf kommt in die Presse."],
    ),
    "wohnsitz-abmelden": ("Wohnsitz abmelden", ["Abmeldung ins Ausland"], ["Ich wandere nach Kanada aus."]),
    "gewerbe-abmelden": ("Gewerbe abmelden", ["Gewerbeabmeldung"], ["Ich mache meinen Laden zu."]),
    "fuehrerschein-ersatz": ("Führerschein: Ersatz bei Verlust", ["Führerschein verloren"], ["Mein Lappen ist weg."]),
    "geburtsurkunde": (
        "Geburtsurkunde",
        ["Geburtsschein"],
        ["Für die Hochzeit brauche ich einen Nachweis meiner Geburt."],
    ),
    "sperrmuell": ("Sperrmüll anmelden", ["Sperrmüllabholung", "Sofa abholen lassen"], ["Das alte Bett muss weg."]),
}


def _add(session: Session, slug: str, name: str, synonyms: list[str], situations: list[str]) -> None:
    session.add(m.Service(slug=slug, name=name, topic="test", level="gemeinde"))
    session.flush()
    phrases = [("name", name), *(("synonym", s) for s in synonyms), *(("situation", s) for s in situations)]
    session.add_all(m.ServicePhrase(service=slug, kind=kind, text=text) for kind, text in phrases)
    session.add_all(missing_vectors((text for _, text in phrases), set()))


def _set_version(session: Session, version: str) -> None:
    session.execute(delete(m.Meta).where(m.Meta.key == "version"))
    session.add(m.Meta(key="version", value=version))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('finder') / 'directory.sqlite'}")
    m.Base.metadata.create_all(opened)
    with Session(opened) as session, session.begin():
        for slug, (name, synonyms, situations) in SERVICES.items():
            _add(session, slug, name, synonyms, situations)
        _set_version(session, "1")
    return opened


@pytest.fixture(scope="module")
def small(engine: Engine) -> Iterator[Finder]:
    return Finder(engine)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Was kostet ein neuer Perso?", "personalausweis"),
        ("personalausweiß verlängern", "personalausweis"),
        ("Spermüll anmelden", "sperrmuell"),
        ("Hundesteueranmeldung", "hund-anmelden"),
        ("muss mein hund angemeldet werden", "hund-anmelden"),
        ("Fuhrerschein verloren", "fuehrerschein-ersatz"),
        ("FUEHRERSCHEIN VERLOREN", "fuehrerschein-ersatz"),
        ("unser Bello ist eingeschläfert worden", "hund-abmelden"),
    ],
    ids=["synonym", "sharp-s", "typo", "compound", "inflected", "umlaut-lost", "umlaut-spelled", "situation"],
)
def test_right_service_is_first(small: Finder, text: str, service: str) -> None:
    found = small.find(text)
    assert found.candidates[0].service == service
    assert found.decision in {"one", "several"}


def test_exact_synonym_is_one(small: Finder) -> None:
    found = small.find("Auto stilllegen")
    assert (found.candidates[0].service, found.decision) == ("kfz-abmeldung", "one")


def test_vague_word_is_several(small: Finder) -> None:
    found = small.find("abmelden")
    assert found.decision == "several"
    assert {"hund-abmelden", "kfz-abmeldung", "wohnsitz-abmelden"} <= {c.service for c in found.candidates}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "\ud800",
        "🙂",
        "wann hat das rathaus auf",
        "Termin",
        "wer wird weltmeister",
        "wie hoch ist der Eiffelturm",
        "qwrtzp",
        "17 mal 23",
    ],
)
def test_nothing_meant_is_none(small: Finder, text: str) -> None:
    assert small.find(text).decision == "none"


def test_scores_are_probabilities_best_first(small: Finder) -> None:
    found = small.find("hund", limit=3)
    scores = [c.score for c in found.candidates]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.001


def test_ignored_spans_do_not_count(small: Finder) -> None:
    text = "Hund in Perso"
    assert small.find(text, ignore=[(8, 13)]).candidates[0].service.startswith("hund-")
    assert small.find("Perso", ignore=[(0, 5)]).candidates == ()
    assert small.find("Perso", ignore=[(0, 500)]).decision == "none"


def test_very_long_message_is_answered(small: Finder) -> None:
    assert small.find("Perso verloren " * 2000).candidates


def test_new_service_is_found_after_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_CHECK_EVERY", 0.0)
    engine = open_engine(f"sqlite:///{tmp_path / 'directory.sqlite'}")
    m.Base.metadata.create_all(engine)
    running = Finder(engine)
    assert running.find("Drohnenaufstieg").decision == "none"
    with Session(engine) as session, session.begin():
        for slug in ("sperrmuell", "hund-anmelden", "geburtsurkunde"):
            _add(session, slug, *SERVICES[slug])
        _set_version(session, "1")
    assert running.find("Sperrmüll").candidates[0].service == "sperrmuell"
    with Session(engine) as session, session.begin():
        _add(
            session,
            "drohne",
            "Drohnenaufstieg genehmigen",
            ["Drohne fliegen lassen"],
            ["Ich will unsere Hochzeit aus der Luft filmen."],
        )
        _set_version(session, "2")
    assert running.find("Drohnenaufstieg").candidates[0].service == "drohne"
