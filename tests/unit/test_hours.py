"""The opening-hours engine: holidays of NRW, closures, lunch break, validity, daylight saving."""

from datetime import date, datetime, time

import pytest

from bot.directory import hours
from bot.directory.facts import Closure, OpeningRule, Source

SOURCE = Source("Test", "https://example.org", date(2026, 1, 1), "verified")


def rule(weekday: int, opens: str, closes: str, **validity: date) -> OpeningRule:
    return OpeningRule("ohne-termin", weekday, opens, closes, validity.get("since"), validity.get("until"), SOURCE)


WEEK = (*(rule(d, "08:00", "12:30") for d in range(5)), *(rule(d, "14:00", "18:00") for d in range(4)))
SATURDAY = rule(5, "10:00", "12:00")


def test_lunch_break_is_closed():
    assert hours.open_until(WEEK, (), datetime(2026, 11, 23, 12, 29)) == time(12, 30)
    assert hours.open_until(WEEK, (), datetime(2026, 11, 23, 12, 30)) is None
    assert hours.next_opening(WEEK, (), datetime(2026, 11, 23, 12, 30)) == datetime(2026, 11, 23, 14, 0)


def test_a_second_span_of_a_day_does_not_replace_the_first():
    assert hours.day(WEEK, (), date(2026, 11, 26)).spans == ((time(8), time(12, 30)), (time(14), time(18)))


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
    every_day = tuple(rule(d, "08:00", "18:00") for d in range(7))
    day = hours.day(every_day, (), on)
    assert day.spans == ()
    assert day.closed_because == name


def test_christmas_eve_is_no_public_holiday():
    assert hours.public_holiday(date(2026, 12, 24)) is None


def test_a_closure_closes_with_its_reason():
    closure = Closure(date(2026, 12, 24), date(2026, 12, 31), "Betriebsferien", SOURCE)
    assert hours.day(WEEK, (closure,), date(2026, 12, 29)).closed_because == "Betriebsferien"
    assert hours.day(WEEK, (closure,), date(2027, 1, 4)).spans


def test_a_rule_holds_only_while_it_is_valid():
    new = rule(5, "10:00", "12:00", since=date(2026, 12, 1))
    assert hours.day((new,), (), date(2026, 11, 28)).spans == ()
    assert hours.day((new,), (), date(2026, 12, 5)).spans == ((time(10), time(12)),)


def test_next_opening_skips_the_weekend_and_holidays():
    friday_afternoon = datetime(2026, 12, 24, 18, 30)
    assert hours.next_opening(WEEK, (), friday_afternoon) == datetime(2026, 12, 28, 8, 0)


def test_an_aware_moment_is_read_in_local_time():
    # 07:30 UTC in winter is 08:30 in Coesfeld, in summer 09:30.
    assert hours.open_until(WEEK, (), datetime.fromisoformat("2026-11-23T07:30:00+00:00")) == time(12, 30)
    assert hours.open_until(WEEK, (), datetime.fromisoformat("2026-11-23T06:30:00+00:00")) is None
    assert hours.open_until(WEEK, (), datetime.fromisoformat("2026-07-20T06:30:00+00:00")) == time(12, 30)
