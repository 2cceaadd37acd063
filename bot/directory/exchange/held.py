"""What holds on a day, as rows with their sources: the rules of `layers.py` for whole tables instead of one place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import layers
from bot.directory import models as m
from bot.directory.exchange.objects import ALWAYS, AreaId, Id, Period


@dataclass(frozen=True)
class Held:
    """A current row, its source (`facts` and row), and until when the source holds."""

    row: Any
    source: f.Source
    source_row: Any
    valid: Period


def held(session: Session, rows: Iterable[Any]) -> tuple[Held, ...]:
    """The rows whose source is current on the session's day."""
    sources = layers.Sources(session)
    found = []
    for row in rows:
        source = session.get(m.Source, row.source)
        found.append(Held(row, sources[row.source], source, Period(None, source.expires) if source.expires else ALWAYS))
    return layers.current(found)


class Areas:
    """Places with what lies above and below them, read once."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(m.Area.slug, m.Area.parent, m.Area.kind, m.Area.ars).order_by(m.Area.slug)).all()
        self._parent = {row.slug: row.parent for row in rows}
        self._ars = {row.slug: row.ars for row in rows}
        self._towns = {row.slug: row.parent for row in rows if row.kind in ("stadt", "gemeinde")}

    def above(self, area: str | None) -> list[str | None]:
        """The area itself and what lies above, `None` (everywhere) last."""
        found: list[str | None] = []
        while area is not None:
            found.append(area)
            area = self._parent.get(area)
        return [*found, None]

    def without(self, area: str, excluded: Iterable[str]) -> list[str]:
        """The area, or, where some of its municipalities are excluded, the others. Where all are, it is a matter of the
        area itself, such as a petition to the county: its municipalities have nearer rows of their own."""
        out = set(excluded)
        if not out:
            return [area]
        others = [town for town, parent in self._towns.items() if parent == area and town not in out]
        return others or [area]

    def identifier(self, area: str, agency: str) -> AreaId:
        """The ARS; a place without one, such as an Ortsteil, has an id of this directory."""
        ars = self._ars.get(area)
        return AreaId(ars=ars) if ars else AreaId(other=Id(agency, area, "Gebiet"))

    def uncovered(
        self, found: Iterable[Held], field: Callable[[Any], Hashable], area: Callable[[Any], str | None]
    ) -> list[Held]:
        """Without rows of imports for whose area staff say something of the same field, there or for a wider area."""
        kept = list(found)
        staff = {(field(h.row), area(h.row)) for h in kept if h.row.origin == m.STAFF and not _excluding(h.row)}
        return [
            h
            for h in kept
            if h.row.origin == m.STAFF or not any((field(h.row), a) in staff for a in self.above(area(h.row)))
        ]


def _excluding(row: Any) -> bool:
    return bool(getattr(row, "excluded", None))


def oldest(found: Iterable[Held]) -> date | None:
    """The date of the oldest source: nothing may look fresher than it is."""
    return min((h.source.as_of for h in found), default=None)
