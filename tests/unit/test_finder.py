"""The service finder on a small directory of its own, with real sentence vectors."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.finder import Finder, finder
from bot.directory.session import DirectoryUnavailable, open_engine
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


def _add(
    session: Session, slug: str, name: str, synonyms: list[str], situations: list[str], origin: str = m.STAFF
) -> None:
    session.merge(m.Service(slug=slug, name=name, topic="test", level="gemeinde", origin=origin))
    session.flush()
    phrases = [("name", name), *(("synonym", s) for s in synonyms), *(("situation", s) for s in situations)]
    session.add_all(m.ServicePhrase(service=slug, kind=kind, text=text, origin=origin) for kind, text in phrases)
    known = set(session.scalars(select(m.PhraseVector.text)))
    session.add_all(missing_vectors((text for _, text in phrases), known))


def _set_version(session: Session, version: str) -> None:
    session.execute(delete(m.Meta).where(m.Meta.key == "version"))
    session.add(m.Meta(key="version", value=version))


def _directory(file: Path, *slugs: str) -> Engine:
    opened = open_engine(f"sqlite:///{file}")
    m.Base.metadata.create_all(opened)
    with Session(opened) as session, session.begin():
        for slug in slugs:
            _add(session, slug, *SERVICES[slug])
        _set_version(session, "1")
    return opened


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return _directory(tmp_path_factory.mktemp("finder") / "directory.sqlite", *SERVICES)


@pytest.fixture(scope="module")
def small(engine: Engine) -> Finder:
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


@pytest.mark.parametrize(
    "text",
    [
        "Perso verloren " * 2000,
        "Perso " * 10_000,
        "Donaudampfschifffahrtsgesellschaft" * 300,
        " ".join(f"wort{i}" for i in range(200)),
        "die der das und " * 100,
        "🙂👍🏽" * 200,
        "Perso 🙂 перс 身份证 بطاقة",
        "Z̴͚̏a̷l̵g̸o̶" * 50,
        "\x00\u200b\ufeffPerso\r\n\t",
        "a b c d e f g",
    ],
    ids=["long", "same", "one-word", "many-words", "stopwords", "emoji", "scripts", "accents", "controls", "letters"],
)
def test_odd_text_is_answered_in_time(small: Finder, text: str) -> None:
    started = time.perf_counter()
    found = small.find(text)
    assert time.perf_counter() - started < 2
    if "Perso" in text:
        assert found.candidates[0].service.startswith("personalausweis")
    else:
        assert found.decision == "none"


def test_answers_are_the_same_from_many_threads(small: Finder) -> None:
    texts = ["Perso verloren", "Hundesteuer", "Sperrmüll", "abmelden", "Geburtsschein", "🙂"] * 8
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(small.find, texts))
    assert together == [small.find(text) for text in texts]


def test_new_service_is_found_after_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_CHECK_EVERY", 0.0)
    engine = _directory(tmp_path / "directory.sqlite")
    running = Finder(engine)
    assert running.find("Drohnenaufstieg").decision == "none"
    with Session(engine) as session, session.begin():
        for slug in ("sperrmuell", "hund-anmelden", "geburtsurkunde"):
            _add(session, slug, *SERVICES[slug])
        _set_version(session, "2")
    assert running.find("Sperrmüll").candidates[0].service == "sperrmuell"
    _add_drone(engine)
    assert running.find("Drohnenaufstieg").candidates[0].service == "drohne"


def test_old_index_answers_while_the_new_one_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_CHECK_EVERY", 0.0)
    engine = _directory(tmp_path / "directory.sqlite", "sperrmuell", "hund-anmelden", "geburtsurkunde")
    running = Finder(engine)
    assert running.find("Sperrmüll").candidates[0].service == "sperrmuell"
    _add_drone(engine)

    def slowly(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "service_phrase" in statement:
            time.sleep(1.5)

    event.listen(engine, "before_cursor_execute", slowly)
    started = time.perf_counter()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(running.find, ["Sperrmüll"] * 12))
    assert {found.candidates[0].service for found in answers} == {"sperrmuell"}
    assert time.perf_counter() - started < 1.2
    while running.find("Drohnenaufstieg").candidates[0].service != "drohne":
        assert time.perf_counter() - started < 10
        time.sleep(0.05)


def test_lost_database_leaves_the_last_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_CHECK_EVERY", 0.0)
    engine = _directory(tmp_path / "directory.sqlite", "sperrmuell", "hund-anmelden")
    running = Finder(engine)
    running.find("Sperrmüll")
    m.Base.metadata.drop_all(engine)
    assert running.find("Sperrmüll").candidates[0].service == "sperrmuell"
    with pytest.raises(DirectoryUnavailable):
        Finder(engine).find("Sperrmüll")


def test_services_of_a_portal_do_not_push_those_of_staff_aside(tmp_path: Path) -> None:
    engine = _directory(tmp_path / "directory.sqlite", *SERVICES)
    with Session(engine) as session, session.begin():
        for i, kind in enumerate(("Flughafen", "Hafen", "Bergbau", "Weinbau", "Bahn", "Deich")):
            _add(session, f"portal.{i}", f"{kind}-Hund anmelden", ["Hundesteuer anmelden"], [], origin="portal")
        _add(session, "portal.x", "Binnenschifferpatent", ["Bootsführerschein"], [], origin="portal")
        _add(session, "sperrmuell", "Sperrmüll anmelden", ["Sperrmüllabholung"], [], origin="portal")
    running = Finder(engine)
    assert running.find("Hund anmelden und Hundesteuer").decision == "one"
    assert running.find("Hundesteuer").candidates[0].service == "hund-anmelden"
    found = running.find("Binnenschifferpatent")
    assert (found.candidates[0].service, found.decision) == ("portal.x", "one")


def test_number_that_names_a_service_is_found(tmp_path: Path) -> None:
    engine = _directory(tmp_path / "directory.sqlite", *SERVICES)
    with Session(engine) as session, session.begin():
        _add(session, "notdienst", "Ärztlicher Bereitschaftsdienst", ["116117", "Notfallpraxis"], ["Arzt am Sonntag"])
    running = Finder(engine)
    assert running.find("116117").candidates[0].service == "notdienst"
    assert running.find("116118").candidates == ()


def test_phrase_without_words_does_no_harm(tmp_path: Path) -> None:
    engine = _directory(tmp_path / "directory.sqlite", "sperrmuell", "geburtsurkunde")
    with Session(engine) as session, session.begin():
        _add(session, "zz-smiley", "🙂", ["!!!"], ["…"])
    assert Finder(engine).find("Sperrmüll").candidates[0].service == "sperrmuell"


def _add_drone(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        synonyms, situations = ["Drohne fliegen lassen"], ["Ich will unsere Hochzeit aus der Luft filmen."]
        _add(session, "drohne", "Drohnenaufstieg genehmigen", synonyms, situations)
        _set_version(session, "with drone")
