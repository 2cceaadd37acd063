"""Staff files → directory: one transaction, live at once, migrations, an unwritable database."""

import shutil
import sqlite3
from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot import paths
from bot.content import staff_directory
from bot.directory import queries
from bot.directory.importers.staff_files import current_version, import_staff_files
from bot.directory.session import DirectoryUnavailable, migrate, open_engine

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def staff():
    return staff_directory.load(paths.DIRECTORY)


@pytest.fixture
def engine(tmp_path):
    # The copy brings the sentence vectors along: only new phrases would be computed.
    shutil.copy(paths.VAR / "directory.sqlite", tmp_path / "directory.sqlite")
    return open_engine(f"sqlite:///{tmp_path / 'directory.sqlite'}")


def test_every_pair_of_service_and_town_has_one_responsible_body(engine, staff):
    import_staff_files(engine, staff, TODAY)
    with Session(engine) as session:
        missing = [
            (slug, town)
            for slug in staff.services
            for town in staff.towns()
            if queries.responsible(session, slug, town) is None
        ]
    assert missing == []
    assert len(staff.services) == 209
    assert len(staff.towns()) == 11


@pytest.mark.parametrize(
    ("service", "town", "organisation", "body"),
    [
        ("kfz-neuzulassung", "coesfeld", "kfz-zulassung", "kreis-coesfeld"),
        ("unterhaltsvorschuss", "coesfeld", "coesfeld", "coesfeld"),
        ("unterhaltsvorschuss", "duelmen", "duelmen", "duelmen"),
        ("unterhaltsvorschuss", "senden", "kreisjugendamt", "kreis-coesfeld"),
        ("baugenehmigung", "olfen", "kreisbauaufsicht", "kreis-coesfeld"),
        ("personalausweis", "nottuln", "nottuln", "nottuln"),
        ("kirchenaustritt", "nottuln", "amtsgericht", "amtsgericht"),
    ],
)
def test_responsibility_is_resolved_on_the_pair(engine, service, town, organisation, body):
    with Session(engine) as session:
        found = queries.responsible(session, service, town)
    assert (found.organisation.slug, found.organisation.body) == (organisation, body)


def test_a_stale_fact_is_not_given(engine):
    with Session(engine) as session:
        assert queries.organisation(session, "senden").contact("phone") is None
        assert queries.organisation(session, "duelmen").contact("phone").value == "+49 2594 12-102"


def test_the_same_files_give_the_same_version(engine, staff):
    first = import_staff_files(engine, staff, TODAY)
    assert import_staff_files(engine, staff, TODAY) == first == current_version(engine)


def test_a_failing_import_changes_nothing(engine, staff):
    before = import_staff_files(engine, staff, TODAY)
    broken = staff.organisations["kfz-zulassung"].copy(update={"area": "gibt-es-nicht"})
    organisations = {**staff.organisations, "kfz-zulassung": broken}
    faulty = staff_directory.StaffDirectory(**{**staff.__dict__, "organisations": organisations})
    with pytest.raises(DirectoryUnavailable, match="nichts wurde geändert"):
        import_staff_files(engine, faulty, TODAY)
    assert current_version(engine) == before
    with Session(engine) as session:
        assert queries.service(session, "personalausweis") is not None


def test_an_unwritable_database_is_one_clear_message(tmp_path):
    folder = tmp_path / "directory.sqlite"
    folder.mkdir()
    with pytest.raises(DirectoryUnavailable, match="lässt sich nicht schreiben"):
        migrate(open_engine(f"sqlite:///{folder}"))


def test_migrations_build_the_models(tmp_path):
    from bot.directory.models import Base

    path = tmp_path / "new.sqlite"
    migrate(open_engine(f"sqlite:///{path}"))
    with sqlite3.connect(path) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    assert set(Base.metadata.tables) <= tables
