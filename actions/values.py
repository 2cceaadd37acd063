"""Values of a Phrase that read differently in every language, and how the common ones are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.answer import Phrase
from bot.directory import facts as f

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class ServiceName:
    """The name of a Leistung; other languages keep the official German one in brackets."""

    slug: str
    name: str


@dataclass(frozen=True)
class Term:
    """A short German expression within a sentence, translated where data/translations/…/terms.yml knows it."""

    text: str


@dataclass(frozen=True)
class German:
    """German text on lines of its own; marked as German where no translation is on file."""

    text: str


@dataclass(frozen=True)
class Clock:
    """A time of day, in minutes after midnight; 24 o'clock stays 24, what is beyond belongs to the next day."""

    minute: int


@dataclass(frozen=True)
class Capitalised:
    """A value at the beginning of a sentence."""

    value: Any


@dataclass(frozen=True)
class Joined:
    """Values one behind the other, each on its line unless `by` says otherwise."""

    parts: tuple[Any, ...]
    by: str = "\n"


def service_name(service: f.Service) -> ServiceName:
    """The name of a service as a value."""
    return ServiceName(service.slug, service.name)


def term(text: str | None) -> Term | None:
    """The expression as a value; None stays None."""
    return Term(text) if text else None


def weekday(number: int, form: str = "weekday") -> Phrase:
    """0 = Monday. Forms: `weekday` („Montag“), `on_weekday` („am Montag“), `weekly` („montags“)."""
    return Phrase(f"{form}.{_WEEKDAYS[number]}")


def on_date(on: date) -> Phrase:
    """`Montag, 23.11.2026`"""
    return Phrase("date.weekday", {"weekday": weekday(on.weekday()), "date": on})


def time(minute: int) -> Phrase:
    """`12:30 Uhr`"""
    return Phrase("time", {"clock": Clock(minute)})


def moment(at: datetime) -> Phrase:
    """`Montag, 23.11.2026, 14 Uhr`"""
    values = {"weekday": weekday(at.weekday()), "date": at.date(), "time": time(at.hour * 60 + at.minute)}
    return Phrase("date.moment", values)


def dates(first: date, last: date) -> Phrase:
    """`23.12.2026–06.01.2027`"""
    return Phrase("dates", {"first": first, "last": last})


def noted(text: Any, note: Any) -> Any:
    """`geschlossen (Karfreitag)`; without a note the text alone."""
    return Phrase("noted", {"text": text, "note": note}) if note else text


def listed(parts: Sequence[Any]) -> Any:
    """`A, B und C`; None for no parts."""
    if len(parts) <= 1:
        return parts[0] if parts else None
    return Phrase("list.and", {"first": Joined(tuple(parts[:-1]), by=", "), "last": parts[-1]})


def money(cents: int) -> Phrase:
    """`46,00 €`, `kostenlos`"""
    if cents == 0:
        return Phrase("money.free")
    return Phrase("money", {"euros": cents // 100, "cents": f"{cents % 100:02d}"})
