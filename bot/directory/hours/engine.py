"""Open when, until when, when again.

What holds on a date, the first that says anything: an exception of the lane · a public holiday of NRW · a closure · the
week. So an exception opens a lane even on a holiday or within a closure: whoever dates a span means that date.
24 and 31 December are no public holidays; an office that closes then says so in its closures.

A span belongs to the day on which it begins: Friday 18:00-26:00 is open on Saturday at 01:30, even if that Saturday is
a holiday. Spans are wall time in Berlin, and the wall clock decides: of the hour that happens twice in autumn both are
open, the hour that is left out in spring is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from bot.directory import facts as f
from bot.directory.hours import calendar
from bot.directory.hours.timetable import LATEST, Special, Timetable, Weekly, minutes

_AHEAD = 731
"""Days that are looked ahead, so that an opening after a rebuilding of more than a year is still found."""
_DAY = 24 * 60
_UTC = timezone.utc


@dataclass(frozen=True, order=True)
class Span:
    """Minutes after the midnight that begins its day; `closes` is above 1440 past the next midnight."""

    opens: int
    closes: int


@dataclass(frozen=True)
class Day:
    """One date: the spans that begin on it, in order and apart from each other."""

    date: date
    spans: tuple[Span, ...]
    reason: str | None = None
    """Why it is closed, or why it is open at other times than usual."""
    special: bool = False
    """Whether an exception decides it."""
    undecided: bool = False
    """Whether there may be further spans: they depend on school holidays, and the date lies beyond their calendar."""


def day(timetable: Timetable, on: date) -> Day:
    """What holds on a date."""
    exceptions = [exception for exception in timetable.exceptions if exception.date == on]
    if exceptions:
        reason = next((exception.reason for exception in exceptions if exception.reason), None)
        return Day(on, joined(exceptions), reason, special=True)
    if (holiday := calendar.public_holiday(on)) is not None:
        return Day(on, (), holiday)
    closure = next((closure for closure in timetable.closures if closure.starts <= on <= closure.ends), None)
    if closure is not None:
        return Day(on, (), closure.reason)
    return ordinary(timetable, on)


def ordinary(timetable: Timetable, on: date) -> Day:
    """What the week alone says of a date."""
    rules = [rule for rule in timetable.rules if rule.weekday == on.weekday() and valid(rule, on)]
    dependent = any(rule.school_holidays for rule in rules)
    if dependent and not calendar.school_calendar().covers(on):
        return Day(on, joined(rule for rule in rules if not rule.school_holidays), undecided=True)
    school = dependent and calendar.school_calendar().holiday(on) is not None
    return Day(on, joined(rule for rule in rules if in_season(rule, school)))


def is_open(timetable: Timetable, moment: datetime) -> bool | None:
    """Open at a moment (with a zone, or wall time); None if that depends on unknown school holidays."""
    wall = calendar.local(moment)
    minute = wall.hour * 60 + wall.minute
    today, yesterday = day(timetable, wall.date()), day(timetable, wall.date() - timedelta(days=1))
    if _within(today.spans, minute) or _within(yesterday.spans, minute + _DAY):
        return True
    undecided = today.undecided or (yesterday.undecided and minute + _DAY < minutes(LATEST))
    return None if undecided else False


def open_until(timetable: Timetable, moment: datetime) -> datetime | None:
    """When it closes, in Berlin time; None if it is closed, or never closes within the time that is looked ahead."""
    if not is_open(timetable, moment):
        return None
    return next((m.astimezone(calendar.BERLIN) for m in _turns(timetable, moment) if not is_open(timetable, m)), None)


def next_opening(timetable: Timetable, moment: datetime) -> datetime | None:
    """When it opens next after a moment at which it is closed, in Berlin time; None if that cannot be said."""
    if is_open(timetable, moment) is None:
        return None
    for turn in _turns(timetable, moment):
        if (state := is_open(timetable, turn)) is not False:
            return turn.astimezone(calendar.BERLIN) if state else None
    return None


def valid(rule: f.OpeningRule | Weekly, on: date) -> bool:
    """Whether a rule is in force on a date."""
    return (rule.valid_from is None or rule.valid_from <= on) and (rule.valid_to is None or on <= rule.valid_to)


def in_season(rule: f.OpeningRule | Weekly, school: bool) -> bool:
    """Whether a rule holds in school holidays, or outside them."""
    return rule.school_holidays is None or (rule.school_holidays == "only") == school


def joined(items: Iterable[f.OpeningRule | Weekly | f.OpeningException | Special]) -> tuple[Span, ...]:
    """Spans of rules or exceptions in order; those that touch or overlap become one."""
    result: list[Span] = []
    for span in sorted(Span(minutes(item.opens), minutes(item.closes)) for item in items):
        if result and span.opens <= result[-1].closes:
            result[-1] = Span(result[-1].opens, max(result[-1].closes, span.closes))
        else:
            result.append(span)
    return tuple(result)


def _within(spans: tuple[Span, ...], minute: int) -> bool:
    return any(span.opens <= minute < span.closes for span in spans)


def _turns(timetable: Timetable, moment: datetime) -> Iterator[datetime]:
    """The moments after `moment` at which the state can change, in order, in UTC."""
    start = (moment if moment.tzinfo else moment.replace(tzinfo=calendar.BERLIN)).astimezone(_UTC)
    first = calendar.local(start).date()
    for offset in range(_AHEAD):
        on = first + timedelta(days=offset)
        yield from sorted(turn for turn in _turns_on(timetable, on) if turn > start)


def _turns_on(timetable: Timetable, on: date) -> set[datetime]:
    """The moments of a date at which the state can change: ends of spans, a change of the clocks, and the midnight at
    which an undecided date begins.

    A wall time of the doubled hour is two moments; one of the hour left out is none, the clocks' change stands for it.
    """
    midnight = datetime.combine(on, time(), calendar.BERLIN)
    days = [day(timetable, on - timedelta(days=begun)) for begun in (0, 1)]
    walls = {
        datetime.combine(begun.date, time()) + timedelta(minutes=minute)
        for begun in days
        for span in begun.spans
        for minute in (span.opens, span.closes)
    }
    turns = {midnight.astimezone(_UTC)} if days[0].undecided else set()
    if midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset():
        # Clocks change at 01:00 UTC in all of the European Union (Directive 2000/84/EC).
        turns.add(datetime.combine(on, time(1), _UTC))
    for wall in walls:
        if wall.date() == on:
            turns |= {wall.replace(tzinfo=calendar.BERLIN, fold=fold).astimezone(_UTC) for fold in (0, 1)}
    return turns
