"""Opening the database of conversations for the handover, and its clock."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.directory.hours.calendar import BERLIN
from bot.handover.tables import METADATA


def open_engine(url: str) -> Engine:
    """An engine for `url` with the tables made. Raises SQLAlchemyError if the database cannot be used."""
    parsed = make_url(url)
    sqlite = parsed.drivername.startswith("sqlite")
    if sqlite and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, pool_pre_ping=not sqlite)
    if sqlite:
        sa.event.listen(engine, "connect", _tune)
    try:
        METADATA.create_all(engine)
    except (OperationalError, ProgrammingError):
        # Another process made a table between the look and the making.
        METADATA.create_all(engine)
    return engine


def utc(now: datetime) -> datetime:
    """`now` as the tables keep it: UTC without zone. Without a zone it is Berlin's time."""
    aware = now if now.tzinfo else now.replace(tzinfo=BERLIN)
    return aware.astimezone(timezone.utc).replace(tzinfo=None)


def _tune(connection: Any, _record: Any) -> None:
    """Readers do not wait for the writer. A request is on the disk before its number is told: synchronous=FULL."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
