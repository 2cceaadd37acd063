"""Every test of the directory that asks for `engine` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot import paths
from bot.content import staff_directory
from bot.directory import models as m
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.session import migrate, open_engine, reading
from tests import postgres

TODAY = date(2026, 11, 23)
_counter = itertools.count()


@pytest.fixture(scope="session")
def staff() -> staff_directory.StaffDirectory:
    """The real staff files."""
    return staff_directory.load(paths.DIRECTORY)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, staff: staff_directory.StaffDirectory) -> Path:
    """A SQLite file with the real staff files imported."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    _copy_vectors(open_engine(f"sqlite:///{paths.VAR / 'directory.sqlite'}"), engine)
    import_staff_files(engine, staff)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_template(sqlite_template: Path, staff: staff_directory.StaffDirectory) -> Iterator[tuple[str, str]]:
    """URL of a server and the name of a database with the same content."""
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL ist nicht installiert (Debian: apt-get install postgresql)")
    with postgres.server() as url:
        _administer(url, "CREATE DATABASE template")
        engine = open_engine(f"{url}/template")
        migrate(engine)
        _copy_vectors(open_engine(f"sqlite:///{sqlite_template}"), engine)
        import_staff_files(engine, staff)
        engine.dispose()
        yield url, "template"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A directory of its own for the test, filled from the real staff files."""
    if request.param == "sqlite":
        path = tmp_path / "directory.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield open_engine(f"sqlite:///{path}")
        return
    url, template = request.getfixturevalue("postgres_template")
    name = f"test_{next(_counter)}"
    _administer(url, f"CREATE DATABASE {name} TEMPLATE {template}")
    opened = open_engine(f"{url}/{name}")
    yield opened
    opened.dispose()
    _administer(url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def look(engine: Engine):
    """`with look() as session`: the directory as on TODAY, or on the day given."""
    return lambda today=TODAY: reading(engine, today)


def _copy_vectors(source: Engine, target: Engine) -> None:
    """The checkout's directory has most sentence vectors already: computing them anew would take a minute."""
    if not inspect(source).has_table("phrase_vector"):
        return
    with Session(source) as have, Session(target) as want, want.begin():
        rows = have.execute(select(m.PhraseVector.text, m.PhraseVector.vector)).mappings().all()
        if rows:
            want.execute(insert(m.PhraseVector), [dict(row) for row in rows])


def _administer(url: str, statement: str) -> None:
    with open_engine(f"{url}/postgres").connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
