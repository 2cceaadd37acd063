"""The opening-hours engine: holidays of NRW, closures, exceptions, school holidays, past midnight, daylight saving."""

from datetime import date, datetime, timedelta, timezone

import pytest

from bot.directory.hours import calendar, engine, week
from bot.directory.hours.engine import Span
from bot.directory.hours.timetable import Shut, Special, Timetable, Weekly

WALK_IN = "ohne-termin"
MORNING, AFTERNOON = Span(8 * 60, 12 * 60 + 30), Span(14 * 60, 18 * 60)


def rule(weekday: int, opens: str, closes: str, **more: object) -> Weekly:
    return Weekly(WALK_IN, weekday, opens, closes, **more)


def special(on: date, opens: str, closes: str, reason: str | None = None) -> Special:
    return Special(WALK_IN, on, opens, closes, reason)


def wall(moment: datetime | None) -> str | None:
    """`2026-11-23 14:00` of a moment in Berlin time."""
    return moment.strftime("%Y-%m-%d %H:%M") if moment else None


RULES = (*(rule(d, "08:00", "12:30") for d in range(5)), *(rule(d, "14:00", "18:00") for d in range(4)))
WEEK = Timetable(RULES)
ALWAYS = tuple(rule(d, "00:00", "24:00") for d in range(7))


def test_lunch_break_is_closed():
    assert wall(engine.open_until(WEEK, datetime(2026, 11, 23, 12, 29, 59))) == "2026-11-23 12:30"
    assert engine.open_until(WEEK, datetime(2026, 11, 23, 12, 30)) is None
    assert wall(engine.next_opening(WEEK, datetime(2026, 11, 23, 12, 30))) == "2026-11-23 14:00"


def test_a_second_span_of_a_day_does_not_replace_the_first():
    assert engine.day(WEEK, date(2026, 11, 26)).spans == (MORNING, AFTERNOON)


def test_spans_that_touch_are_one():
    hours = Timetable((rule(0, "08:00", "12:00"), rule(0, "12:00", "16:00"), rule(0, "15:00", "17:00")))
    assert engine.day(hours, date(2026, 11, 23)).spans == (Span(8 * 60, 17 * 60),)
    assert wall(engine.open_until(hours, datetime(2026, 11, 23, 9))) == "2026-11-23 17:00"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 1, 1), "Neujahr"),
        (date(2026, 4, 3), "Karfreitag"),
        (date(2026, 4, 6), "Ostermontag"),
        (date(2026, 5, 1), "Erster Mai"),
        (date(2026, 5, 14), "Christi Himmelfahrt"),
        (date(2026, 5, 25), "Pfingstmontag"),
        (date(2026, 6, 4), "Fronleichnam"),
        (date(2026, 10, 3), "Tag der Deutschen Einheit"),
        (date(2026, 11, 1), "Allerheiligen"),
        (date(2026, 12, 25), "Erster Weihnachtstag"),
        (date(2026, 12, 26), "Zweiter Weihnachtstag"),
    ],
)
def test_the_eleven_public_holidays_of_nrw_are_closed(on, name):
    day = engine.day(Timetable(ALWAYS), on)
    assert (day.spans, day.reason) == ((), name)


def test_there_are_no_other_public_holidays():
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(365)]
    assert sum(calendar.public_holiday(on) is not None for on in days) == 11
    assert calendar.public_holiday(date(2026, 12, 24)) is None


def test_a_closure_closes_with_its_reason():
    hours = Timetable(RULES, (), (Shut(date(2026, 12, 24), date(2026, 12, 31), "Betriebsferien"),))
    assert engine.day(hours, date(2026, 12, 29)).reason == "Betriebsferien"
    assert engine.day(hours, date(2026, 12, 25)).reason == "Erster Weihnachtstag"
    assert engine.day(hours, date(2027, 1, 4)).spans


def test_an_exception_wins_over_week_closure_and_holiday():
    on, closed, holiday = date(2026, 12, 3), date(2026, 12, 29), date(2026, 12, 25)
    exceptions = (
        special(on, "10:00", "20:00", "Adventsmarkt"),
        special(closed, "09:00", "11:00"),
        special(holiday, "10:00", "11:00", "Notdienst"),
    )
    hours = Timetable(RULES, exceptions, (Shut(date(2026, 12, 24), date(2026, 12, 31), "Betriebsferien"),))
    assert engine.day(hours, on) == engine.Day(on, (Span(600, 1200),), "Adventsmarkt", special=True)
    assert engine.day(hours, closed).spans == (Span(540, 660),)
    assert engine.is_open(hours, datetime(2026, 12, 25, 10, 30))


def test_a_rule_holds_only_while_it_is_valid():
    hours = Timetable((rule(5, "10:00", "12:00", valid_from=date(2026, 12, 5), valid_to=date(2026, 12, 12)),))
    spans = [len(engine.day(hours, date(2026, 11, 28) + timedelta(weeks=w)).spans) for w in range(4)]
    assert spans == [0, 1, 1, 0]


def test_next_opening_skips_the_weekend_and_holidays():
    assert wall(engine.next_opening(WEEK, datetime(2026, 12, 24, 18, 30))) == "2026-12-28 08:00"


def test_next_opening_is_found_after_a_closure_of_more_than_a_year():
    hours = Timetable(RULES, (), (Shut(date(2026, 11, 1), date(2028, 3, 31), "Umbau"),))
    assert wall(engine.next_opening(hours, datetime(2026, 11, 23, 9))) == "2028-04-03 08:00"
    never = Timetable(RULES, (), (Shut(date(2026, 11, 1), date(2036, 3, 31), "aufgegeben"),))
    assert engine.next_opening(never, datetime(2026, 11, 23, 9)) is None


def test_an_aware_moment_is_read_in_local_time():
    # 07:30 UTC in winter is 08:30 in Coesfeld, in summer 09:30.
    assert engine.is_open(WEEK, datetime.fromisoformat("2026-11-23T07:30:00+00:00"))
    assert not engine.is_open(WEEK, datetime.fromisoformat("2026-11-23T06:30:00+00:00"))
    assert engine.is_open(WEEK, datetime.fromisoformat("2026-07-20T06:30:00+00:00"))


def test_past_midnight_belongs_to_the_day_it_begins():
    hours = Timetable((rule(4, "18:00", "26:00"),))
    assert engine.is_open(hours, datetime(2026, 11, 28, 1, 30))
    assert not engine.is_open(hours, datetime(2026, 11, 28, 2, 0))
    assert wall(engine.open_until(hours, datetime(2026, 11, 27, 23))) == "2026-11-28 02:00"
    # Saturday, 26 December 2026 is a holiday, and so is the Friday: nothing begins on either.
    assert not engine.is_open(hours, datetime(2026, 12, 26, 1, 30))
    # Friday, 2 October 2026 runs into the Day of German Unity.
    assert engine.is_open(hours, datetime(2026, 10, 3, 1, 30))


def open_minutes(hours: Timetable, start: str, hours_long: int) -> int:
    begin = datetime.fromisoformat(start).astimezone(timezone.utc)
    return sum(bool(engine.is_open(hours, begin + timedelta(minutes=m))) for m in range(hours_long * 60))


def test_the_day_of_25_hours_and_the_day_of_23():
    sunday = Timetable((rule(6, "00:00", "04:00"),))
    assert open_minutes(sunday, "2026-10-24T22:00:00+00:00", 25) == 5 * 60
    assert open_minutes(sunday, "2026-03-28T23:00:00+00:00", 23) == 3 * 60


def test_the_hour_that_is_left_out():
    gap = Timetable((rule(6, "02:00", "03:00"), rule(0, "08:00", "09:00")))
    assert wall(engine.next_opening(gap, datetime(2026, 3, 28, 12))) == "2026-03-30 08:00"
    half = Timetable((rule(6, "02:30", "04:00"),))
    opening = engine.next_opening(half, datetime(2026, 3, 28, 12))
    assert opening.astimezone(timezone.utc).isoformat() == "2026-03-29T01:00:00+00:00"
    assert wall(opening) == "2026-03-29 03:00"


def test_the_hour_that_happens_twice():
    hours = Timetable((rule(6, "02:00", "02:30"),))
    first = engine.next_opening(hours, datetime(2026, 10, 24, 12))
    closing = engine.open_until(hours, first)
    again = engine.next_opening(hours, closing)
    assert [m.astimezone(timezone.utc).strftime("%H:%M") for m in (first, closing, again)] == [
        "00:00",
        "00:30",
        "01:00",
    ]


SCHOOL = Timetable(
    (
        *(rule(d, "08:00", "12:00") for d in range(5)),
        rule(3, "14:00", "18:00", school_holidays="never"),
        rule(0, "13:00", "14:00", school_holidays="only"),
    )
)


def test_school_holidays_of_nrw():
    # Autumn holidays 2026: 17 to 31 October.
    assert len(engine.day(SCHOOL, date(2026, 10, 15)).spans) == 2
    assert len(engine.day(SCHOOL, date(2026, 10, 22)).spans) == 1
    assert len(engine.day(SCHOOL, date(2026, 10, 19)).spans) == 2
    assert len(engine.day(SCHOOL, date(2026, 11, 2)).spans) == 1


def test_beyond_the_school_calendar_nothing_is_claimed():
    beyond = calendar.school_calendar().covers_to + timedelta(days=1)
    thursday = beyond + timedelta(days=(3 - beyond.weekday()) % 7)
    noon = datetime(thursday.year, thursday.month, thursday.day, 15)
    day = engine.day(SCHOOL, thursday)
    assert (day.undecided, day.spans) == (True, (Span(480, 720),))
    assert engine.is_open(SCHOOL, noon) is None
    assert engine.is_open(SCHOOL, noon.replace(hour=9)) is True
    assert engine.next_opening(SCHOOL, noon) is None
    assert engine.is_open(SCHOOL, noon + timedelta(days=1)) is False
    only = Timetable((rule(3, "14:00", "18:00", school_holidays="only"),))
    assert engine.next_opening(only, noon - timedelta(days=1)) is None


def test_the_week_is_told_by_season_and_by_validity():
    assert week.week(SCHOOL, date(2026, 11, 23), False)[3] == (Span(480, 720), Span(840, 1080))
    assert week.week(SCHOOL, date(2026, 11, 23), True)[3] == (Span(480, 720),)
    changing = Timetable(
        (
            rule(0, "08:00", "12:00", valid_to=date(2026, 11, 30)),
            rule(0, "09:00", "12:00", valid_from=date(2026, 12, 1)),
        )
    )
    first, last = date(2026, 11, 23), date(2026, 12, 31)
    assert week.stretches(changing, first, last) == [(first, date(2026, 11, 30)), (date(2026, 12, 1), last)]
    assert len(week.stretches(SCHOOL, date(2026, 10, 1), date(2026, 11, 30))) == 3
    assert len(week.stretches(SCHOOL, date(2026, 10, 1), date(2026, 11, 30), seasons=False)) == 1


def test_what_deviates_from_the_week():
    hours = Timetable(
        RULES, (special(date(2026, 12, 19), "10:00", "12:00"),), (Shut(date(2026, 12, 24), date(2026, 12, 31), "zu"),)
    )
    found = week.deviations(hours, date(2026, 12, 14), date(2027, 1, 4))
    # The weekend within the closure is closed anyway, and so is the second day of Christmas.
    assert [day.date.day for day in found] == [19, 24, 25, 28, 29, 30, 31, 1]
