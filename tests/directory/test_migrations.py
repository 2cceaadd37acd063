"""Alembic both ways, on both databases: the staff layer survives, and the schema is that of the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.session import current_version, migrate


def test_the_migrations_build_the_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, m.Base.metadata)
    assert [d for d in differences if d[0] in ("add_table", "remove_table", "add_column", "remove_column")] == []


@pytest.mark.parametrize("revision", ["0001", "base"])
def test_down_and_up_again(engine, staff, revision):
    version = current_version(engine)
    migrate(engine, revision)
    assert ("external_id" in inspect(engine).get_table_names()) is False
    if revision != "base":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM service").scalar() == 209
    migrate(engine)
    with Session(engine) as session:
        kept = session.scalar(select(func.count()).select_from(m.Service))
    assert kept == (0 if revision == "base" else 209)
    # From 0001 the old rows are there at once; the next import brings what the old tables had no room for.
    if revision != "base":
        assert import_staff_files(engine, staff) == version
