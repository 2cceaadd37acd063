"""What every action works with: the directory, the service finder and the clock. Opened at the first question, not on
import: rasa-sdk imports this package at start, and a dead database must not stop the emergency numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import yaml
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot import paths, settings
from bot.directory.cache import VERSION
from bot.directory.finder import Finder
from bot.directory.models import Meta
from bot.directory.session import open_engine


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The directory's database of this process."""
    return open_engine(settings.load().directory_url)


@lru_cache(maxsize=1)
def finder() -> Finder:
    """The service finder of this process."""
    return Finder(engine())


@contextmanager
def session() -> Iterator[Session]:
    """A read-only look into the directory, at its version of this moment."""
    with Session(engine()) as opened:
        opened.info[VERSION] = opened.scalar(select(Meta.value).where(Meta.key == "version"))
        yield opened


@lru_cache(maxsize=1)
def national_numbers() -> dict[str, str]:
    """Emergency and help lines from the staff file, so that they are there when the database is not."""
    loaded: dict[str, str] = yaml.safe_load((paths.DIRECTORY / "national_numbers.yml").read_text("utf-8"))
    return loaded
