"""Opening hours ↔ schema.org `OpeningHoursSpecification` (schema.org/OpeningHoursSpecification), one lane at a time.

A closing time before the opening is one of the next day; `00:00` to `00:00` is closed all day. School holidays are
unknown to schema.org: a rule that depends on them becomes one dated specification for each stretch of their calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.directory import facts as f
from bot.directory.hours import calendar
from bot.directory.hours.engine import in_season
from bot.directory.hours.timetable import (
    LATEST,
    WALK_IN,
    NotRepresentable,
    Shut,
    Special,
    Timetable,
    Weekly,
    clock,
    minutes,
)

REGULAR, EXTRA = "openingHoursSpecification", "specialOpeningHoursSpecification"
"""The two properties of a place or organisation that hold the specifications."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOLIDAYS = "PublicHolidays"
_PREFIX = "https://schema.org/"
_CLOSED = {"opens": "00:00", "closes": "00:00"}
_MIDNIGHT = 24 * 60
_LONGEST = 366
_Spec = dict[str, Any]


def to_schema_org(
    rules: Sequence[f.OpeningRule | Weekly],
    exceptions: Sequence[f.OpeningException | Special] = (),
    closures: Sequence[f.Closure | Shut] = (),
) -> dict[str, list[_Spec]]:
    """Both properties of an office, `{REGULAR: [...], EXTRA: [...]}`; one that would be empty is left out.

    Hand in one lane: hours by telephone belong to a ContactPoint (`hoursAvailable`), those by appointment need a word.
    """
    weekly: dict[tuple[Any, ...], list[int]] = {}
    for rule in rules:
        for first, last in _seasons(rule):
            weekly.setdefault((rule.opens, rule.closes, first, last), []).append(rule.weekday)
    regular = [
        _spec(_times(opens, closes), first, last, dayOfWeek=[_PREFIX + _DAYS[day] for day in sorted(set(days))])
        for (opens, closes, first, last), days in weekly.items()
    ]
    if regular:
        regular.append(_spec(_CLOSED, None, None, dayOfWeek=[_PREFIX + _HOLIDAYS]))
    extra = [_spec(_times(e.opens, e.closes), e.date, e.date, description=e.reason) for e in exceptions]
    # An exception opens a day within a closure; schema.org has no order in which the one would win.
    opened = {exception.date for exception in exceptions}
    for closure in closures:
        extra += [_spec(_CLOSED, *part, description=closure.reason) for part in _around(closure, opened)]
    return {name: specs for name, specs in ((REGULAR, regular), (EXTRA, extra)) if specs}


def from_schema_org(data: Mapping[str, Any], lane: str = WALK_IN) -> Timetable:
    """The timetable of a place or organisation in JSON-LD. Raises NotRepresentable with the part that is at fault."""
    rules: list[Weekly] = []
    exceptions: list[Special] = []
    closures: list[Shut] = []
    for spec in _listed(data.get(REGULAR)):
        days, span, (first, last) = _weekdays(spec), _span(spec), _validity(spec)
        if span is None:
            continue
        if _HOLIDAYS in _names(spec):
            raise NotRepresentable(f"{spec}: An Feiertagen ist geschlossen. Ausnahmen bitte mit Datum angeben.")
        rules += [Weekly(lane, day, *span, first, last) for day in days]
    for spec in _listed(data.get(EXTRA)):
        days, span, (first, last) = _weekdays(spec), _span(spec), _validity(spec)
        if first is None or last is None or last < first:
            raise NotRepresentable(f"{spec}: Besondere Zeiten brauchen validFrom und validThrough.")
        reason = spec.get("description") or None
        if span is None and len(days) == len(_DAYS):
            closures.append(Shut(first, last, reason or "geschlossen"))
            continue
        if (last - first).days > _LONGEST:
            raise NotRepresentable(
                f"{spec}: Besondere Zeiten reichen höchstens über ein Jahr. Bitte als Woche angeben."
            )
        dates = [on for on in _dates(first, last) if on.weekday() in days]
        if span is None:
            closures += [Shut(on, on, reason or "geschlossen") for on in dates]
        else:
            exceptions += [Special(lane, on, *span, reason) for on in dates]
    return Timetable(tuple(rules), tuple(exceptions), tuple(closures))


def _seasons(rule: f.OpeningRule | Weekly) -> Iterator[tuple[date | None, date | None]]:
    """When a rule holds: its validity, cut to the seasons it depends on."""
    if rule.school_holidays is None:
        yield rule.valid_from, rule.valid_to
        return
    for start, end, school in calendar.school_calendar().seasons():
        first, last = max(start, rule.valid_from or start), min(end, rule.valid_to or end)
        if in_season(rule, school) and first <= last:
            yield first, last


def _around(closure: f.Closure | Shut, opened: set[date]) -> Iterator[tuple[date, date]]:
    """A closure without the dates that an exception opens."""
    start = closure.starts
    for on in sorted(opened | {closure.ends + timedelta(days=1)}):
        if start < on <= closure.ends + timedelta(days=1):
            yield start, on - timedelta(days=1)
        start = max(start, on + timedelta(days=1))


def _spec(times: Mapping[str, str], first: date | None, last: date | None, **more: Any) -> _Spec:
    dates = {"validFrom": first and first.isoformat(), "validThrough": last and last.isoformat()}
    known = {name: value for name, value in {**more, **dates}.items() if value}
    return {"@type": "OpeningHoursSpecification", **times, **known}


def _times(opens: str, closes: str) -> dict[str, str]:
    # 24:00 is a time in XML Schema, to which schema.org refers; 00:00 after 00:00 would be closed.
    end = minutes(closes)
    return {"opens": opens, "closes": closes if end <= _MIDNIGHT else clock(end - _MIDNIGHT)}


def _listed(value: Any) -> Iterable[Mapping[str, Any]]:
    return value if isinstance(value, list) else [value] if value else []


def _names(spec: Mapping[str, Any]) -> list[str]:
    given = spec.get("dayOfWeek") or []
    return [str(name).rpartition("/")[2] for name in (given if isinstance(given, list) else [given])]


def _weekdays(spec: Mapping[str, Any]) -> list[int]:
    """Weekdays from 0 = Monday; all seven if none is named."""
    names = _names(spec)
    unknown = [name for name in names if name not in (*_DAYS, _HOLIDAYS)]
    if unknown:
        raise NotRepresentable(f"{spec}: „{unknown[0]}“ ist kein Wochentag. Bitte so schreiben: {_PREFIX}{_DAYS[0]}")
    return [_DAYS.index(name) for name in names if name != _HOLIDAYS] if names else list(range(len(_DAYS)))


def _span(spec: Mapping[str, Any]) -> tuple[str, str] | None:
    """Opening and closing time as we write them, or None for closed."""
    opens, closes = spec.get("opens"), spec.get("closes")
    if opens is None:
        return None
    try:
        begin, end = (minutes(":".join(str(text).split(":")[:2])) for text in (opens, closes))
    except ValueError:
        raise NotRepresentable(f"{spec}: Bitte Uhrzeiten so schreiben: 08:00") from None
    if begin == end:
        return None
    end += _MIDNIGHT if end < begin else 0
    if end > minutes(LATEST):
        raise NotRepresentable(f"{spec}: Zeiten reichen höchstens bis {LATEST} (2 Uhr nachts).")
    return clock(begin), clock(end)


def _validity(spec: Mapping[str, Any]) -> tuple[date | None, date | None]:
    try:
        first, last = (spec.get(name) for name in ("validFrom", "validThrough"))
        return first and date.fromisoformat(str(first)[:10]), last and date.fromisoformat(str(last)[:10])
    except ValueError:
        raise NotRepresentable(f"{spec}: Bitte Daten so schreiben: 2026-12-24") from None


def _dates(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
