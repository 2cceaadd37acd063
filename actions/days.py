"""The day a question is about: what bot/nlu/day_words.py found in its words, counted from today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from actions import feasts
from bot.directory.hours import calendar
from bot.nlu.time_words import Window, moment

Date = date
_MONTHS_AHEAD, _DAYS_AHEAD = 13, 62


@dataclass(frozen=True)
class DayQuestion:
    """`date`: the day meant; with `until` the days up to that one, with `every_week` its weekday („samstags“), with
    `any_day` no day at all, but only a time of day.

    `name`: what a range is called („Herbstferien“); not `known`: school holidays beyond the calendar, `date` is today.
    """

    date: Date
    every_week: bool = False
    until: Date | None = None
    any_day: bool = False
    window: Window | None = None
    name: str | None = None
    known: bool = True

    @property
    def weekday(self) -> int:
        """0 = Monday."""
        return self.date.weekday()


def resolve(day: str | None, window: Window | None, now: datetime) -> DayQuestion | None:
    """The day of a normal form (bot/nlu/day_words.py) and the time of it, as they are meant at `now`; None if neither
    is named. Raises ValueError for what is no normal form."""
    local = calendar.local(now)
    today = local.date()
    if day is None:
        return DayQuestion(today, any_day=True, window=window) if window else None
    kind, _, details = day.partition(":")
    if kind == "minutes":
        at = local + timedelta(minutes=int(details))
        return DayQuestion(at.date(), window=moment(at.hour * 60 + at.minute))
    if kind not in _KINDS:
        raise ValueError(f"{kind!r} is no kind of day")
    found = _KINDS[kind](details.split("/"), today)
    return replace(found, window=window) if found else None


def _span(details: list[str], today: date) -> DayQuestion | None:
    first = _dated(details, today)
    last = _dated(details[1:], first.date) if first else None
    return replace(first, until=last.date) if first and last else None


def _feast(kind: str, details: list[str], today: date) -> DayQuestion:
    feast = feasts.resolve(kind, details, today)
    return DayQuestion(feast.first, until=feast.last if feast.name else None, name=feast.name, known=feast.known)


def _dated(details: list[str], today: date) -> DayQuestion | None:
    """`2026-12-24`; `--12-24` and `---03` as they come next."""
    value = details[0]
    if not value.startswith("-"):
        return DayQuestion(date.fromisoformat(value))
    if value.startswith("---"):
        days = (today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
        return next((DayQuestion(on) for on in days if on.day == int(value[3:])), None)
    try:
        this_year = date.fromisoformat(f"{today.year}{value[1:]}")
        return DayQuestion(this_year if this_year >= today else this_year.replace(year=today.year + 1))
    except ValueError:
        return None  # 29 February


def _weekday(details: list[str], today: date) -> DayQuestion:
    weekday, how = int(details[0]), "".join(details[1:])
    if how.startswith("week"):
        return DayQuestion(_monday(int(how.removeprefix("week")), today) + timedelta(days=weekday))
    if how in ("next", "after_next"):
        # „Nächsten Donnerstag“, said on a Thursday, is the one in a week.
        following = _next(weekday, today + timedelta(days=1))
        return DayQuestion(following + timedelta(weeks=1) if how == "after_next" else following)
    # „samstags“ is every Saturday, „am Samstag“ the next one.
    return DayQuestion(_next(weekday, today), every_week=how == "every")


def _monday(weeks: int, today: date) -> date:
    """The Monday of the week that lies so many weeks ahead."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _weekend(details: list[str], today: date) -> DayQuestion:
    saturday = _next(5, today)
    if details == ["every"]:
        return DayQuestion(saturday, every_week=True)
    return DayQuestion(saturday, until=saturday + timedelta(days=1), name="Wochenende")


def _week(details: list[str], today: date) -> DayQuestion:
    monday = _monday(int(details[0]), today)
    return DayQuestion(max(monday, today), until=monday + timedelta(days=6), name="Woche")


def _nth(details: list[str], today: date) -> DayQuestion:
    """„Am ersten Samstag im Dezember“, „am letzten Samstag im Monat“: the next such day."""
    position, weekday, *months = map(int, details)
    for ahead in range(_MONTHS_AHEAD):
        year, number = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        first = date(year, number + 1, 1)
        days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
        on = [day for day in days if day.weekday() == weekday][position]
        if on >= today and (not months or first.month in months):
            return DayQuestion(on)
    raise AssertionError("every month of a year was looked at")


def _next(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


_KINDS: dict[str, Callable[[list[str], date], DayQuestion | None]] = {
    "offset": lambda details, today: DayQuestion(today + timedelta(days=int(details[0]))),
    "date": _dated,
    "dates": _span,
    "weekday": _weekday,
    "nth": _nth,
    "weekend": _weekend,
    "week": _week,
    "feast": partial(_feast, "feast"),
    "holidays": partial(_feast, "holidays"),
}
