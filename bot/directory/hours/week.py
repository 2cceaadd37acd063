"""The timetable as it is told: the ordinary week, the stretches in which it stays the same, what deviates from it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.directory.hours import calendar
from bot.directory.hours.engine import Day, Span, day, in_season, joined, ordinary, valid
from bot.directory.hours.timetable import Timetable

Week = tuple[tuple[Span, ...], ...]
"""The spans of Monday to Sunday."""


def week(timetable: Timetable, on: date, school: bool) -> Week:
    """The ordinary week by the rules in force on `on`, in school holidays or outside them; free of single dates."""
    rules = [rule for rule in timetable.rules if valid(rule, on) and in_season(rule, school)]
    return tuple(joined(rule for rule in rules if rule.weekday == weekday) for weekday in range(7))


def stretches(timetable: Timetable, first: date, last: date, seasons: bool = True) -> list[tuple[date, date]]:
    """`first` to `last`, cut where another week begins; with `seasons` also at school holidays, if they matter."""
    starts = {first}
    for rule in timetable.rules:
        starts |= {rule.valid_from} if rule.valid_from else set()
        starts |= {rule.valid_to + timedelta(days=1)} if rule.valid_to else set()
    if seasons and any(rule.school_holidays for rule in timetable.rules):
        starts |= {start for start, _, _ in calendar.school_calendar().seasons()}
    kept = sorted(start for start in starts if first <= start <= last)
    ends = [start - timedelta(days=1) for start in kept[1:]] + [last]
    return list(zip(kept, ends, strict=True))


def deviations(timetable: Timetable, first: date, last: date) -> list[Day]:
    """The dates on which something else holds than the ordinary week: holidays and closures that hit it, exceptions."""
    dates = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    days = (day(timetable, on) for on in dates)
    return [told for told in days if told.special or (told.reason and ordinary(timetable, told.date).spans)]
