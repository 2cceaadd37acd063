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
    row = _row(session, service_slug, town, stage)
    if row is None and stage == "intake":
        row = _row(session, service_slug, town, "decision")
    if row is None:
        return None
    found = offices.organisation(session, row.organisation)
    assert found is not None, "foreign key"
    usual = row.rank >= USUAL and row.area == town != queries.COUNTY
    return f.Responsible(
        found, offices.sites(session, found.slug), row.stage, row.reason, usual, Sources(session)[row.source]
    )


@per_version
def same_everywhere(session: Session, service_slug: str) -> bool:
    """Whether one body is responsible for the service in the whole county, so that no place needs to be asked."""
    towns = [place.slug for place in queries.places(session) if place.slug != queries.COUNTY]
    deciding = {row.organisation if (row := _row(session, service_slug, town, "decision")) else None for town in towns}
    return len(deciding) == 1


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


def _row(session: Session, service_slug: str, town: str, stage: str) -> Any:
    layers = queries.area_layers(session, town)
    rows = session.scalars(
        select(m.Responsibility).where(
            m.Responsibility.service == service_slug,
            m.Responsibility.stage == stage,
            m.Responsibility.area.in_([area for area in layers if area]),
        )
    )
    return winner(rows, layers, session.info[TODAY])
