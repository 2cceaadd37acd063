"""The service finder reads the same from both databases, and so answers the same."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Engine

from bot.directory.finder import Finder, phrases
from bot.directory.session import open_engine


def test_both_databases_give_the_same_phrases(engine: Engine, sqlite_template: Path) -> None:
    read = phrases.read(engine)
    assert len(read.texts) > 3000
    assert read.vectors.any(axis=1).all()
    assert read.same_content(phrases.read(open_engine(f"sqlite:///{sqlite_template}")))


def test_real_directory_is_searched(engine: Engine) -> None:
    finder = Finder(engine)
    assert finder.find("Was kostet ein neuer Perso in Dülmen?").candidates[0].service == "personalausweis"
    assert finder.find("Hundesteueranmeldung").candidates[0].service == "hund-anmelden"
    assert finder.find("Gewerbe").decision == "several"
    assert finder.find("wie hoch ist der eiffelturm").decision == "none"
