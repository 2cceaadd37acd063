"""Words for weekdays, lanes and school holidays in structured opening hours; read and written here.

The code lists of XZuFi for these could not be obtained: weekdays are understood by name or by number from Monday = 1.
"""

from __future__ import annotations

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
LANES = {"ohne-termin": "ohne Termin", "mit-termin": "mit Termin", "telefon": "telefonisch"}
_SMALL_HOURS = "02:00"
HOLIDAYS = {"only": "nur in den Schulferien", "never": "nicht in den Schulferien"}


def weekday_of(*words: str) -> int | None:
    """0 = Monday, of a code or name: `Montag`, `MONTAG`, `Mo`, `1`, `001`; None if none of the words is one."""
    for word in (word.strip() for word in words):
        if word.isdigit() and 1 <= int(word) <= len(WEEKDAYS):
            return int(word) - 1
        for number, day in enumerate(WEEKDAYS):
            if len(word) >= 2 and day.casefold().startswith(word.casefold().rstrip(".")):
                return number
        if word.casefold() == "sonnabend":
            return WEEKDAYS.index("Samstag")
    return None


def closing_time(opens: str, closes: str) -> str | None:
    """`HH:MM` from a time of the clock: until 02:00 it may be that of the next day, `02:00` → `26:00`; None if it
    lies before the opening."""
    if closes > opens:
        return closes
    return f"{int(closes[:2]) + 24}{closes[2:]}" if closes <= _SMALL_HOURS else None


def clock(time: str) -> str:
    """`26:00` → `02:00:00`: a time of the clock, as XML knows it."""
    hour = int(time[:2])
    return f"{hour - 24 if hour > 24 else hour:02d}{time[2:]}:00"


def lane_of(about: str) -> str:
    """Who may come, from the words about a timetable; without any, everybody."""
    low = about.casefold()
    if "telefon" in low:
        return "telefon"
    return "mit-termin" if "termin" in low and "ohne termin" not in low else "ohne-termin"


def school_holidays_of(about: str) -> str | None:
    """Whether a timetable holds only or never in school holidays; None: always."""
    return next((kind for kind, words in HOLIDAYS.items() if words in about), None)


def about(lane: str, school_holidays: str | None) -> str:
    """The words about a timetable; `lane_of` and `school_holidays_of` understand them."""
    return ", ".join(filter(None, (LANES[lane], HOLIDAYS.get(school_holidays or ""))))
