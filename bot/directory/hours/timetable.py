"""The shape of opening hours that engine and exchange forms share. Imports nothing heavy, for `kreislotse check`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.directory import facts as f

WALK_IN, APPOINTMENT, TELEPHONE = "ohne-termin", "mit-termin", "telefon"
Lane = Literal["ohne-termin", "mit-termin", "telefon"]
LATEST = "26:00"
"""The latest closing time: two o'clock in the night after the day on which a span begins."""


class NotRepresentable(ValueError):
    """Opening hours in an exchange form say something that the directory cannot hold. The message is German."""


@dataclass(frozen=True)
class Weekly:
    """One span of a weekly timetable without a source; the fields are those of `facts.OpeningRule`."""

    lane: str
    weekday: int
    opens: str
    closes: str
    valid_from: date | None = None
    valid_to: date | None = None
    school_holidays: str | None = None


@dataclass(frozen=True)
class Special:
    """One span on one date without a source; the fields are those of `facts.OpeningException`."""

    lane: str
    date: date
    opens: str
    closes: str
    reason: str | None = None


@dataclass(frozen=True)
class Shut:
    """Closed days without a source, both ends included; the fields are those of `facts.Closure`."""

    starts: date
    ends: date
    reason: str


@dataclass(frozen=True)
class Timetable:
    """The hours of one lane, from the directory (facts) or read from an exchange form (without sources)."""

    rules: tuple[f.OpeningRule | Weekly, ...] = ()
    exceptions: tuple[f.OpeningException | Special, ...] = ()
    closures: tuple[f.Closure | Shut, ...] = ()


def minutes(clock: str) -> int:
    """`08:30` → 510, `26:00` → 1560: minutes after the midnight that begins the day."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def clock(after_midnight: int) -> str:
    """510 → `08:30`, 1560 → `26:00`."""
    return f"{after_midnight // 60:02d}:{after_midnight % 60:02d}"


def lane_of(organisation: f.Organisation, lane: str) -> Timetable:
    """One lane of an office; closures hold for all lanes."""
    return Timetable(
        tuple(rule for rule in organisation.opening_rules if rule.lane == lane),
        tuple(exception for exception in organisation.opening_exceptions if exception.lane == lane),
        organisation.closures,
    )
