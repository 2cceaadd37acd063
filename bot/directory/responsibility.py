"""Who is responsible: resolved on the pair (service, place). Sessions come from `session.reading`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory import offices, queries
from bot.directory.cache import TODAY, per_version
from bot.directory.layers import Sources

USUAL = 10
"""Ranks from here on follow from the level of a service; below them a file says so."""


@per_version
def responsible(session: Session, service_slug: str, town: str, stage: str = "decision") -> f.Responsible | None:
    """Who is responsible for the pair (service, place); None only if the directory has a gap.

    `stage`: who decides, or who takes the application in (`intake`): the same office unless a row says otherwise.
    """
    row = _winners(session, service_slug, (town,), stage)[town]
    if row is None and stage == "intake":
        row = _winners(session, service_slug, (town,), "decision")[town]
    if row is None:
        return None
    organisation = offices.organisation(session, row.organisation)
    assert organisation is not None, "foreign key"
    return _responsible(session, row, town, organisation)


@per_version
def by_town(session: Session, service_slug: str, towns: tuple[str, ...]) -> dict[str, f.Responsible]:
    """Who decides in each of `towns`; a town is missing only if the directory has a gap."""
    rows = {town: row for town, row in _winners(session, service_slug, towns, "decision").items() if row}
    deciding = offices.organisations(session, tuple(sorted({row.organisation for row in rows.values()})))
    return {town: _responsible(session, row, town, deciding[row.organisation]) for town, row in rows.items()}


def _responsible(session: Session, row: Any, town: str, found: f.Organisation) -> f.Responsible:
    usual = row.rank >= USUAL and row.area == town != queries.COUNTY
    return f.Responsible(
        found, offices.sites(session, found.slug), row.stage, row.reason, usual, Sources(session)[row.source]
    )


@per_version
def same_everywhere(session: Session, service_slug: str) -> bool:
    """Whether one body is responsible for the service in the whole county, so that no place needs to be asked."""
    towns = tuple(place.slug for place in queries.places(session) if place.slug != queries.COUNTY)
    rows = _winners(session, service_slug, towns, "decision").values()
    return len({row.organisation if row else None for row in rows}) == 1


def winner(rows: Iterable[Any], layers: Sequence[str | None], today: date) -> Any:
    """Of Responsibility rows for one service and stage, the one that holds at the place `layers` begins with, or None.

    Staff before imports, then the lower rank, then the nearer area, then the older row.
    """
    town = layers[0]
    valid = [
        row
        for row in rows
        if row.area in layers
        and town not in row.excluded
        and (row.valid_from is None or row.valid_from <= today)
        and (row.valid_to is None or today <= row.valid_to)
    ]
    return min(valid, key=lambda row: (row.origin != m.STAFF, row.rank, layers.index(row.area), row.id), default=None)


def _winners(session: Session, service_slug: str, towns: tuple[str, ...], stage: str) -> dict[str, Any]:
    """The row that holds in each town, or None; one query for all."""
    layers = {town: queries.area_layers(session, town) for town in towns}
    areas = {area for above in layers.values() for area in above if area}
    rows = session.scalars(
        select(m.Responsibility).where(
            m.Responsibility.service == service_slug,
            m.Responsibility.stage == stage,
            m.Responsibility.area.in_(sorted(areas)),
        )
    ).all()
    return {town: winner(rows, layers[town], session.info[TODAY]) for town in towns}
