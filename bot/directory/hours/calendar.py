"""What opening hours depend on besides the office: local time, public holidays and school holidays of NRW."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
import yaml

from bot import paths

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class SchoolHolidays:
    """One holiday of NRW's schools, both ends included."""

    name: str
    starts: date
    ends: date


@dataclass(frozen=True)
class SchoolCalendar:
    """School holidays by date, complete from `covers_from` to `covers_to`; `source` is an entry of sources.yml."""

    covers_from: date
    covers_to: date
    holidays: tuple[SchoolHolidays, ...]
    source: str

    def covers(self, on: date) -> bool:
        """Whether the calendar can say anything of a date."""
        return self.covers_from <= on <= self.covers_to

    def holiday(self, on: date) -> SchoolHolidays | None:
        """The school holidays a date lies in, or None."""
        return next((holiday for holiday in self.holidays if holiday.starts <= on <= holiday.ends), None)

    def seasons(self) -> Iterator[tuple[date, date, bool]]:
        """The covered time in order as (first day, last day, school holidays?)."""
        start = self.covers_from
        for holiday in self.holidays:
            first, last = max(holiday.starts, self.covers_from), min(holiday.ends, self.covers_to)
            if start < first:
                yield start, first - timedelta(days=1), False
            yield first, last, True
            start = last + timedelta(days=1)
        if start <= self.covers_to:
            yield start, self.covers_to, False


def local(moment: datetime) -> datetime:
    """Wall time in Berlin without a zone; a moment without a zone is taken for it already."""
    return moment.astimezone(BERLIN).replace(tzinfo=None) if moment.tzinfo else moment


def public_holiday(on: date) -> str | None:
    """The German name of a public holiday of NRW, or None. Source: Feiertagsgesetz NW, by the package `holidays`."""
    return _public_holidays(on.year).get(on)


def school_calendar() -> SchoolCalendar:
    """The calendar as the file says now: an edit is valid at once. Raises OSError if the file is missing."""
    return _read(paths.SCHOOL_HOLIDAYS.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv="NW", years=year, language="de"))


@lru_cache(maxsize=1)
def _read(_changed_at: int) -> SchoolCalendar:
    data = yaml.safe_load(paths.SCHOOL_HOLIDAYS.read_text("utf-8"))
    return SchoolCalendar(
        data["covers_from"],
        data["covers_to"],
        tuple(SchoolHolidays(entry["name"], entry["starts"], entry["ends"]) for entry in data["holidays"]),
        data["source"],
    )
