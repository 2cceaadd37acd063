"""The hours of an office lane by lane, with the words for each: who may come without appointment, who only with one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from actions.answer import Phrase
from actions.values import Clock, listed, noted, term
from bot.directory import facts as f
from bot.directory.hours import timetable
from bot.directory.hours.engine import Day, Span
from bot.directory.hours.timetable import APPOINTMENT, TELEPHONE, WALK_IN, Timetable


@dataclass(frozen=True)
class Lane:
    """One lane of an office. `title` heads a timetable; `open` and `closed` end a sentence („… geöffnet“)."""

    office: f.Organisation
    kind: str
    hours: Timetable
    title: str | Phrase
    open: Phrase
    closed: Phrase

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
        return (Lane(office, WALK_IN, known[WALK_IN], name, Phrase("open"), Phrase("closed")),)
    keys = {WALK_IN: "walk_in", APPOINTMENT: "appointment"}
    return tuple(
        Lane(
            office,
            kind,
            hours,
            Phrase(f"lane.{keys[kind]}", {"office": name}),
            Phrase(f"open.{keys[kind]}"),
            Phrase(f"closed.{keys[kind]}"),
        )
        for kind, hours in known.items()
    )


def telephone(office: f.Organisation) -> Lane | None:
    """The telephone lane, if hours are on file."""
    hours = _hours(office, TELEPHONE)
    if hours is None:
        return None
    return Lane(office, TELEPHONE, hours, office.office, Phrase("open.telephone"), Phrase("closed.telephone"))


def together(lane: Lane) -> Lane:
    """The lane as one that speaks for all: where all are closed, none need be named."""
    return replace(lane, closed=Phrase("closed"))


def _hours(office: f.Organisation, kind: str) -> Timetable | None:
    hours = timetable.lane_of(office, kind)
    return hours if hours.rules or hours.exceptions else None


def spans_text(spans: Iterable[Span]) -> Phrase | None:
    """`8–12:30 und 14–18 Uhr`; None for none."""
    parts = [Phrase("span", {"from": Clock(span.opens), "to": Clock(span.closes)}) for span in spans]
    return Phrase("spans", {"spans": listed(parts)}) if parts else None


def day_text(day: Day) -> Phrase:
    """`8–12 Uhr (Adventsmarkt)`, `geschlossen (Karfreitag)`"""
    if day.undecided:
        return Phrase("day.depends_on_school_holidays")
    told: Phrase = noted(spans_text(day.spans) or Phrase("closed"), term(day.reason))
    return told
