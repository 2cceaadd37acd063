"""The shape of opening hours in staff files: weeks by lane, closures."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import validator

from bot.content import week
from bot.content.schema_base import StaffEntry

Date = dt.date


class WeekEntry(StaffEntry):
    """A weekly timetable for one lane."""

    lane: Literal["ohne-termin", "mit-termin", "telefon"]
    valid_from: Date | None
    valid_to: Date | None
    week: dict[Literal["mo", "di", "mi", "do", "fr", "sa", "so"], str]
    source: str

    @validator("week", each_item=True)
    def _has_spans(cls, value: str) -> str:
        week.spans(value)
        return value


class ClosureEntry(StaffEntry):
    """Days on which an office is closed, both ends included."""

    starts: Date
    ends: Date
    reason: str
    source: str
