"""Facts are frozen and change only with an import: one answer per question and version of the directory is enough."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy.orm import Session

VERSION = "directory_version"
"""Key of `Session.info`: the version a session was opened at. Without it nothing is kept."""
TODAY = "today"
"""Key of `Session.info`: the day for which facts are asked; sources expire and responsibilities change with days."""

_MOST = 20_000
Query = TypeVar("Query", bound=Callable[..., Any])


def per_version(query: Query) -> Query:
    """Keep the answers of `query(session, *arguments)` until the version, the day or the database changes."""
    kept: dict[tuple[Any, ...], Any] = {}

    @wraps(query)
    def asked(session: Session, *arguments: Any) -> Any:
        version = session.info.get(VERSION)
        if version is None:
            return query(session, *arguments)
        key = (str(session.get_bind().url), version, session.info.get(TODAY), *arguments)
        if key not in kept:
            if len(kept) >= _MOST:
                kept.clear()
            kept[key] = query(session, *arguments)
        return kept[key]

    return asked  # type: ignore[return-value]
