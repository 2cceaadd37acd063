"""Which day a message names, before anybody knows what day it is: heute, samstags, am 24.12., nächste Woche Dienstag.

The normal form of a day is `kind:details`; actions/days.py makes a date of it. 0 is Monday:
`offset:+1` · `minutes:+30` · `date:2026-12-24` · `date:--12-24` · `date:---03` · `dates:--12-27/--12-30` ·
`weekday:5`, with `/next`, `/after_next`, `/every` or `/week+1` · `nth:-1/5` (the last Saturday), `nth:0/5/12` (the
first one in December) · `week:+1` · `weekend:next`, `weekend:every` · what bot/nlu/feast_words.py names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.nlu import feast_words, time_words
from bot.nlu.feast_words import WEEKDAYS

_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)} | {"sonnabend": 5}
_MONTH = (
    r"(jan(?:uar)?|feb(?:ruar)?|märz|maerz|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dez(?:ember)?)\b"
)
_MONTHS = ("jan", "feb", "mär|mae|mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_DAY = rf"(?:{'|'.join(_NUMBERS)})"
_COUNTS = {"einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_NTH = {"erste": 0, "1.": 0, "zweite": 1, "2.": 1, "dritte": 2, "3.": 2, "vierte": 3, "4.": 3, "letzte": -1}
_LEAP_YEAR = 2028

Part = tuple[str, tuple[int, int]]
"""A normal form, and where in the text it was found."""


@dataclass(frozen=True)
class DayWords:
    """What a message says of a day (normal form) and of a time of it; `start` and `end` of each in the text."""

    day: str | None = None
    day_span: tuple[int, int] = (0, 0)
    window: time_words.Window | None = None
    window_span: tuple[int, int] = (0, 0)


def find(text: str) -> DayWords:
    """The first day and the first time of day named in `text`."""
    low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    if (soon := _soon(low)) is not None:
        return DayWords(*soon)
    time = time_words.find(low)
    day = next((found for look in _LOOKS if (found := look(time.rest)) is not None), None)
    if day is None and _is_moment(time.window) and (still := re.search(r"\b(?:noch|schon)\b", low)):
        day = "offset:+0", still.span()  # „um 17:30 noch offen?“ is about today; „abends offen?“ about any day
    value, span = day or (None, (0, 0))
    return DayWords(value, span, time.window, (time.start, time.end))


def _is_moment(window: time_words.Window | None) -> bool:
    return window is not None and window.begins == window.ends


def _soon(low: str) -> Part | None:
    """„In einer halben Stunde“, „in 10 Minuten“: a moment."""
    if (match := re.search(rf"\bin (?:(einer halben)|{_COUNT}) (minute|stunde)", low)) is None:
        return None
    count = 30 if match[1] else _count(match[2]) * (60 if match[3] == "stunde" else 1)
    return f"minutes:+{count}", match.span()


def _relative(low: str) -> Part | None:
    if match := re.search(r"übermorgen|uebermorgen", low):
        return "offset:+2", match.span()
    if match := re.search(r"\bmorgen\b", low):
        return "offset:+1", match.span()
    if match := re.search(rf"\bin {_COUNT} tage?n?\b", low):
        return f"offset:+{_count(match[1])}", match.span()
    match = re.search(r"\bheute?\b", low)
    return ("offset:+0", match.span()) if match else None


def _dated(low: str) -> Part | None:
    if match := re.search(r"\b(\d{1,2})\.(?:(\d{1,2})\.)?\s*(?:-|–|bis)\s*(?:zum\s+)?(\d{1,2})\.\s?(\d{1,2})\.", low):
        first = _calendar(int(match[1]), int(match[2] or match[4]), None)
        last = _calendar(int(match[3]), int(match[4]), None)
        return (f"dates:{first}/{last}", match.span()) if first and last else None
    if match := re.search(r"\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?", low):
        return _date(match, _calendar(int(match[1]), int(match[2]), match[3]))
    if match := re.search(r"\b(?:am|den|dem|vom|zum)\s+(\d{1,2})\.(\d{1,2})\b", low):
        return _date(match, _calendar(int(match[1]), int(match[2]), None))
    if match := re.search(rf"\b(\d{{1,2}})\.?\s+{_MONTH}(?:\.?\s+(\d{{4}}))?", low):
        return _date(match, _calendar(int(match[1]), _month(match[2]), match[3]))
    if match := re.search(r"\b(?:am|den)\s+(\d{1,2})\.(?!\s*(?:\d|advent|weihnacht))", low):
        return _date(match, f"---{int(match[1]):02d}" if 1 <= int(match[1]) <= 31 else None)
    return None


def _date(match: re.Match[str], value: str | None) -> Part | None:
    return (f"date:{value}", match.span()) if value else None


def _calendar(day: int, month: int, year: str | None) -> str | None:
    """`2026-12-24`, or `--12-24` without a year; None for the 31st of June."""
    written = None if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    try:
        on = date(written or _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return on.isoformat() if written else f"-{on.isoformat()[4:]}"


def _weekday(low: str) -> Part | None:
    if re.search(rf"{_DAY}s? (?:bis|und) {_DAY}", low):
        return None
    if match := re.search(
        rf"\b({'|'.join(map(re.escape, _NTH))})[nrm]?\s+({_DAY}) (?:im|des|in)\s+(?:{_MONTH}|\w*monat)", low
    ):
        month = f"/{_month(match[3])}" if match[3] else ""
        return f"nth:{_NTH[match[1]]}/{_NUMBERS[match[2]]}{month}", match.span()
    if (match := re.search(rf"\b((?:über)?nächste[nrs]?|kommende[nrs]?)?\s*\b({_DAY})(s)?\b", low)) is None:
        short = re.search(r"\b(?:am|jeden|immer)\s+(mo|di|mi|do|fr|sa|so)\b", low)
        return (f"weekday:{_SHORT[short[1]]}", short.span(1)) if short else None
    value = f"weekday:{_NUMBERS[match[2]]}"
    if (weeks := _weeks(low)) is not None:
        return f"{value}/week+{weeks[0]}", match.span(2)
    if match[1]:
        return f"{value}/{'after_next' if match[1].startswith('über') else 'next'}", match.span()
    return f"{value}/every" if match[3] else value, match.span(2)


def _week(low: str) -> Part | None:
    if match := re.search(r"\b(?:nächste|kommende|diese)[sn]?\s+wochenende\b", low):
        return "weekend:next", match.span()
    if match := re.search(r"\bwochenende\b", low):
        return "weekend:every", match.span()
    weeks = _weeks(low)
    return (f"week:+{weeks[0]}", weeks[1]) if weeks else None


def _weeks(low: str) -> tuple[int, tuple[int, int]] | None:
    """How many weeks ahead: this week, next week, in two weeks."""
    match = re.search(rf"\b(diese|nächste|kommende|übernächste)[rn]?\s+woche\b|\bin {_COUNT} wochen?\b", low)
    if match is None:
        return None
    ahead = {"diese": 0, "nächste": 1, "kommende": 1, "übernächste": 2}
    return ahead[match[1]] if match[1] else _count(match[2]), match.span()


def _month(word: str) -> int:
    return next(number for number, start in enumerate(_MONTHS, 1) if re.match(start, word))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


_LOOKS: tuple[Callable[[str], Part | None], ...] = (_relative, _dated, feast_words.find, _weekday, _week)
