"""Opening hours: from weekly rules, closures and the public holidays of NRW to what is open when.

Holidays come from the package `holidays` (subdivision NW); `opening-hours-py` knows national ones only. 24 and 31
December are no public holidays: an office that closes then says so in `closures`; without it the answer warns.
All times are local (Europe/Berlin).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from opening_hours import OpeningHours

from bot.directory.facts import Closure, OpeningRule, Organisation

BERLIN = ZoneInfo("Europe/Berlin")
_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True)
class Day:
    """One day of an office: its open spans in order, or why it is closed."""

    date: date
    spans: tuple[tuple[time, time], ...]
    closed_because: str | None = None


def visiting_rules(organisation: Organisation) -> tuple[OpeningRule, ...]:
    """The rules by which one may come; telephone hours are another lane."""
    return tuple(rule for rule in organisation.opening_rules if rule.lane != "telefon")


def day(rules: tuple[OpeningRule, ...], closures: tuple[Closure, ...], on: date) -> Day:
    """What the rules say of one date."""
    if (name := public_holiday(on)) is not None:
        return Day(on, (), name)
    closure = next((c for c in closures if c.starts <= on <= c.ends), None)
    if closure is not None:
        return Day(on, (), closure.reason)
    text = ", ".join(
        f"{_OSM_DAYS[rule.weekday]} {rule.opens}-{rule.closes}"
        for rule in rules
        if (rule.valid_from is None or rule.valid_from <= on) and (rule.valid_to is None or on <= rule.valid_to)
    )
    if not text:
        return Day(on, ())
    start = datetime.combine(on, time())
    intervals = _parsed(text).intervals(start, start + timedelta(days=1))
    return Day(on, tuple((a.time(), b.time()) for a, b, state, _ in intervals if str(state).lower().endswith("open")))


def open_until(rules: tuple[OpeningRule, ...], closures: tuple[Closure, ...], now: datetime) -> time | None:
    """The closing time if open at `now` (aware or local naive), else None."""
    local = _local(now)
    spans = day(rules, closures, local.date()).spans
    return next((closes for opens, closes in spans if opens <= local.time() < closes), None)


def next_opening(rules: tuple[OpeningRule, ...], closures: tuple[Closure, ...], now: datetime) -> datetime | None:
    """The next moment the office opens after `now`, looking three weeks ahead."""
    local = _local(now)
    for offset in range(22):
        on = local.date() + timedelta(days=offset)
        for opens, _ in day(rules, closures, on).spans:
            moment = datetime.combine(on, opens)
            if moment > local:
                return moment
    return None


def public_holiday(on: date) -> str | None:
    """The German name of a public holiday of NRW, or None. Source: Feiertagsgesetz NW, by the package `holidays`."""
    return _holidays(on.year).get(on)


@lru_cache(maxsize=16)
def _holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv="NW", years=year, language="de"))


@lru_cache(maxsize=256)
def _parsed(text: str) -> OpeningHours:
    return OpeningHours(text)


def _local(now: datetime) -> datetime:
    return now.astimezone(BERLIN).replace(tzinfo=None) if now.tzinfo else now
