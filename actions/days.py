"""Which day a question is about: heute, am Samstag, samstags, 24.12., Heiligabend …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni", "juli"),
    *("august", "september", "oktober", "november", "dezember"),
)
_NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?")
_WORDED = re.compile(rf"\b(\d{{1,2}})\.?\s+({'|'.join(_MONTHS)})\b(?:\s+(\d{{4}}))?")
_NAMED = {
    "heiligabend": (12, 24),
    "heilig abend": (12, 24),
    "silvester": (12, 31),
    "neujahr": (1, 1),
    "nikolaus": (12, 6),
    "tag der arbeit": (5, 1),
    "tag der deutschen einheit": (10, 3),
    "allerheiligen": (11, 1),
    "1. weihnachtstag": (12, 25),
    "2. weihnachtstag": (12, 26),
}
_EASTER = {
    "rosenmontag": -48,
    "karfreitag": -2,
    "ostermontag": 1,
    "ostersamstag": -1,
    "karsamstag": -1,
    "himmelfahrt": 39,
    "vatertag": 39,
    "pfingstmontag": 50,
    "fronleichnam": 60,
}


@dataclass(frozen=True)
class DayQuestion:
    """`date` is the day meant; `every_week` is True for „samstags“: then the weekday counts, not the date."""

    date: date
    every_week: bool = False

    @property
    def weekday(self) -> int:
        """0 = Monday."""
        return self.date.weekday()


def parse(text: str, today: date) -> DayQuestion | None:
    """The first day named in `text`, counted from `today`; None if none is named."""
    low = text.casefold()
    return _relative(low, today) or _dated(low, today) or _feast(low, today) or _weekday(low, today)


def _relative(low: str, today: date) -> DayQuestion | None:
    for word, offset in (("übermorgen", 2), ("uebermorgen", 2)):
        if word in low:
            return DayQuestion(today + timedelta(days=offset))
    # „morgen früh“ is tomorrow; „guten Morgen“ and „heute Morgen“ are not.
    if re.search(r"(?<!guten )(?<!heute )(?<!am )\bmorgen\b", low):
        return DayQuestion(today + timedelta(days=1))
    if re.search(r"\bheute\b", low):
        return DayQuestion(today)
    if re.search(r"\bwochenende\b", low):
        return DayQuestion(_next(5, today), every_week=True)
    return None


def _dated(low: str, today: date) -> DayQuestion | None:
    if match := _NUMERIC.search(low):
        return _calendar(int(match[1]), int(match[2]), match[3], today)
    if match := _WORDED.search(low):
        return _calendar(int(match[1]), _MONTHS.index(match[2]) + 1, match[3], today)
    return None


def _calendar(day: int, month: int, year: str | None, today: date) -> DayQuestion | None:
    try:
        if year is not None:
            return DayQuestion(date(int(year) if len(year) == 4 else 2000 + int(year), month, day))
        this_year = date(today.year, month, day)
        return DayQuestion(this_year if this_year >= today else date(today.year + 1, month, day))
    except ValueError:
        return None


def _feast(low: str, today: date) -> DayQuestion | None:
    for name, (month, day) in _NAMED.items():
        if name in low:
            return _calendar(day, month, None, today)
    for name, offset in _EASTER.items():
        if name in low:
            this_year = easter(today.year) + timedelta(days=offset)
            next_year = easter(today.year + 1) + timedelta(days=offset)
            return DayQuestion(this_year if this_year >= today else next_year)
    return None


def _weekday(low: str, today: date) -> DayQuestion | None:
    low = low.replace("sonnabend", "samstag")
    parts = "vormittag|nachmittag|morgen|mittag|abend"
    if match := re.search(rf"\b({'|'.join(_WEEKDAYS)})(?:{parts})?s?\b", low):
        # „samstags“ is every Saturday, „am Samstag“ the next one.
        return DayQuestion(_next(_WEEKDAYS.index(match[1]), today), every_week=match[0].endswith("s"))
    if match := re.search(r"\b(?:am|jeden|immer)\s+(mo|di|mi|do|fr|sa|so)\b", low):
        return DayQuestion(_next(_SHORT[match[1]], today))
    return None


def _next(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)
