"""Rows into the database, layer by layer: an import replaces what the same import wrote before, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.session import importing
from bot.directory.vectors import missing_vectors

TABLES: tuple[Any, ...] = tuple(
    mapper.class_ for mapper in m.Base.registry.mappers if issubclass(mapper.class_, m.Layered)
)
_BATCH = 1000
_VECTORS_AT_ONCE = 1024


@dataclass(frozen=True)
class Removal:
    """Among rows for `write`: take out what earlier rows or an earlier import of the layer made of these objects.

    Rows that two objects made together have a record of two names, `… | …`: the first is enough, or, if the object
    is the `owner` of what it is named in, the second.
    """

    origin: str
    records: tuple[str, ...]
    owner: bool = False


def clear(session: Session, origin: str) -> None:
    """Take a layer out."""
    for table in TABLES:
        session.execute(delete(table).where(table.origin == origin))


def write(session: Session, rows: Iterable[Any]) -> str:
    """Insert rows of any tables as they come, in batches; returns a fingerprint of all of them.

    A `Removal` among them is carried out before anything after it is made.
    """
    digest = hashlib.sha256()
    waiting: dict[type, list[dict[str, Any]]] = {}
    for count, row in enumerate(rows, start=1):
        if isinstance(row, Removal):
            digest.update(f"{row}\n".encode())
            _flush(session, waiting)
            _remove(session, row)
            continue
        values = _values(row)
        digest.update(f"{row.__tablename__}{sorted(values.items())}\n".encode())
        waiting.setdefault(type(row), []).append(values)
        if count % _BATCH == 0:
            _flush(session, waiting)
    _flush(session, waiting)
    return digest.hexdigest()[:16]


def named(session: Session, origin: str) -> set[tuple[str, str]]:
    """Areas, offices and services of a layer, to which rows of other layers may refer: (table, slug)."""
    tables = (m.Area, m.Organisation, m.Service)
    return {
        (table.__tablename__, slug)
        for table in tables
        for slug in session.scalars(select(table.slug).where(table.origin == origin))
    }


def drop_lost(session: Session) -> int:
    """Take rows of imports out that need a row the staff files no longer have; returns how many.

    Else an office or a service could not be removed from the staff files while an import says something about it.
    """
    lost = 0
    for table in TABLES:
        for column in table.__table__.columns:
            for key in column.foreign_keys:
                there = select(key.column)
                gone = delete(table).where(table.origin != m.STAFF, column.is_not(None), column.not_in(there))
                lost += session.execute(gone.execution_options(synchronize_session=False)).rowcount
    return lost


def finish(session: Session, origin: str, fingerprint: str) -> str:
    """Set the layer's version and that of the whole directory; returns the latter.

    With the commit the facts are live. `complete_vectors` comes after it: thousands of new phrases take minutes.
    """
    _set(session, f"layer:{origin}", fingerprint)
    return _renew_version(session)


def complete_vectors(engine: Engine) -> str:
    """Compute the vectors that phrases lack, some at a time, and set the version anew; returns it.

    What an interruption leaves over is done by the next import. Raises DirectoryUnavailable.
    """
    while True:
        with Session(engine) as session:
            new = list(session.scalars(_without_vector().limit(_VECTORS_AT_ONCE)))
        vectors = list(missing_vectors(new, set()))  # outside a transaction: nobody waits for a lock meanwhile
        with importing(engine) as session:
            for vector in vectors:
                session.merge(vector)
            session.flush()
            if len(new) < _VECTORS_AT_ONCE:
                return _renew_version(session)


def _without_vector() -> Any:
    known = select(m.PhraseVector.text)
    return select(m.ServicePhrase.text).where(m.ServicePhrase.text.not_in(known)).distinct()


def _renew_version(session: Session) -> str:
    layers = session.execute(select(m.Meta.key, m.Meta.value).where(m.Meta.key.like("layer:%")).order_by(m.Meta.key))
    content = [f"{key} {value}" for key, value in layers]
    if session.scalar(_without_vector().limit(1)) is not None:
        content.append("vectors missing")  # another version when they are there, so that the finder reads again
    version = hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]
    _set(session, "version", version)
    return version


def _remove(session: Session, removal: Removal) -> None:
    for table in TABLES:
        made = delete(table).where(table.origin == removal.origin, table.record.in_(removal.records))
        session.execute(made.execution_options(synchronize_session=False))
    for table in (m.OnlineService, m.Responsibility):
        for name in removal.records:
            named = [table.record.startswith(f"{name} |", autoescape=True)]
            if removal.owner:
                named.append(table.record.endswith(f"| {name}", autoescape=True))
            made = delete(table).where(table.origin == removal.origin, or_(*named))
            session.execute(made.execution_options(synchronize_session=False))


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
