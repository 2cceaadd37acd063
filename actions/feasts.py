"""When the days and times of the year are that have names: Heiligabend, Fronleichnam, 1. Advent, Ferien."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

from bot.directory.hours import calendar

_SUNDAY = 6


@dataclass(frozen=True)
class Feast:
    """The days meant, both ends included; not `known`: school holidays that the calendar does not hold."""

    first: date
    last: date
    name: str | None = None
    known: bool = True


def _fixed(month: int, day: int, length: int = 1) -> Callable[[int], tuple[date, date]]:
    return lambda year: (date(year, month, day), date(year, month, day) + timedelta(days=length - 1))


def _from_easter(offset: int, length: int = 1) -> Callable[[int], tuple[date, date]]:
    return lambda year: (easter(year) + timedelta(days=offset), easter(year) + timedelta(days=offset + length - 1))


def _advent(number: int) -> Callable[[int], tuple[date, date]]:
    """The fourth Sunday of Advent is the last one before 25 December."""

    def days(year: int) -> tuple[date, date]:
        fourth = date(year, 12, 24) - timedelta(days=(date(year, 12, 24).weekday() + 1) % 7)
        return (fourth - timedelta(weeks=4 - number),) * 2

    return days


# With a name, the days are told as a time of the year. How they are called in a message: bot/nlu/feast_words.py.
_FEASTS: dict[str, tuple[Callable[[int], tuple[date, date]], str | None]] = {
    "zwischen_den_jahren": (_fixed(12, 27, 5), "Zwischen den Jahren"),
    "weihnachtstag_1": (_fixed(12, 25), None),
    "weihnachtstag_2": (_fixed(12, 26), None),
    "heiligabend": (_fixed(12, 24), None),
    "weihnachten": (_fixed(12, 24, 3), "Weihnachten"),
    "silvester": (_fixed(12, 31), None),
    "jahreswechsel": (_fixed(12, 31, 2), "Jahreswechsel"),
    "neujahr": (_fixed(1, 1), None),
    "dreikoenig": (_fixed(1, 6), None),
    "tag_der_arbeit": (_fixed(5, 1), None),
    "mariae_himmelfahrt": (_fixed(8, 15), None),
    "tag_der_einheit": (_fixed(10, 3), None),
    "reformationstag": (_fixed(10, 31), None),
    "allerheiligen": (_fixed(11, 1), None),
    "martinstag": (_fixed(11, 11), None),
    "nikolaus": (_fixed(12, 6), None),
    "buss_und_bettag": (lambda year: (_advent(1)(year)[0] - timedelta(days=11),) * 2, None),
    **{f"advent_{n}": (_advent(n), None) for n in (1, 2, 3, 4)},
    "weiberfastnacht": (_from_easter(-52), None),
    "rosenmontag": (_from_easter(-48), None),
    "veilchendienstag": (_from_easter(-47), None),
    "aschermittwoch": (_from_easter(-46), None),
    "karneval": (_from_easter(-52, 6), "Karneval"),
    "gruendonnerstag": (_from_easter(-3), None),
    "karfreitag": (_from_easter(-2), None),
    "karsamstag": (_from_easter(-1), None),
    "ostersonntag": (_from_easter(0), None),
    "ostermontag": (_from_easter(1), None),
    "himmelfahrt": (_from_easter(39), None),
    "pfingstsonntag": (_from_easter(49), None),
    "pfingstmontag": (_from_easter(50), None),
    "fronleichnam": (_from_easter(60), None),
    "ostern": (_from_easter(-2, 4), "Ostern"),
    "pfingsten": (_from_easter(49, 2), "Pfingsten"),
}


def resolve(kind: str, details: list[str], today: date) -> Feast:
    """The days of a normal form (bot/nlu/feast_words.py), as they come next or are going on today.

    Raises KeyError for a feast that is not known.
    """
    if kind == "holidays":
        return _school_holidays(details[0], int(details[1]) if details[1:] else None, today)
    name, *beside = details
    days, title = _FEASTS[name]
    first, last = next(found for year in (today.year, today.year + 1) if (found := days(year))[1] >= today)
    if not beside:
        return Feast(first, last, title)
    on = _beside(int(beside[1]) if beside[1:] else None, beside[0], first, last)
    return Feast(on, on)


def _school_holidays(season: str, year: int | None, today: date) -> Feast:
    name = None if season == "any" else f"{season.capitalize()}ferien"
    for holiday in calendar.school_calendar().holidays:
        named = name is None or holiday.name == name
        timely = holiday.starts.year == year if year else holiday.ends >= today
        if named and timely:
            return Feast(holiday.starts, holiday.ends, holiday.name)
    words = (name or "Schulferien", str(year) if year else "")
    return Feast(today, today, " ".join(filter(None, words)), known=False)


def _beside(weekday: int | None, side: str, first: date, last: date) -> date:
    """„Freitag nach Fronleichnam“, „Tag vor Heiligabend“; „Samstag vor Ostern“ is counted from the Sunday."""
    step, on = (1, last) if side == "after" else (-1, first)
    if weekday is None:
        return on + timedelta(days=step)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    on = next((day for day in days if len(days) > 1 and day.weekday() == _SUNDAY), on) + timedelta(days=step)
    while on.weekday() != weekday:
        on += timedelta(days=step)
    return on
