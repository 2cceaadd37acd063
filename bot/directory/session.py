"""Opening the directory's database, and Alembic's migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import paths
from bot.directory.cache import TODAY, VERSION
from bot.directory.models import Meta


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


@contextmanager
def reading(engine: Engine, today: date) -> Iterator[Session]:
    """A session for `queries`: at the directory's version of this moment, with facts as they stand on `today`."""
    with Session(engine) as session:
        session.info[TODAY] = today
        session.info[VERSION] = session.scalar(select(Meta.value).where(Meta.key == "version"))
        yield session


@contextmanager
def importing(engine: Engine) -> Iterator[Session]:
    """One transaction for a whole import; references are checked at its end.

    Raises DirectoryUnavailable if the database refuses; then nothing is changed.
    """
    try:
        with Session(engine) as session, session.begin():
            if engine.dialect.name == "sqlite":
                # The driver begins only before the first change, and the pragma holds for one transaction.
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
                session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            yield session
    except SQLAlchemyError as error:
        raise DirectoryUnavailable(f"Der Import ist fehlgeschlagen, nichts wurde geändert: {error}") from error


def current_version(engine: Engine) -> str | None:
    """The version of the last import, or None for an empty or missing directory."""
    try:
        with Session(engine) as session:
            return session.scalar(select(Meta.value).where(Meta.key == "version"))
    except SQLAlchemyError:
        return None


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up or down to `revision` with Alembic: `head`, a number, or `base` for no tables at all.

    Raises DirectoryUnavailable if the database cannot be written.
    """
    from alembic import command  # noqa: PLC0415 - 0.3 s that only imports pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    try:
        with _changing_tables(engine) as connection:
            config.attributes["connection"] = connection
            if _lies_below(config, connection, revision):
                command.downgrade(config, revision)
            else:
                command.upgrade(config, revision)
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    except SQLAlchemyError as error:
        raise DirectoryUnavailable(
            f"Das Verzeichnis {engine.url.render_as_string()} lässt sich nicht schreiben: {error.__cause__ or error}. "
            "Bitte Schreibrechte und Platz prüfen oder KREISLOTSE_DIRECTORY_URL ändern."
        ) from error


@contextmanager
def _changing_tables(engine: Engine) -> Iterator[Any]:
    """One transaction. SQLite changes a table by making it anew; that must not count as deleting what is referenced."""
    with engine.connect() as connection:
        lite = engine.dialect.name == "sqlite"
        if lite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        with connection.begin():
            if lite:
                connection.exec_driver_sql("BEGIN")
            yield connection
        if lite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _lies_below(config: Any, connection: Any, revision: str) -> bool:
    from alembic.migration import MigrationContext  # noqa: PLC0415 - as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    if revision in ("head", "base"):
        return revision == "base"
    reached = MigrationContext.configure(connection).get_current_heads()
    scripts = ScriptDirectory.from_config(config)
    return any(script.revision == revision for head in reached for script in scripts.walk_revisions("base", head))
