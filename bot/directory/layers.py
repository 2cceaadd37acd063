"""Which of several facts holds: only current ones, staff files before imports, the nearer area before the wider."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory import trust
from bot.directory.cache import TODAY


class Sources:
    """Sources by slug, with their state on the session's day. The identity map keeps each row: it is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._today: date = session.info[TODAY]

    def __getitem__(self, slug: str) -> f.Source:
        row = self._session.get(m.Source, slug)
        return f.Source(row.title, row.url, row.as_of, trust.state(row, self._today), row.origin)


def current(items: Iterable[Any]) -> tuple[Any, ...]:
    """Without facts that have expired or are examples."""
    return tuple(item for item in items if item.source.current)


def staff_first(items: Iterable[Any], field: Callable[[Any], Hashable] = lambda item: None) -> tuple[Any, ...]:
    """Field by field, what the staff files say; an import only where they say nothing. The order is kept."""
    kept = list(items)
    winner: dict[Hashable, str] = {}
    for item in kept:
        origin = item.source.origin
        winner[field(item)] = min(winner.get(field(item), origin), origin, key=lambda name: (name != m.STAFF, name))
    return tuple(item for item in kept if winner[field(item)] == item.source.origin)


def nearest(items: Iterable[Any], layers: Sequence[str | None]) -> tuple[Any, ...]:
    """Of items with an `area`, those that hold at a place: from one origin and one layer of `layers`, the nearest."""
    applicable = staff_first(item for item in items if item.area in layers)
    best = min((layers.index(item.area) for item in applicable), default=None)
    return tuple(item for item in applicable if layers.index(item.area) == best)
