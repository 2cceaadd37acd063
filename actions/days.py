"""Which day a question is about, and which time of it: heute, am Samstag nach 16 Uhr, samstags, am 24.12. …"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from actions import feasts, times
from bot.directory.hours import calendar

Date = date
WEEKDAYS = feasts.WEEKDAYS
_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
_MONTH = (
    r"(jan(?:uar)?|feb(?:ruar)?|märz|maerz|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dez(?:ember)?)\b"
)
_MONTHS = ("jan", "feb", "mär|mae|mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_COUNTS = {"einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_NTH = {"erste": 0, "1.": 0, "zweite": 1, "2.": 1, "dritte": 2, "3.": 2, "vierte": 3, "4.": 3, "letzte": -1}


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
    window: times.Window | None = None
    name: str | None = None
    known: bool = True

    @property
    def weekday(self) -> int:
        """0 = Monday."""
        return self.date.weekday()


def parse(text: str, now: datetime) -> DayQuestion | None:
    """The first day and time of day named in `text`, counted from `now`; None if neither is named."""
    local = calendar.local(now)
    if (soon := _soon(text.casefold(), local)) is not None:
        return soon
    window, low = times.parse(text.casefold())
    today = local.date()
    found = (
        _relative(low, today) or _dated(low, today) or _named(low, today) or _weekday(low, today) or _week(low, today)
    )
    if found is not None:
        return replace(found, window=window)
    if window is None:
        return None
    # „um 17:30 noch offen?“ is about today; „abends offen?“ about any day.
    today_meant = window.begins == window.ends and re.search(r"\bnoch\b|\bschon\b", low)
    return DayQuestion(today, any_day=not today_meant, window=window)


def _soon(low: str, now: datetime) -> DayQuestion | None:
    """„In einer halben Stunde“, „in 10 Minuten“: a moment."""
    if (match := re.search(rf"\bin (?:(einer halben)|{_COUNT}) (minute|stunde)", low)) is None:
        return None
    count = 30 if match[1] else _count(match[2]) * (60 if match[3] == "stunde" else 1)
    at = now + timedelta(minutes=count)
    return DayQuestion(at.date(), window=times.moment(at.hour * 60 + at.minute))


def _relative(low: str, today: date) -> DayQuestion | None:
    if "übermorgen" in low or "uebermorgen" in low:
        return DayQuestion(today + timedelta(days=2))
    if re.search(r"\bmorgen\b", low):
        return DayQuestion(today + timedelta(days=1))
    if (match := re.search(rf"\bin {_COUNT} tage?n?\b", low)) is not None:
        return DayQuestion(today + timedelta(days=_count(match[1])))
    if re.search(r"\bheute?\b", low):
        return DayQuestion(today)
    return None


def _dated(low: str, today: date) -> DayQuestion | None:
    if match := re.search(r"\b(\d{1,2})\.(?:(\d{1,2})\.)?\s*(?:-|–|bis)\s*(?:zum\s+)?(\d{1,2})\.\s?(\d{1,2})\.", low):
        first = _calendar(int(match[1]), int(match[2] or match[4]), None, today)
        last = _calendar(int(match[3]), int(match[4]), None, first.date if first else today)
        return replace(first, until=last.date) if first and last else None
    if match := re.search(r"\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?", low):
        return _calendar(int(match[1]), int(match[2]), match[3], today)
    if match := re.search(r"\b(?:am|den|dem|vom|zum)\s+(\d{1,2})\.(\d{1,2})\b", low):
        return _calendar(int(match[1]), int(match[2]), None, today)
    if match := re.search(rf"\b(\d{{1,2}})\.?\s+{_MONTH}(?:\.?\s+(\d{{4}}))?", low):
        return _calendar(int(match[1]), _month(match[2]), match[3], today)
    if match := re.search(r"\b(?:am|den)\s+(\d{1,2})\.(?!\s*(?:\d|advent|weihnacht))", low):
        days = (today + timedelta(days=ahead) for ahead in range(62))
        return next((DayQuestion(on) for on in days if on.day == int(match[1])), None)
    return None


def _calendar(day: int, month: int, year: str | None, today: date) -> DayQuestion | None:
    try:
        if year is not None:
            return DayQuestion(date(int(year) if len(year) == 4 else 2000 + int(year), month, day))
        this_year = date(today.year, month, day)
        return DayQuestion(this_year if this_year >= today else date(today.year + 1, month, day))
    except ValueError:
        return None


def _named(low: str, today: date) -> DayQuestion | None:
    feast = feasts.find(low, today)
    if feast is None:
        return None
    until = feast.last if feast.name else None
    return DayQuestion(feast.first, until=until, name=feast.name, known=feast.known)


def _weekday(low: str, today: date) -> DayQuestion | None:
    low = low.replace("sonnabend", "samstag")
    if re.search(rf"{_DAY}s? (?:bis|und) {_DAY}", low):
        return None
    if match := re.search(
        rf"\b({'|'.join(map(re.escape, _NTH))})[nrm]?\s+({_DAY}) (?:im|des|in)\s+(?:{_MONTH}|\w*monat)", low
    ):
        return DayQuestion(_nth(_NTH[match[1]], WEEKDAYS.index(match[2]), match[3], today))
    if (match := re.search(rf"\b((?:über)?nächste[nrs]?|kommende[nrs]?)?\s*\b({_DAY})(s)?\b", low)) is None:
        short = re.search(r"\b(?:am|jeden|immer)\s+(mo|di|mi|do|fr|sa|so)\b", low)
        return DayQuestion(_next(_SHORT[short[1]], today)) if short else None
    weekday = WEEKDAYS.index(match[2])
    if (monday := _monday(low, today)) is not None:
        return DayQuestion(monday + timedelta(days=weekday))
    if match[1]:
        # „Nächsten Donnerstag“, said on a Thursday, is the one in a week.
        following = _next(weekday, today + timedelta(days=1))
        return DayQuestion(following + timedelta(weeks=1) if match[1].startswith("über") else following)
    # „samstags“ is every Saturday, „am Samstag“ the next one.
    return DayQuestion(_next(weekday, today), every_week=bool(match[3]))


def _week(low: str, today: date) -> DayQuestion | None:
    if re.search(r"\b(?:nächste|kommende|diese)[sn]?\s+wochenende\b", low):
        saturday = _next(5, today)
        return DayQuestion(saturday, until=saturday + timedelta(days=1), name="Wochenende")
    if re.search(r"\bwochenende\b", low):
        return DayQuestion(_next(5, today), every_week=True)
    monday = _monday(low, today)
    if monday is None:
        return None
    return DayQuestion(max(monday, today), until=monday + timedelta(days=6), name="Woche")


def _monday(low: str, today: date) -> date | None:
    """The Monday of the week that is named: this week, next week, in two weeks."""
    match = re.search(rf"\b(diese|nächste|kommende|übernächste)[rn]?\s+woche\b|\bin {_COUNT} wochen?\b", low)
    if match is None:
        return None
    ahead = {"diese": 0, "nächste": 1, "kommende": 1, "übernächste": 2}
    weeks = ahead[match[1]] if match[1] else _count(match[2])
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _nth(position: int, weekday: int, month: str | None, today: date) -> date:
    """„Am ersten Samstag im Dezember“, „am letzten Samstag im Monat“: the next such day."""
    for ahead in range(13):
        year, number = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        first = date(year, number + 1, 1)
        days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
        on = [day for day in days if day.weekday() == weekday][position]
        if on >= today and (month is None or first.month == _month(month)):
            return on
    raise AssertionError("every month of a year was looked at")


def _next(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _month(word: str) -> int:
    return next(number for number, start in enumerate(_MONTHS, 1) if re.match(start, word))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]
