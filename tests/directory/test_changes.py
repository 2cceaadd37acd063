"""What an import says it changes: fact by fact in German, grouped, and a trial run that changes nothing."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from bot import paths
from bot.cli.import_directory import import_directory
from bot.content import schema
from bot.directory import changes
from bot.directory.importers.staff_files import rows, stored
from bot.directory.session import current_version, open_engine


def _edited(staff, slug, **fields):
    """The staff files with other facts of a municipality."""
    changed = staff.municipalities[slug].copy(update=fields)
    return replace(staff, municipalities={**staff.municipalities, slug: changed})


def _lines(before, after):
    return list(changes.lines(changes.compare(rows(before), rows(after))))


def test_what_is_stored_is_what_the_files_say(engine, staff):
    assert changes.compare(stored(engine), rows(staff)) == []


def test_a_changed_number(staff):
    contacts = staff.municipalities["senden"].contacts
    other = [contacts[0].copy(update={"value": "+49 2597 699-9"}), *contacts[1:]]
    after = _edited(staff, "senden", contacts=other)
    assert _lines(staff, after) == ["geändert: Senden, Telefon: +49 2597 699-0 → +49 2597 699-9"]


def test_new_hours_day_by_day_and_hours_that_go(staff):
    week = [schema.WeekEntry(lane="ohne-termin", week={"mi": "08:00-12:00, 14:00-16:00"}, source="gv2019")]
    after = _edited(staff, "rosendahl", opening_hours=week)
    assert _lines(staff, after) == ["neu: Rosendahl, Öffnungszeiten (ohne Termin), Mi: 08:00-12:00, 14:00-16:00"]
    assert _lines(after, staff) == ["entfällt: Rosendahl, Öffnungszeiten (ohne Termin), Mi: 08:00-12:00, 14:00-16:00"]


def test_another_source_for_the_same_value_comes_after_changed_values(staff):
    senden = staff.municipalities["senden"]
    contacts = [contact.copy(update={"source": "gv2019"}) for contact in senden.contacts]
    address = senden.address.copy(update={"street": "Neuer Weg 1"})
    found = _lines(staff, _edited(staff, "senden", contacts=contacts, address=address))
    assert found[0] == "geändert: Senden, Adresse: Münsterstraße 30, 48308 Senden → Neuer Weg 1, 48308 Senden"
    assert found[1].startswith("geändert: Senden, Internetseite: Quelle „Wikipedia")
    assert found[2].startswith("geändert: Senden, Telefon: Quelle „CDU Senden")
    assert len(found) == 3


def test_a_confirmed_block_names_who_confirmed(staff):
    service = staff.services["personalausweis"]
    summary = service.summary.copy(update={"verified_by": "Stadt Dülmen", "verified_on": date(2026, 11, 20)})
    after = replace(staff, services={**staff.services, "personalausweis": service.copy(update={"summary": summary})})
    found = _lines(staff, after)
    assert len(found) == 1
    assert found[0].startswith("geändert: Personalausweis, Kurzantwort: Quelle „§")
    assert found[0].endswith("bestätigt von Stadt Dülmen")


def test_a_town_of_its_own_and_a_responsibility(staff):
    local = schema.LocalFile(fees={"items": [{"eur": 60.5, "what": "im Jahr"}], "source": "gv2019"})
    rule = staff.responsibilities["jagd"].rules[0].copy(update={"organisation": "kreisbauaufsicht"})
    entry = staff.responsibilities["jagd"].copy(update={"rules": [rule]})
    after = replace(
        staff,
        local={**staff.local, ("senden", "hund-anmelden"): local},
        responsibilities={**staff.responsibilities, "jagd": entry},
    )
    hunting, dog = sorted(_lines(staff, after))
    assert hunting.startswith("geändert: Jagdschein, Zuständigkeit (Kreis Coesfeld): Kreis Coesfeld: Untere")
    assert dog == "neu: Hund anmelden und Hundesteuer (Senden), Gebühren: 60,50 € (im Jahr)"


def test_many_changes_are_counted(staff):
    found = _lines(replace(staff, services={}, local={}, responsibilities={}), staff)
    assert len(found) == 31
    assert found[-1].startswith("… und ")
    assert found[-1].endswith(" weitere")
    assert max(map(len, found)) < 400


@pytest.fixture
def checkout(sqlite_template, tmp_path, monkeypatch):
    """A copy of the staff files and of the directory, as the command line finds them."""
    shutil.copytree(paths.DIRECTORY, tmp_path / "directory")
    shutil.copy(sqlite_template, tmp_path / "directory.sqlite")
    monkeypatch.setattr(paths, "DIRECTORY", tmp_path / "directory")
    monkeypatch.setenv("KREISLOTSE_DIRECTORY_URL", f"sqlite:///{tmp_path / 'directory.sqlite'}")
    return tmp_path


def test_a_trial_run_shows_and_changes_nothing_then_the_import_does(checkout, capsys):
    file = checkout / "directory" / "municipalities" / "senden.yml"
    file.write_text(file.read_text("utf-8").replace("699-0", "699-9"), "utf-8")
    engine = open_engine(f"sqlite:///{checkout / 'directory.sqlite'}")
    before = current_version(engine)
    line = "geändert: Senden, Telefon: +49 2597 699-0 → +49 2597 699-9\n"
    assert import_directory(dry_run=True) == 0
    assert capsys.readouterr().out == f"Probelauf, nichts wurde übernommen. Änderungen: 1\n{line}"
    assert current_version(engine) == before
    assert import_directory() == 0
    assert capsys.readouterr().out.endswith(f"s).\n{line}")
    assert current_version(engine) != before


def test_a_trial_run_without_a_directory_makes_none(checkout, capsys):
    (checkout / "directory.sqlite").unlink()
    assert import_directory(dry_run=True) == 1
    assert "Das Verzeichnis ist noch leer" in capsys.readouterr().err
    assert not (checkout / "directory.sqlite").exists()
