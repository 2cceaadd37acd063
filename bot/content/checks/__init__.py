"""Faults that show only across files, one concern a file. Each works with what could be read and leaves to the schema
what the schema reports: one fault gives one message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from bot.content.checks import (
    files,
    hours,
    local,
    names,
    offices,
    other_languages,
    references,
    responsibilities,
    services,
    sources,
)
from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory


def problems(root: Path, directory: StaffDirectory, today: dt.date | None) -> Iterator[Problem]:
    """Every fault and hint that shows only across the files below `root`."""
    yield from files.check(root)
    yield from references.check(directory)
    yield from sources.examples(directory)
    if today is not None:
        yield from sources.against_the_calendar(directory, today)
    yield from names.check(directory)
    yield from services.check(directory)
    yield from other_languages.check(directory)
    yield from offices.check(directory, root)
    yield from responsibilities.check(directory, today)
    yield from local.check(directory)
    yield from hours.check(directory)


def unused(directory: StaffDirectory) -> Iterator[Problem]:
    """Sources and laws that nothing rests on, as hints."""
    yield from sources.unused(directory, list(references.mentions(directory)))
