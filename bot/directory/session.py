"""Opening the directory's database, and Alembic's migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import paths


class DirectoryUnavailable(Exception):
    """The directory cannot be opened or written; the message is German and fit for staff."""


def open_engine(url: str) -> Engine:
    """An engine for `url`; for SQLite with write-ahead log, so that an import never blocks an answer."""
    parsed = make_url(url)
    if parsed.drivername.startswith("sqlite") and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, future=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision` with Alembic. Raises DirectoryUnavailable if the database cannot be written."""
    from alembic import command  # noqa: PLC0415 - 0.3 s that only imports pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    except SQLAlchemyError as error:
        raise DirectoryUnavailable(
            f"Das Verzeichnis {engine.url.render_as_string()} lässt sich nicht schreiben: {error.__cause__ or error}. "
            "Bitte Schreibrechte und Platz prüfen oder KREISLOTSE_DIRECTORY_URL ändern."
        ) from error
