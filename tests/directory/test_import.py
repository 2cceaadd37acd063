"""Staff files → directory: one transaction, layer by layer, an unwritable database."""

from dataclasses import replace

import pytest

from bot.directory import models as m
from bot.directory import queries
from bot.directory.importers import layer
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.session import DirectoryUnavailable, current_version, importing, migrate, open_engine


def test_the_same_files_give_the_same_version(engine, staff):
    first = current_version(engine)
    assert import_staff_files(engine, staff) == first == current_version(engine)


def test_a_changed_file_gives_another_version_and_the_old_one_comes_back(engine, staff):
    first = current_version(engine)
    coesfeld = staff.municipalities["coesfeld"].copy(update={"contacts": []})
    changed = replace(staff, municipalities={**staff.municipalities, "coesfeld": coesfeld})
    assert import_staff_files(engine, changed) != first
    assert import_staff_files(engine, staff) == first


def test_a_failing_import_changes_nothing(engine, staff, look):
    before = current_version(engine)
    broken = staff.organisations["kfz-zulassung"].copy(update={"area": "gibt-es-nicht"})
    faulty = replace(staff, organisations={**staff.organisations, "kfz-zulassung": broken})
    with pytest.raises(DirectoryUnavailable, match="nichts wurde geändert"):
        import_staff_files(engine, faulty)
    assert current_version(engine) == before
    with look() as session:
        assert queries.service(session, "personalausweis") is not None


def test_an_import_of_one_layer_leaves_the_others_alone(engine, staff, look):
    with importing(engine) as session:
        rows = [
            m.Service(slug="portal.1", name="Fremde Leistung", topic="portal", level="portal", origin="portal"),
            m.ServicePhrase(service="portal.1", kind="name", text="Fremde Leistung", origin="portal"),
        ]
        layer.finish(session, "portal", layer.write(session, rows))
    with_portal = layer.complete_vectors(engine)
    assert import_staff_files(engine, staff) == with_portal
    with look() as session:
        assert queries.service(session, "portal.1").name == "Fremde Leistung"


def test_an_unwritable_database_is_one_clear_message(tmp_path):
    folder = tmp_path / "directory.sqlite"
    folder.mkdir()
    with pytest.raises(DirectoryUnavailable, match="lässt sich nicht schreiben"):
        migrate(open_engine(f"sqlite:///{folder}"))
