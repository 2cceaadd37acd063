"""What every action works with: the directory, the service finder and the clock. Opened at the first question, not on
import: rasa-sdk imports this package at start, and a dead database must not stop the emergency numbers."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot import paths, settings
from bot.content import yaml_file
from bot.directory.finder import Finder
from bot.directory.session import open_engine, reading
from bot.handover import database
from bot.handover.delivery import Deliveries
from bot.handover.forms import Forms


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The directory's database of this process."""
    return open_engine(settings.load().directory_url)


@lru_cache(maxsize=1)
def finder() -> Finder:
    """The service finder of this process."""
    return Finder(engine())


def session(today: date) -> AbstractContextManager[Session]:
    """A read-only look into the directory, with its facts as they stand on `today`."""
    return reading(engine(), today)


@lru_cache(maxsize=1)
def forms() -> Forms:
    """Forms for a callback, in the database of conversations."""
    return Forms(database.open_engine(settings.load().conversations_url))


@lru_cache(maxsize=1)
def deliveries() -> Deliveries:
    """Which offices take such requests."""
    return Deliveries(settings.load())


@lru_cache(maxsize=1)
def national_numbers() -> dict[str, str]:
    """Emergency and help lines from the staff file, so that they are there when the database is not."""
    numbers: dict[str, str] = yaml_file.read(paths.DIRECTORY / "national_numbers.yml").data
    return numbers
