"""The engine against an independent evaluation: random timetables at tens of thousands of instants of 2024 to 2028."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from bot.directory.hours import engine
from bot.directory.hours.timetable import Shut, Special, Timetable, Weekly, clock
from tests.unit import hours_oracle as oracle

QUARTER = 15
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
HOLIDAYS = sorted(on for on in oracle.PUBLIC_HOLIDAYS if FIRST.isoformat() <= on <= LAST.isoformat())
CLOCK_CHANGES = [date.fromordinal(oracle.EPOCH + oracle.last_sunday(y, m)) for y in range(2024, 2029) for m in (3, 10)]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def moment(utc_minute: int) -> datetime:
    return EPOCH + timedelta(minutes=utc_minute)


def minute(at: datetime) -> int:
    return int((at - EPOCH).total_seconds()) // 60


def some_date(rng: random.Random) -> date:
    """Any date, but often one at which something is special."""
    kind = rng.random()
    if kind < 0.2:
        return date.fromisoformat(rng.choice(HOLIDAYS)) + timedelta(days=rng.choice((-1, 0, 0, 1)))
    if kind < 0.4:
        return rng.choice(CLOCK_CHANGES) + timedelta(days=rng.choice((-1, 0, 0, 1)))
    return FIRST + timedelta(days=rng.randrange((LAST - FIRST).days + 1))


def some_span(rng: random.Random) -> tuple[str, str]:
    opens = rng.choice((rng.randrange(0, 12), rng.randrange(32, 64), rng.randrange(72, 96))) * QUARTER
    closes = min(opens + rng.randrange(1, 32) * QUARTER, 26 * 60)
    return clock(opens), clock(closes)


def some_timetable(rng: random.Random) -> Timetable:
    rules, exceptions, closures = [], [], []
    for _ in range(rng.choice((0, 3, 12, 30))):
        first, last = (some_date(rng) if rng.random() < 0.3 else None for _ in range(2))
        season = rng.choice((None, None, None, "only", "never"))
        rules.append(Weekly("ohne-termin", rng.randrange(7), *some_span(rng), first, last, season))
    for _ in range(rng.randrange(0, 10)):
        exceptions += [Special("ohne-termin", on, *some_span(rng)) for on in [some_date(rng)] * rng.randrange(1, 3)]
    for _ in range(rng.randrange(0, 5)):
        first = some_date(rng)
        closures.append(Shut(first, first + timedelta(days=rng.choice((0, 1, 9, 500))), "zu"))
    return Timetable(tuple(rules), tuple(exceptions), tuple(closures))


def some_instants(rng: random.Random, timetable: Timetable, count: int) -> Iterator[int]:
    """UTC minutes, often just before, at and after a quarter of an hour of a date that matters to the timetable."""
    dates = [*(e.date for e in timetable.exceptions), *(c.starts for c in timetable.closures)]
    dates += [c.ends for c in timetable.closures] + [r.valid_to for r in timetable.rules if r.valid_to]
    dates = [on for on in dates if FIRST <= on <= LAST]
    for _ in range(count):
        on = rng.choice(dates) if dates and rng.random() < 0.5 else some_date(rng)
        day = (on.toordinal() - oracle.EPOCH) * oracle.DAY
        yield day + rng.randrange(-8, 104) * QUARTER + rng.choice((-1, 0, 0, 1, 7))


def test_open_at_any_instant():
    rng = random.Random(20261124)
    checked = opened = 0
    for _ in range(100):
        timetable = some_timetable(rng)
        for at in some_instants(rng, timetable, 200):
            truth = oracle.is_open(timetable, at)
            assert engine.is_open(timetable, moment(at)) is truth, (moment(at), timetable)
            checked, opened = checked + 1, opened + truth
    assert checked >= 20_000
    assert 0.1 < opened / checked < 0.9, "both answers must be put to the test"


def test_every_holiday_and_every_quarter_of_the_days_on_which_clocks_change():
    rng = random.Random(1)
    days = [date.fromisoformat(on) for on in HOLIDAYS] + CLOCK_CHANGES
    assert len(HOLIDAYS) == 55
    for on in days:
        timetable = some_timetable(rng)
        always = Timetable(tuple(Weekly("ohne-termin", d, "00:00", "24:00") for d in range(7)), timetable.exceptions)
        night = Timetable(tuple(Weekly("ohne-termin", d, "22:15", "26:00") for d in range(7)))
        start = (on.toordinal() - oracle.EPOCH) * oracle.DAY - 4 * 60
        for at in range(start, start + 32 * 60, QUARTER):
            for hours in (timetable, always, night):
                assert engine.is_open(hours, moment(at)) is oracle.is_open(hours, at), (moment(at), hours)


def assert_turn(timetable: Timetable, at: int, within: int) -> bool:
    """The turn that the engine names is the first one that a walk in quarters of an hour meets."""
    state = oracle.is_open(timetable, at)
    ahead = range(at // QUARTER * QUARTER + QUARTER, at + within, QUARTER)
    turn = next((later for later in ahead if oracle.is_open(timetable, later) is not state), None)
    told = (engine.open_until if state else engine.next_opening)(timetable, moment(at))
    if turn is None:
        assert told is None or minute(told) >= at + within - QUARTER, (moment(at), timetable)
    else:
        assert told is not None, (moment(at), timetable)
        assert minute(told) == turn, (moment(at), told, timetable)
    return turn is not None


def test_until_when_and_when_again():
    rng = random.Random(7)
    turns = 0
    for _ in range(40):
        timetable = some_timetable(rng)
        for at in some_instants(rng, timetable, 5):
            turns += assert_turn(timetable, at, 10 * oracle.DAY)
    assert turns > 80


def test_until_when_and_when_again_in_nights_in_which_clocks_change():
    rng = random.Random(3)
    for on in CLOCK_CHANGES * 4:
        spans = [(opens := rng.randrange(0, 16), opens + rng.randrange(1, 5)) for _ in range(3)]
        rules = [Weekly("ohne-termin", 6, clock(a * QUARTER), clock(b * QUARTER)) for a, b in spans]
        start = (on.toordinal() - oracle.EPOCH) * oracle.DAY - 2 * 60
        for at in range(start, start + 6 * 60, QUARTER):
            assert_turn(Timetable(tuple(rules)), at, oracle.DAY)
