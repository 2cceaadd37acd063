"""Which time of day a message names: „nach 16 Uhr“, „um halb sechs“, „über Mittag“, „Mittwochnachmittag“ …"""

from __future__ import annotations

import re
from dataclasses import dataclass

DAY = 24 * 60
_WORDS = ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_FRACTIONS = {"halb": -30, "viertel vor": -15, "viertel nach": 15, "dreiviertel": -15}
_UNITS = r"jahr|monat|woche|tag|stunde|minute|min\b|euro|€|%|prozent|person|kind|leute|mal\b|stück|\.|,\d"


def _time(n: str = "") -> str:
    """A pattern for a time of day; `n` sets its groups apart where two times stand in one pattern."""
    number = rf"(?P<hour{n}>\d{{1,2}}|ein(?=\s*uhr)|{'|'.join(_WORDS)})\b"
    return (
        rf"(?:(?P<fraction{n}>{'|'.join(_FRACTIONS)})\s+)?{number}"
        rf"(?::(?P<minute{n}>\d{{2}})\b|\.(?P<dotted{n}>\d{{2}})\b(?!\.))?"
        rf"(?P<uhr{n}>\s*(?:uhr|h)\b(?:\s*(?P<after{n}>[0-5]\d)\b)?)?"
    )


_BETWEEN = re.compile(rf"\b(?:(?P<word>zwischen|von)\s+)?{_time('1')}\s*(?:und|bis|-|–)\s*{_time('2')}")
# Without „Uhr“, a number is a time only after a preposition of time, and if it counts nothing.
_AT = re.compile(
    r"\b(?:(?P<word>um|gegen|nach|ab|vor|bis|später als|nicht vor)\s+(?:um\s+|ca\.?\s+)?)?"
    + _time()
    + rf"(?!\s*(?:{_UNITS}))"
)
_PARTS = (
    # pattern, from and to in minutes, how it is said, whether all of it is meant
    (r"über mittag|mittags?pause|(?<!vor)(?<!nach)mittags?\b", 720, 840, "noon", True),
    (r"vormittags?\b", 0, 720, "morning", False),
    (r"nachmittags?\b|naomiddags?\b", 780, 1080, "afternoon", False),
    (r"(?<!heilig)(?<!heilig )(?<!sonn)(?<!feier)abends?\b", 1020, DAY + 120, "evening", False),
    (r"\bfrüh(?:morgens)?\b|morgens\b|(?<=heute )morgen\b|(?<=am )morgen\b|(?<=tag)morgen\b", 0, 600, "early", False),
)
PREPOSITIONS = {
    **{"um": "at", "gegen": "around", "nach": "after", "ab": "from", "vor": "before", "bis": "until"},
    **{"später als": "later_than", "nicht vor": "not_before"},
}
_LATER = ("nach", "ab", "später als", "nicht vor")
_GREETING = re.compile(r"\b(?:guten?|schönen|'?n)\s+(?:morgen|tag|mittag|nachmittag|abend)\b")
_WORKING_UNTIL = re.compile(r"\barbeite\w*\s+(?=bis\s)|\bmuss\s+(?=bis\s)")


@dataclass(frozen=True)
class Window:
    """A part of a day in minutes after midnight; a moment if both ends are the same. `said`: in which words,
    one of PREPOSITIONS or the part of the day: `noon`, `evening`, `between` ….

    `whole`: the question is about all of it („über Mittag“, „von 12 bis 14 Uhr“), not about any time within.
    """

    begins: int
    ends: int
    said: str
    whole: bool = False

    @property
    def stated(self) -> int:
        """The one minute that was named, where it was one."""
        if self.said == "until":
            return self.ends + 1
        return self.ends if self.said == "before" else self.begins

    @property
    def value(self) -> str:
        """The normal form: `14:00`, `16:00/` (from then on), `/12:00` (before), `12:00/14:00`."""
        begins, ends = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (self.begins, self.ends))
        if self.begins == self.ends:
            return begins
        return f"{begins if self.begins else ''}/{ends if self.ends <= DAY else ''}"


@dataclass(frozen=True)
class Found:
    """A time of day in a text, `start` to `end`; `rest`: the text without it, just as long, to look for a day in."""

    window: Window | None
    start: int
    end: int
    rest: str


def moment(minute: int) -> Window:
    """The window of a moment."""
    return Window(minute, minute, "at")


def find(low: str) -> Found:
    """The time of day named in a text in small letters. `rest` has lost its greetings: „guten Morgen“ is no day."""
    low = _GREETING.sub(lambda match: " " * len(match[0]), low)
    if (match := _BETWEEN.search(low)) and (match["word"] or match["uhr1"] or match["uhr2"]):
        begins, ends = _minutes(match, "1", low), _minutes(match, "2", low)
        if begins < ends <= DAY:
            return _found(low, match, Window(begins, ends, "between", whole=True))
    for match in _AT.finditer(low):
        if (window := _at(match, low)) is not None:
            return _found(low, match, window)
    for pattern, begins, ends, said, whole in _PARTS:
        if (part := re.search(pattern, low)) is not None:
            return _found(low, part, Window(begins, ends, said, whole))
    return Found(None, 0, 0, low)


def _at(match: re.Match[str], low: str) -> Window | None:
    exact = match["uhr"] or match["minute"] or match["fraction"] or (match["dotted"] and match["word"])
    if not (exact or match["word"]) or (match["dotted"] and not (match["uhr"] or match["word"] in ("um", "gegen"))):
        return None
    minute = _minutes(match, "", low)
    if minute > DAY:
        return None
    word = match["word"] or "um"
    if word == "bis" and _WORKING_UNTIL.search(low):
        word = "nach"
    said = PREPOSITIONS[word]
    if word in _LATER:
        return Window(minute, DAY + 120, said)
    if word == "vor":
        return Window(0, minute, said)
    if word == "bis":
        # „bis 18 Uhr offen?“ asks about the last minute before.
        return Window(minute - 1, minute - 1, said) if minute else Window(0, 0, "at")
    return Window(minute, minute, said)


def _minutes(match: re.Match[str], suffix: str, low: str) -> int:
    """Minutes after midnight; of the two that a number below seven can mean, the one of the afternoon."""
    hour = match["hour" + suffix]
    number = int(hour) if hour.isdigit() else _WORDS.index(hour) + 1 if hour in _WORDS else 1
    rest = match["minute" + suffix] or match["dotted" + suffix] or match["after" + suffix] or "0"
    minute = number * 60 + int(rest) + _FRACTIONS.get(match["fraction" + suffix] or "", 0)
    if hour.startswith("0") or re.search(r"morgens|\bfrüh\b|am morgen|nachts", low):
        return minute
    evening = "abend" in low and minute < 12 * 60
    return minute + 12 * 60 if 60 <= minute < 7 * 60 or evening else minute


def _found(low: str, match: re.Match[str], window: Window) -> Found:
    # „dienstagnachmittags“ stays „dienstags“.
    glued = low[: match.start()][-1:].isalpha() and match[0].endswith("s")
    blank = ("s" if glued else " ").ljust(len(match[0]))
    return Found(window, match.start(), match.end(), low[: match.start()] + blank + low[match.end() :])
