"""Sources and confirmations: against the calendar, and whether anything rests on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.content import values
from bot.content.checks.references import Mention
from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory, cited_laws
from bot.content.yaml_file import YamlFile


def check(directory: StaffDirectory, mentions: Sequence[Mention], today: dt.date | None) -> Iterator[Problem]:
    """Unused entries are hints; a day in the future on which something was seen or confirmed is a fault."""
    yield from _unused(directory, mentions)
    if today is not None:
        for file in directory.files.values():
            yield from _in_the_future(file, today)
        yield from _expired(directory, today)


def _unused(directory: StaffDirectory, mentions: Sequence[Mention]) -> Iterator[Problem]:
    used = {mention.name for mention in mentions if mention.kind == "source"}
    for slug in directory.sources:
        if slug not in used:
            message = f"Auf die Quelle „{slug}“ stützt sich keine Angabe. Bitte löschen, wenn niemand sie braucht."
            yield directory.files["sources.yml"].problem((slug,), message, hint=True)
    cited = {law for mention in mentions if mention.kind == "law" for law in cited_laws(mention.name, directory.laws)}
    for abbreviation in directory.laws:
        if abbreviation not in cited:
            message = f"Auf „{abbreviation}“ stützt sich keine Angabe. Bitte löschen, wenn niemand es braucht."
            yield directory.files["laws.yml"].problem((abbreviation,), message, hint=True)


def _in_the_future(file: YamlFile, today: dt.date) -> Iterator[Problem]:
    for key in file.lines:
        if key and key[-1] in ("as_of", "retrieved", "verified_on") and isinstance(text := file.value(key), str):
            try:
                day = values.date(text)
            except ValueError:
                continue  # the schema reports it
            if day > today:
                yield file.problem(
                    key, f"„{key[-1]}: {day}“ liegt in der Zukunft, heute ist {today}. Bitte berichtigen."
                )


def _expired(directory: StaffDirectory, today: dt.date) -> Iterator[Problem]:
    for slug, entry in directory.sources.items():
        if entry.expires is not None and entry.expires < today:
            message = (
                f"Die Quelle „{slug}“ ist am {entry.expires} abgelaufen; ihre Angaben werden nicht mehr ausgegeben. "
                "Bitte neu prüfen und „as_of“ und „expires“ anpassen."
            )
            yield directory.files["sources.yml"].problem((slug, "expires"), message, hint=True)
