"""Opening hours worked out a second time, by other means: integers of UTC minutes, tables instead of calendars.

Shares no code with the engine. The holidays come from another collection (OpenHolidays) than the engine's package.
"""

from __future__ import annotations

from datetime import date

from bot.directory.hours.timetable import Timetable

DAY = 1440
EPOCH = date(1970, 1, 1).toordinal()
PUBLIC_HOLIDAYS = frozenset(
    f"{year}-{day}"
    for year, days in {
        2023: "12-25 12-26",
        2024: "01-01 03-29 04-01 05-01 05-09 05-20 05-30 10-03 11-01 12-25 12-26",
        2025: "01-01 04-18 04-21 05-01 05-29 06-09 06-19 10-03 11-01 12-25 12-26",
        2026: "01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26",
        2027: "01-01 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26",
        2028: "01-01 04-14 04-17 05-01 05-25 06-05 06-15 10-03 11-01 12-25 12-26",
        2029: "01-01 03-30 04-02",
    }.items()
    for day in days.split()
)
SCHOOL_HOLIDAYS = tuple(
    tuple(line.split())
    for line in """
    2023-12-21 2024-01-05
    2024-03-25 2024-04-06
    2024-05-21 2024-05-21
    2024-07-08 2024-08-20
    2024-10-14 2024-10-26
    2024-12-23 2025-01-06
    2025-04-14 2025-04-26
    2025-06-10 2025-06-10
    2025-07-14 2025-08-26
    2025-10-13 2025-10-25
    2025-12-22 2026-01-06
    2026-03-30 2026-04-11
    2026-05-26 2026-05-26
    2026-07-20 2026-09-01
    2026-10-17 2026-10-31
    2026-12-23 2027-01-06
    2027-03-22 2027-04-03
    2027-05-18 2027-05-18
    2027-07-19 2027-08-31
    2027-10-23 2027-11-06
    2027-12-24 2028-01-08
    2028-04-10 2028-04-22
    2028-07-10 2028-08-22
    2028-10-23 2028-11-04
    2028-12-21 2029-01-05
    2029-03-26 2029-04-07
    """.strip().splitlines()
)


def last_sunday(year: int, month: int) -> int:
    """Days since 1970 of the last Sunday of a month of 31 days; 1 January 1970 was a Thursday."""
    last = date(year, month, 31).toordinal() - EPOCH
    return last - (last + 4) % 7


SUMMERS = tuple((last_sunday(year, 3) * DAY + 60, last_sunday(year, 10) * DAY + 60) for year in range(2023, 2031))


def local_minute(utc_minute: int) -> int:
    """UTC minutes since 1970 → minutes of the wall clock in Coesfeld."""
    return utc_minute + (120 if any(begin <= utc_minute < end for begin, end in SUMMERS) else 60)


def is_open(timetable: Timetable, utc_minute: int) -> bool:
    """The state at a UTC minute since 1970."""
    day, minute = divmod(local_minute(utc_minute), DAY)
    begun_today = any(opens <= minute < closes for opens, closes in _spans(timetable, day))
    return begun_today or any(opens <= minute + DAY < closes for opens, closes in _spans(timetable, day - 1))


def _spans(timetable: Timetable, day: int) -> list[tuple[int, int]]:
    iso = date.fromordinal(EPOCH + day).isoformat()
    dated = [item for item in timetable.exceptions if str(item.date) == iso]
    if not dated:
        if iso in PUBLIC_HOLIDAYS or any(str(c.starts) <= iso <= str(c.ends) for c in timetable.closures):
            return []
        school = any(first <= iso <= last for first, last in SCHOOL_HOLIDAYS)
        refused = "never" if school else "only"
        dated = [
            item
            for item in timetable.rules
            if item.weekday == (day + 3) % 7
            and str(item.valid_from or "0") <= iso <= str(item.valid_to or "9")
            and item.school_holidays != refused
        ]
    return [(_minute(item.opens), _minute(item.closes)) for item in dated]


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])
