"""Staff files → the layer `staff` of the directory, in one transaction: a broken file changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.content.staff_directory import StaffDirectory
from bot.directory.importers import layer, staff_offices, staff_services, staff_sources
from bot.directory.models import STAFF
from bot.directory.session import importing


def import_staff_files(engine: Engine, staff: StaffDirectory) -> str:
    """Replace the staff layer; returns the new version. Raises DirectoryUnavailable, then nothing changed."""
    with importing(engine) as session:
        before = layer.named(session, STAFF)
        layer.clear(session, STAFF)
        fingerprint = layer.write(session, rows(staff))
        if before - layer.named(session, STAFF):
            layer.drop_lost(session)
        layer.finish(session, STAFF, fingerprint)
    return layer.complete_vectors(engine)


def stored(engine: Engine) -> list[Any]:
    """The rows of the staff layer as they are now, to be compared with `rows`."""
    with Session(engine) as session:
        return [row for table in layer.TABLES for row in session.scalars(select(table).where(table.origin == STAFF))]


def rows(staff: StaffDirectory) -> Iterator[Any]:
    """Every row that the staff files stand for."""
    yield from staff_sources.rows(staff)
    yield from staff_offices.rows(staff)
    yield from staff_services.rows(staff)
