"""The hours of an office lane by lane, with the words for each: who may come without appointment, who only with one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions.render import german_date
from actions.times import clock
from bot.directory import facts as f
from bot.directory.hours import timetable
from bot.directory.hours.engine import Day, Span
from bot.directory.hours.timetable import APPOINTMENT, TELEPHONE, WALK_IN, Timetable

DAY_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@dataclass(frozen=True)
class Lane:
    """One lane of an office. `title` heads a timetable; `open` and `closed` end a sentence („… geöffnet“)."""

    office: f.Organisation
    kind: str
    hours: Timetable
    title: str
    open: str
    closed: str

    @property
    def plain(self) -> bool:
        """Whether one may simply come: then the lane need not be named."""
        return self.kind == WALK_IN and self.title == self.office.office

    def sources(self, first: date, last: date) -> tuple[f.Source, ...]:
        """Where the week comes from, and the exceptions and closures between two dates."""
        rules = (rule.source for rule in self.office.opening_rules if rule.lane == self.kind)
        exceptions = (
            e.source for e in self.office.opening_exceptions if e.lane == self.kind and first <= e.date <= last
        )
        closures = (c.source for c in self.office.closures if c.starts <= last and first <= c.ends)
        return tuple(dict.fromkeys((*rules, *exceptions, *closures)))


def lanes(office: f.Organisation) -> tuple[Lane, ...]:
    """The lanes of which hours are on file by which one may come. With two, each says which it is."""
    name = office.office
    known = {kind: hours for kind in (WALK_IN, APPOINTMENT) if (hours := _hours(office, kind)) is not None}
    if known.keys() == {WALK_IN}:
        return (Lane(office, WALK_IN, known[WALK_IN], name, "geöffnet", "geschlossen"),)
    words = {
        WALK_IN: (f"{name}, ohne Termin", "ohne Termin geöffnet", "ohne Termin geschlossen"),
        APPOINTMENT: (f"{name}, nur mit Termin", "nur mit Termin geöffnet", "auch mit Termin geschlossen"),
    }
    return tuple(Lane(office, kind, hours, *words[kind]) for kind, hours in known.items())


def telephone(office: f.Organisation) -> Lane | None:
    """The telephone lane, if hours are on file."""
    hours = _hours(office, TELEPHONE)
    if hours is None:
        return None
    return Lane(office, TELEPHONE, hours, office.office, "telefonisch erreichbar", "telefonisch nicht erreichbar")


def together(lane: Lane) -> Lane:
    """The lane as one that speaks for all: where all are closed, none need be named."""
    return replace(lane, closed="geschlossen")


def _hours(office: f.Organisation, kind: str) -> Timetable | None:
    hours = timetable.lane_of(office, kind)
    return hours if hours.rules or hours.exceptions else None


def spans_text(spans: Iterable[Span]) -> str | None:
    """`8–12:30 und 14–18 Uhr`; None for none."""
    parts = [f"{clock(span.opens)}–{clock(span.closes)}" for span in spans]
    return f"{' und '.join(parts)} Uhr" if parts else None


def on_date(on: date) -> str:
    """`Montag, 23.11.2026`"""
    return f"{DAY_NAMES[on.weekday()]}, {german_date(on)}"


def day_text(day: Day) -> str:
    """`8–12 Uhr (Adventsmarkt)`, `geschlossen (Karfreitag)`"""
    if day.undecided:
        return "hängt von den Schulferien ab"
    told = spans_text(day.spans) or "geschlossen"
    return f"{told} ({day.reason})" if day.reason else told


def moment_text(moment: datetime) -> str:
    """`Montag, 23.11.2026, 14 Uhr`"""
    return f"{on_date(moment.date())}, {clock(moment.hour * 60 + moment.minute)} Uhr"
