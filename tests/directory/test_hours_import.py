"""What staff write of opening hours reaches the office, on both databases; and an import never overrules them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.content import schema_hours
from bot.directory import models as m
from bot.directory import offices
from bot.directory.hours import engine as hours_engine
from bot.directory.hours.timetable import lane_of
from bot.directory.importers import layer
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.session import importing

SOURCE = "coesfeld-oeffnungszeiten-2023"


@pytest.fixture
def coesfeld(engine, staff, look):
    """`coesfeld(exceptions=[…])`: the office after an import with other entries in its file."""

    def imported(**entries):
        town = staff.municipalities["coesfeld"].copy(update=entries)
        import_staff_files(engine, replace(staff, municipalities={**staff.municipalities, "coesfeld": town}))
        with look() as session:
            return offices.organisation(session, "coesfeld")

    return imported


def week(**entry):
    return schema_hours.WeekEntry(**{"lane": "ohne-termin", "source": SOURCE, **entry})


def test_an_exception_reaches_the_office_span_by_span(coesfeld):
    entry = schema_hours.ExceptionEntry(
        lane="ohne-termin", date=date(2026, 12, 17), spans="10:00-12:00, 14:00-20:00", reason="Markt", source=SOURCE
    )
    office = coesfeld(exceptions=[entry])
    assert [(e.opens, e.closes, e.reason) for e in office.opening_exceptions] == [
        ("10:00", "12:00", "Markt"),
        ("14:00", "20:00", "Markt"),
    ]
    hours = lane_of(office, "ohne-termin")
    assert hours_engine.is_open(hours, datetime(2026, 12, 17, 19, 30))
    assert not hours_engine.is_open(hours, datetime(2026, 12, 10, 19, 30))


def test_closures_once_and_every_year(coesfeld):
    office = coesfeld(
        closures=[
            schema_hours.ClosureEntry(yearly="24.12.", reason="Heiligabend", source=SOURCE),
            schema_hours.ClosureEntry(yearly="31.12.-02.01.", reason="Jahreswechsel", source=SOURCE),
            schema_hours.ClosureEntry(starts=date(2026, 11, 30), ends=date(2026, 12, 4), reason="Umzug", source=SOURCE),
        ]
    )
    hours = lane_of(office, "ohne-termin")
    reasons = {
        date(2026, 12, 24): "Heiligabend",
        date(2030, 12, 24): "Heiligabend",
        date(2027, 12, 31): "Jahreswechsel",
        date(2029, 1, 2): "Jahreswechsel",
        date(2026, 12, 1): "Umzug",
        date(2027, 12, 1): None,
    }
    assert {on: hours_engine.day(hours, on).reason for on in reasons} == reasons


def test_a_week_only_in_school_holidays(coesfeld):
    office = coesfeld(
        opening_hours=[
            week(week={"mo": "08:00-12:00", "fr": "18:00-26:00"}, school_holidays="never"),
            week(week={"mo": "10:00-12:00"}, school_holidays="only"),
        ]
    )
    hours = lane_of(office, "ohne-termin")
    assert not hours_engine.is_open(hours, datetime(2026, 10, 19, 9))
    assert hours_engine.is_open(hours, datetime(2026, 10, 19, 11))
    assert hours_engine.is_open(hours, datetime(2026, 11, 23, 9))
    assert hours_engine.is_open(hours, datetime(2026, 11, 28, 1, 30))
    assert not hours_engine.is_open(hours, datetime(2026, 10, 24, 1, 30))


def test_a_week_as_osm_text_is_the_same_week(coesfeld):
    german = week(
        week={**dict.fromkeys(("mo", "di", "mi", "do", "fr"), "08:00-12:30"), "do": "08:00-12:30, 14:00-18:00"}
    )
    osm = week(osm="Mo-Fr 08:00-12:30, Th 14:00-18:00; PH off")
    rules = [
        {(r.lane, r.weekday, r.opens, r.closes) for r in coesfeld(opening_hours=[entry]).opening_rules}
        for entry in (german, osm)
    ]
    assert rules[0] == rules[1]
    assert len(rules[0]) == 6


def test_staff_close_what_an_import_would_open(engine, coesfeld, look):
    """A portal knows times for two days of which the staff file says something else, and for a third one."""
    coesfeld(
        closures=[
            schema_hours.ClosureEntry(
                starts=date(2026, 12, 28), ends=date(2026, 12, 30), reason="Betriebsruhe", source=SOURCE
            )
        ],
        exceptions=[
            schema_hours.ExceptionEntry(lane="ohne-termin", date=date(2026, 12, 17), spans="08:00-10:00", source=SOURCE)
        ],
    )
    with importing(engine) as session:
        rows = [
            m.Source(slug="portal", title="P", url="https://example.org", as_of=date(2026, 11, 1), origin="portal"),
            *(
                m.OpeningException(
                    organisation="coesfeld",
                    lane="ohne-termin",
                    date=on,
                    opens="13:00",
                    closes="13:30",
                    source="portal",
                    origin="portal",
                )
                for on in (date(2026, 12, 17), date(2026, 12, 18), date(2026, 12, 29))
            ),
        ]
        layer.finish(session, "portal", layer.write(session, rows))
    with look() as session:
        hours = lane_of(offices.organisation(session, "coesfeld"), "ohne-termin")
    assert [hours_engine.is_open(hours, datetime(2026, 12, day, 13, 15)) for day in (17, 18, 29)] == [
        False,
        True,
        False,
    ]
    assert hours_engine.is_open(hours, datetime(2026, 12, 17, 9))
