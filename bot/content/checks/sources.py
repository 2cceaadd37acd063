"""Sources and confirmations: against the calendar, and whether anything rests on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.content import values
from bot.content.checks.references import Mention
from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory
from bot.content.yaml_file import Key, YamlFile


def unused(directory: StaffDirectory, mentions: Sequence[Mention]) -> Iterator[Problem]:
    """Hints at sources and laws that nothing rests on."""
    for kind, table in (("source", "sources.yml"), ("law", "laws.yml")):
        used = {mention.name for mention in mentions if mention.kind == kind}
        for name in sorted(directory.names[table] - used):
            message = f"Auf „{name}“ stützt sich keine Angabe. Bitte löschen, wenn niemand den Eintrag braucht."
            yield directory.files[table].problem((name,), message, hint=True)


def examples(directory: StaffDirectory) -> Iterator[Problem]:
    """Addresses such as https://example.org stand only where an entry says that it is an example."""
    for file in directory.files.values():
        for key in file.lines:
            value = file.value(key) if key and key[-1] in ("url", "value") else None
            if isinstance(value, str) and values.is_example(value) and file.value((*key[:-1], "example")) != "true":
                message = f"„{value}“ ist eine Beispieladresse. Bitte die richtige eintragen oder den Eintrag löschen."
                yield file.problem(key, message)


def against_the_calendar(directory: StaffDirectory, today: dt.date) -> Iterator[Problem]:
    """What was seen or confirmed in the future is a fault; what has expired is a hint."""
    for slug, entry in directory.sources.items():
        for name, day in (("as_of", entry.as_of), ("retrieved", entry.retrieved)):
            if day is not None and day > today:
                yield _future(directory.files["sources.yml"], (slug, name), day, today)
    for file in directory.files.values():
        for key in file.lines:
            if key and key[-1] == "verified_on" and (day := _date(file.value(key))) is not None and day > today:
                yield _future(file, key, day, today)
    yield from _expired(directory, today)


def _future(file: YamlFile, key: Key, day: dt.date, today: dt.date) -> Problem:
    return file.problem(key, f"„{key[-1]}: {day}“ liegt in der Zukunft, heute ist {today}. Bitte berichtigen.")


def _date(value: object) -> dt.date | None:
    try:
        return values.date(value) if isinstance(value, str) else None
    except ValueError:
        return None  # the schema reports it


def _expired(directory: StaffDirectory, today: dt.date) -> Iterator[Problem]:
    for slug, entry in directory.sources.items():
        if entry.expires is not None and entry.expires < today:
            message = (
                f"Die Quelle „{slug}“ ist am {entry.expires} abgelaufen; ihre Angaben werden nicht mehr ausgegeben. "
                "Bitte neu prüfen und „as_of“ und „expires“ anpassen."
            )
            yield directory.files["sources.yml"].problem((slug, "expires"), message, hint=True)
