"""The shape of opening hours in staff files: weeks by lane, exceptions, closures, the calendar of school holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field, root_validator, validator

from bot.content import week
from bot.content.schema_base import StaffEntry
from bot.directory.hours.osm_read import from_osm
from bot.directory.hours.timetable import Lane, NotRepresentable, Weekly

Date = dt.date
Day = Literal["mo", "di", "mi", "do", "fr", "sa", "so"]


class WeekEntry(StaffEntry):
    """A weekly timetable for one lane, as a German week or as OSM text."""

    lane: Lane
    valid_from: Date | None
    valid_to: Date | None
    school_holidays: Literal["only", "never"] | None
    week: dict[Day, str] | None
    osm: str | None
    source: str

    @validator("week", each_item=True)
    def _has_spans(cls, value: str) -> str:
        week.spans(value)
        return value

    @validator("osm")
    def _is_a_week(cls, value: str | None) -> str | None:
        if value is not None:
            _osm_week(value)
        return value

    @root_validator(skip_on_failure=True)
    def _fits_together(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values.get("week") is None) == (values.get("osm") is None):
            raise ValueError("Bitte genau eines angeben: „week“ (deutsche Woche) oder „osm“ (OSM-Schreibweise).")
        if values["valid_from"] and values["valid_to"] and values["valid_to"] < values["valid_from"]:
            raise ValueError("„valid_to“ liegt vor „valid_from“. Bitte die Daten tauschen oder berichtigen.")
        read = _osm_week(values["osm"]) if values.get("osm") else []
        if values["school_holidays"] and any(rule.school_holidays for rule in read):
            raise ValueError("Schulferien bitte entweder in „osm“ (SH) oder mit „school_holidays“ angeben.")
        if any(rule.lane != "ohne-termin" and rule.lane != values["lane"] for rule in read):
            raise ValueError("Der Hinweis in „osm“ passt nicht zu „lane“. Bitte einen von beiden berichtigen.")
        return values

    def rules(self) -> list[Weekly]:
        """The spans of the week, one by one."""
        if self.osm is not None:
            read = [replace(rule, lane=self.lane) for rule in _osm_week(self.osm)]
        else:
            read = [
                Weekly(self.lane, week.DAYS.index(day), opens, closes)
                for day, text in (self.week or {}).items()
                for opens, closes in week.spans(text)
            ]
        return [
            replace(
                rule,
                valid_from=self.valid_from,
                valid_to=self.valid_to,
                school_holidays=self.school_holidays or rule.school_holidays,
            )
            for rule in read
        ]


def _osm_week(text: str) -> list[Weekly]:
    """The week of an OSM text. Raises ValueError with a German message for anything else in it."""
    try:
        read = from_osm(text)
    except NotRepresentable as error:
        raise ValueError(str(error)) from None  # pydantic names subclasses; the message alone is meant for staff
    rules = [rule for rule in read.rules if isinstance(rule, Weekly)]
    if read.exceptions or read.closures or any(rule.valid_from or rule.valid_to for rule in rules):
        raise ValueError(
            "Unter „osm“ steht nur die Woche. Daten gehören in valid_from und valid_to, in closures oder exceptions."
        )
    if not rules:
        raise ValueError(f"„{text}“ enthält keine Öffnungszeiten. Bitte Tage und Zeiten angeben.")
    return rules


class ExceptionEntry(StaffEntry):
    """Other times on one date: they replace the week of the lane, also on a holiday or within a closure."""

    lane: Lane
    date: Date
    spans: str
    reason: str | None
    source: str

    @validator("spans")
    def _has_spans(cls, value: str) -> str:
        week.spans(value)
        return value


class ClosureEntry(StaffEntry):
    """Days on which an office is closed, both ends included; `yearly` for the same days of every year."""

    starts: Date | None
    ends: Date | None
    yearly: str | None
    reason: str
    source: str

    @validator("yearly")
    def _is_a_day(cls, value: str | None) -> str | None:
        if value is not None:
            week.yearly(value)
        return value

    @root_validator(skip_on_failure=True)
    def _has_days(cls, values: dict[str, Any]) -> dict[str, Any]:
        starts, ends, yearly = values["starts"], values["ends"], values["yearly"]
        if bool(starts or ends) == bool(yearly) or bool(starts) != bool(ends):
            raise ValueError("Bitte entweder „starts“ und „ends“ angeben oder „yearly“ (jedes Jahr): yearly: 24.12.")
        if starts and ends < starts:
            raise ValueError("„ends“ liegt vor „starts“. Bitte die Daten tauschen oder berichtigen.")
        return values

    def days(self, since: int) -> list[tuple[Date, Date]]:
        """First and last day of each closure; yearly ones from the year `since` on."""
        if self.yearly is not None:
            return week.every_year(self.yearly, since)
        assert self.starts is not None, "_has_days"
        assert self.ends is not None, "_has_days"
        return [(self.starts, self.ends)]


class SchoolHolidaysEntry(StaffEntry):
    """One holiday of NRW's schools, both ends included."""

    name: str
    starts: Date
    ends: Date


class SchoolCalendarFile(StaffEntry):
    """data/directory/calendars/schulferien_nrw.yml: school holidays, complete within the covered time, in order."""

    source: str
    covers_from: Date
    covers_to: Date
    holidays: list[SchoolHolidaysEntry] = Field(min_items=1)

    @validator("holidays")
    def _in_order(cls, value: list[SchoolHolidaysEntry]) -> list[SchoolHolidaysEntry]:
        for entry, following in zip(value, [*value[1:], None], strict=True):
            if entry.ends < entry.starts or (following and following.starts <= entry.ends):
                raise ValueError(
                    f"{entry.name} ab {entry.starts} endet vor dem Anfang oder überschneidet das Folgende."
                )
        return value
