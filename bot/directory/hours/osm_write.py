"""Opening hours → the text of OpenStreetMap's `opening_hours`, see wiki.openstreetmap.org/wiki/Key:opening_hours.

Rules of the week are joined by commas: after a semicolon a second span of the same day would replace the first.
Then, each overriding what stands before: school holidays, closures, public holidays, exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.directory.hours.timetable import APPOINTMENT, TELEPHONE, Shut, Special, Weekly

if TYPE_CHECKING:
    from bot.directory import facts as f

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LANE_NOTES = {APPOINTMENT: "nur mit Termin", TELEPHONE: "telefonisch"}
SINCE_EVER = date(1970, 1, 1)
"""OSM has no range that is open at its beginning."""
NOT_ON_FILE = 'unknown "keine Woche hinterlegt"'
"""A bare comment would count as always open."""


def to_osm(
    rules: Sequence[f.OpeningRule | Weekly],
    exceptions: Sequence[f.OpeningException | Special] = (),
    closures: Sequence[f.Closure | Shut] = (),
) -> str:
    """One lane as OSM text; empty if nothing is on file. Raises ValueError for several lanes, which OSM cannot hold.

    Hours by appointment and by telephone say so in a comment; they are not meant for the key `opening_hours` itself.
    """
    if len({item.lane for item in (*rules, *exceptions)}) > 1:
        raise ValueError("OSM opening hours hold one lane")
    if not (rules or exceptions or closures):
        return ""
    never = ", ".join(_week([rule for rule in rules if rule.school_holidays == "never"]))
    others = ", ".join(_week([rule for rule in rules if rule.school_holidays != "never"]))
    week = ", ".join(part for part in (f"{never}; SH off" if never else "", others) if part)
    return "; ".join([week or NOT_ON_FILE, *_closures(closures), "PH off", *_exceptions(exceptions)])


def _week(rules: list[f.OpeningRule | Weekly]) -> Iterator[str]:
    periods = _grouped(rules, lambda rule: (rule.valid_from, rule.valid_to, rule.school_holidays))
    for (first, last, season), group in periods:
        by_day = [(day, _spans(same)) for day, same in sorted(_grouped(group, lambda rule: rule.weekday))]
        for spans, same in _grouped(by_day, lambda pair: pair[1]):
            days = [day for day, _ in same]
            selectors = [*_validity(first, last), *(["SH"] if season == "only" else []), _days(days)]
            yield f"{' '.join(selectors)} {spans}{_comment(group[0].lane, None)}"


def _closures(closures: Iterable[f.Closure | Shut]) -> Iterator[str]:
    """Closures of the same days in consecutive years become one."""
    yearly = _grouped(
        list(closures),
        lambda c: (c.starts.month, c.starts.day, c.ends.month, c.ends.day, c.ends.year - c.starts.year, c.reason),
    )
    for _, same in yearly:
        years = sorted(same, key=lambda closure: closure.starts)
        for _, run in groupby(enumerate(years), lambda pair: pair[1].starts.year - pair[0]):
            closed = [closure for _, closure in run]
            yield from (f"{dates} off{_comment(None, closed[0].reason)}" for dates in _closed_dates(closed))


def _closed_dates(closed: Sequence[f.Closure | Shut]) -> list[str]:
    """The same days of consecutive years."""
    starts, ends = closed[0].starts, closed[0].ends
    if len(closed) > 1 and starts.year == ends.year:
        first = f"{starts.year}-{closed[-1].starts.year} {_month_day(starts)}"
        return [first if starts == ends else f"{first}-{_month_day(ends)}"]
    return [_date(c.starts) if c.starts == c.ends else f"{_date(c.starts)}-{_date(c.ends)}" for c in closed]


def _exceptions(exceptions: Sequence[f.OpeningException | Special]) -> Iterator[str]:
    for on, same_day in _grouped(list(exceptions), lambda exception: exception.date):
        # A comma adds to what the first rule of the date has put in place of the week.
        yield ", ".join(
            f"{_date(on)} {_spans(group)}{_comment(group[0].lane, reason)}"
            for reason, group in _grouped(same_day, lambda exception: exception.reason)
        )


def _grouped(items: list[Any], key: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Items with the same key together, in the order of their first ones."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    yield from groups.items()


def _spans(items: Iterable[Any]) -> str:
    return ",".join(f"{item.opens}-{item.closes}" for item in sorted(items, key=lambda item: item.opens))


def _validity(first: date | None, last: date | None) -> list[str]:
    if last is not None:
        return [f"{_date(first or SINCE_EVER)}-{_date(last)}"]
    return [f"{_date(first)}+"] if first else []


def _days(days: list[int]) -> str:
    """[0, 1, 2, 4] → `Mo-We,Fr`"""
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def _date(on: date) -> str:
    return f"{on.year} {_month_day(on)}"


def _month_day(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.day:02d}"


def _comment(lane: str | None, reason: str | None) -> str:
    words = ": ".join(word for word in (LANE_NOTES.get(lane or ""), reason) if word)
    # A comment ends at the next straight quotation mark.
    return ' "' + words.replace('"', "”") + '"' if words else ""
