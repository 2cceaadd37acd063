"""What the comparisons of all facts have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import LinkFact, Phrase
from actions.values import Joined, service_name
from bot.directory import facts as f

_ASK_EACH = 2


@dataclass(frozen=True)
class Entry:
    """One municipality of a comparison. `body`: the legal body above `office`, often itself."""

    town: f.Place
    office: f.Organisation
    body: f.Organisation
    service: f.Service | None
    responsible: f.Responsible | None


@dataclass(frozen=True)
class Row:
    """What is known of one municipality or several: one line. `told` and `towns` are values (see Phrase)."""

    towns: Any
    told: Any
    sources: tuple[f.Source, ...] = ()
    links: tuple[LinkFact, ...] = ()


@dataclass(frozen=True)
class Compared:
    """The phrases; whether nothing that was asked for is unknown; the body, where it is one for all."""

    phrases: tuple[Phrase, ...]
    complete: bool
    organisation: str | None = None


def rows_of(key: str, rows: Sequence[Row], values: Mapping[str, Any]) -> tuple[Phrase, ...]:
    """The rows as one phrase with a line for each; nothing for none."""
    if not rows:
        return ()
    sources = dict.fromkeys(source for row in rows for source in row.sources)
    links = dict.fromkeys(link for row in rows for link in row.links)
    lines = tuple(Phrase("compare.row", {"towns": row.towns, "told": row.told}) for row in rows)
    return (Phrase(key, {**values, "rows": Joined(lines)}, tuple(sources), tuple(links)),)


def unknown(key: str, entries: Sequence[Entry], session: Session, service: f.Service | None) -> tuple[Phrase, ...]:
    """Where it is not on file; one or two municipalities with their official pages, of more one is to be named."""
    if not entries:
        return ()
    towns = Joined(tuple(entry.town.name for entry in entries), by=", ")
    missing = Phrase(key, {"towns": towns, "service": service_name(service) if service else None})
    if len(entries) > _ASK_EACH:
        return (missing, Phrase("compare.ask"))
    pages = (
        office_phrases.official_page(entry.office, session, office_phrases.office_name(entry.office, service))
        for entry in entries
    )
    return (missing, *pages)
