"""Days and times of the year by their names: Heiligabend, Fronleichnam, 1. Advent, zwischen den Jahren, Ferien."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

from bot.directory.hours import calendar

WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SUNDAY = 6
_FIRST, _SECOND = r"(?:1\.|erste[rnm]?)\s*", r"(?:2\.|zweite[rnm]?)\s*"


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


# In order: what contains another name comes first. With a name, the days are told as a time of the year.
_FEASTS: tuple[tuple[str, Callable[[int], tuple[date, date]], str | None], ...] = (
    (r"zwischen den (?:jahren|tagen|feiertagen)", _fixed(12, 27, 5), "Zwischen den Jahren"),
    (r"zwischen weihnachten und (?:neujahr|silvester)", _fixed(12, 27, 5), "Zwischen den Jahren"),
    (_FIRST + r"weihnachts(?:feier)?tag", _fixed(12, 25), None),
    (_SECOND + r"weihnachts(?:feier)?tag", _fixed(12, 26), None),
    (r"heilig ?abend|heilig ?abnd", _fixed(12, 24), None),
    (r"weihnachten|weihnachts(?:feier)?tage", _fixed(12, 24, 3), "Weihnachten"),
    (r"silvester|sylvester", _fixed(12, 31), None),
    (r"jahreswechsel", _fixed(12, 31, 2), "Jahreswechsel"),
    (r"neujahr", _fixed(1, 1), None),
    (r"heilige drei könige|dreikönig", _fixed(1, 6), None),
    (r"tag der arbeit|(?:1\.|erste[rn]?) mai", _fixed(5, 1), None),
    (r"mariä himmelfahrt", _fixed(8, 15), None),
    (r"tag der (?:deutschen )?einheit", _fixed(10, 3), None),
    (r"reformationstag|halloween", _fixed(10, 31), None),
    (r"allerheiligen", _fixed(11, 1), None),
    (r"martinstag|sankt martin|st\. martin", _fixed(11, 11), None),
    (r"nikolaus", _fixed(12, 6), None),
    (r"buss- und bettag|buss und bettag", lambda year: (_advent(1)(year)[0] - timedelta(days=11),) * 2, None),
    *(
        (rf"(?:{n}\.|{word}[rnm]?)\s*advent", _advent(n), None)
        for n, word in enumerate(("erste", "zweite", "dritte", "vierte"), 1)
    ),
    (r"weiberfastnacht|altweiber", _from_easter(-52), None),
    (r"rosenmontag", _from_easter(-48), None),
    (r"veilchendienstag|faschingsdienstag", _from_easter(-47), None),
    (r"aschermittwoch", _from_easter(-46), None),
    (r"karneval|fasching", _from_easter(-52, 6), "Karneval"),
    (r"gründonnerstag", _from_easter(-3), None),
    (r"karfreitag", _from_easter(-2), None),
    (r"karsamstag|ostersamstag", _from_easter(-1), None),
    (r"ostersonntag", _from_easter(0), None),
    (r"ostermontag", _from_easter(1), None),
    (r"himmelfahrt|vatertag", _from_easter(39), None),
    (r"pfingstsonntag", _from_easter(49), None),
    (r"pfingstmontag", _from_easter(50), None),
    (r"fronleichnam", _from_easter(60), None),
    (r"ostern\b|ostertage", _from_easter(-2, 4), "Ostern"),
    (r"pfingsten|pfingsttage", _from_easter(49, 2), "Pfingsten"),
)
_SCHOOL = re.compile(r"\b(herbst|oster|sommer|weihnachts|pfingst|winter)ferien\b(?:\s+(20\d\d))?|\b(?:schul)?ferien\b")
_BESIDE = re.compile(rf"\b(brückentag|{'|'.join(WEEKDAYS)}|tag) (nach|vor) (?:de[mnr] )?$")


def find(low: str, today: date) -> Feast | None:
    """The first of these names in a casefolded text, as it comes next or is going on today."""
    if (match := _SCHOOL.search(low)) is not None:
        return _school_holidays(match, today)
    for pattern, days, name in _FEASTS:
        if (match := re.search(pattern, low)) is not None:
            first, last = next(found for year in (today.year, today.year + 1) if (found := days(year))[1] >= today)
            if beside := _BESIDE.search(low[: match.start()]):
                on = _beside(beside[1], beside[2], first, last)
                return Feast(on, on)
            return Feast(first, last, name)
    return None


def _school_holidays(match: re.Match[str], today: date) -> Feast:
    name = f"{match[1].capitalize()}ferien" if match[1] else None
    for holiday in calendar.school_calendar().holidays:
        named = name is None or holiday.name == name
        timely = holiday.starts.year == int(match[2]) if match[2] else holiday.ends >= today
        if named and timely:
            return Feast(holiday.starts, holiday.ends, holiday.name)
    return Feast(today, today, " ".join(part for part in (name or "Schulferien", match[2]) if part), known=False)


def _beside(what: str, side: str, first: date, last: date) -> date:
    """„Freitag nach Fronleichnam“, „Tag vor Heiligabend“; „Samstag vor Ostern“ is counted from the Sunday."""
    step, on = (1, last) if side == "nach" else (-1, first)
    if what not in WEEKDAYS:
        return on + timedelta(days=step)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    on = next((day for day in days if len(days) > 1 and day.weekday() == _SUNDAY), on) + timedelta(days=step)
    while on.weekday() != WEEKDAYS.index(what):
        on += timedelta(days=step)
    return on
