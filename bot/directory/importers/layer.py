"""Rows into the database, layer by layer: an import replaces what the same import wrote before, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.vectors import missing_vectors

TABLES: tuple[Any, ...] = tuple(
    mapper.class_ for mapper in m.Base.registry.mappers if issubclass(mapper.class_, m.Layered)
)
_BATCH = 1000


def clear(session: Session, origin: str) -> None:
    """Take a layer out."""
    for table in TABLES:
        session.execute(delete(table).where(table.origin == origin))


def write(session: Session, rows: Iterable[Any]) -> str:
    """Insert rows of any tables as they come, in batches; returns a fingerprint of all of them."""
    digest = hashlib.sha256()
    waiting: dict[type, list[dict[str, Any]]] = {}
    for count, row in enumerate(rows, start=1):
        values = _values(row)
        digest.update(f"{row.__tablename__}{sorted(values.items())}\n".encode())
        waiting.setdefault(type(row), []).append(values)
        if count % _BATCH == 0:
            _flush(session, waiting)
    _flush(session, waiting)
    return digest.hexdigest()[:16]


def finish(session: Session, origin: str, fingerprint: str) -> str:
    """Add vectors for new phrases, set the layer's version and that of the whole directory; returns the latter."""
    known = select(m.PhraseVector.text)
    new = session.scalars(select(m.ServicePhrase.text).where(m.ServicePhrase.text.not_in(known)).distinct())
    session.add_all(missing_vectors(new, set()))
    _set(session, f"layer:{origin}", fingerprint)
    layers = session.execute(select(m.Meta.key, m.Meta.value).where(m.Meta.key.like("layer:%")).order_by(m.Meta.key))
    version = hashlib.sha256("\n".join(f"{key} {value}" for key, value in layers).encode()).hexdigest()[:16]
    _set(session, "version", version)
    return version


def _flush(session: Session, waiting: dict[type, list[dict[str, Any]]]) -> None:
    for table, values in waiting.items():
        session.execute(insert(table), values)
    waiting.clear()


def _values(row: Any) -> dict[str, Any]:
    """All columns of a row with their defaults, except a number the database gives."""
    values = {}
    for column in row.__table__.columns:
        value = getattr(row, column.key)
        if value is None and column.default is not None:
            value = column.default.arg({}) if column.default.is_callable else column.default.arg
        if value is not None or not column.primary_key:
            values[column.key] = value
    return values


def _set(session: Session, key: str, value: str) -> None:
    session.merge(m.Meta(key=key, value=value))
    session.flush()
