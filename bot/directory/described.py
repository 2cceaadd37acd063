"""Rows of the directory in German words: whom a fact is about, which field it is, what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.directory import labels
from bot.directory import models as m


@dataclass(frozen=True)
class Described:
    """One fact in words, and the slug of its source."""

    subject: str
    field: str
    value: str
    source: str | None = None


class Names:
    """Names of areas, organisations, services and sources by slug, as the last of the rows gives them."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._tables: dict[Any, dict[str, str]] = {m.Area: {}, m.Organisation: {}, m.Service: {}, m.Source: {}}
        for row in rows:
            if isinstance(row, m.Source):
                confirmed = f", bestätigt von {row.verified_by}" if row.verified_by else ""
                self._tables[m.Source][row.slug] = f"„{row.title}“{confirmed}"
            elif type(row) in self._tables:
                self._tables[type(row)][row.slug] = row.name

    def area(self, slug: str) -> str:
        """`Senden`"""
        return self._tables[m.Area].get(slug, slug)

    def office(self, slug: str) -> str:
        """An administration by its place's short name, any other organisation by its own."""
        return self._tables[m.Area].get(slug) or self._tables[m.Organisation].get(slug, slug)

    def service(self, slug: str, area: str | None = None) -> str:
        """`Hund anmelden`, or `Hund anmelden (Senden)` for what holds there alone."""
        name = self._tables[m.Service].get(slug, slug)
        return f"{name} ({self.area(area)})" if area else name

    def source(self, slug: str) -> str:
        """`„Title“`, with who confirmed it."""
        return self._tables[m.Source].get(slug, slug)


def described(row: Any, names: Names) -> Iterator[Described]:
    """The facts of a row; none for rows that staff do not write (vectors, identifiers of other systems)."""
    tell = _TELLERS.get(type(row))
    if tell is not None:
        yield from tell(row, names)


def _source(row: Any, names: Names) -> Iterator[Described]:
    if row.slug.startswith("law:"):
        return  # told with the texts that rest on it
    subject = f"Quelle {row.slug}"
    yield Described(subject, "Titel", row.title)
    yield Described(subject, "Adresse", row.url)
    yield Described(subject, "Stand", _day(row.as_of))
    if row.verified_by:
        yield Described(subject, "bestätigt von", row.verified_by)
    if row.expires:
        yield Described(subject, "gilt bis", _day(row.expires))
    if row.stale or row.example:
        yield Described(subject, "Zustand", "veraltet" if row.stale else "Beispiel")


def _area(row: Any, names: Names) -> Iterator[Described]:
    part = row.kind in ("ortsteil", "bauerschaft")
    subject = names.area(row.parent if part else row.slug)
    yield Described(subject, "Ortsteil" if part else "Ort", row.name if part else row.official_name)
    for alias in row.aliases or ():
        yield Described(names.area(row.slug), "anderer Ortsname", alias)
    for postcode in row.postcodes or ():
        yield Described(subject, "PLZ", postcode)


def _organisation(row: Any, names: Names) -> Iterator[Described]:
    subject = names.office(row.slug)
    yield Described(subject, "Stelle", row.name if row.office is None else f"{row.name} ({row.office})")
    if row.parent:
        yield Described(subject, "gehört zu", names.office(row.parent))
    for alias in row.aliases or ():
        yield Described(subject, "andere Bezeichnung", alias)


def _location(row: Any, names: Names) -> Iterator[Described]:
    text = f"{row.street}, {row.postcode} {row.city}" + (f" ({row.note})" if row.note else "")
    yield Described(names.office(row.organisation), labels.field("address"), text, row.source)


def _contact(row: Any, names: Names) -> Iterator[Described]:
    text = f"{row.value} ({row.label})" if row.label else row.value
    yield Described(names.office(row.organisation), labels.field(row.kind), text, row.source)


def _opening_rule(row: Any, names: Names) -> Iterator[Described]:
    when = {"only": "in den Schulferien", "never": "nicht in den Schulferien"}.get(row.school_holidays or "")
    limits = [*_limits(row), *([when] if when else [])]
    text = f"{row.opens}-{row.closes}" + (f" ({', '.join(limits)})" if limits else "")
    field = f"{labels.field(row.lane)}, {labels.DAYS[row.weekday]}"
    yield Described(names.office(row.organisation), field, text, row.source)


def _opening_exception(row: Any, names: Names) -> Iterator[Described]:
    text = f"{row.opens}-{row.closes}" + (f" ({row.reason})" if row.reason else "")
    field = f"{labels.field(row.lane)}, {_day(row.date)}"
    yield Described(names.office(row.organisation), field, text, row.source)


def _closure(row: Any, names: Names) -> Iterator[Described]:
    text = f"{_day(row.starts)} bis {_day(row.ends)} ({row.reason})"
    yield Described(names.office(row.organisation), "geschlossen", text, row.source)


def _note(row: Any, names: Names) -> Iterator[Described]:
    yield Described(names.office(row.organisation), "Hinweis", row.text, row.source)


def _online(row: Any, names: Names) -> Iterator[Described]:
    subject = names.office(row.organisation) if row.organisation else names.service(row.service, row.area)
    yield Described(subject, labels.field(row.kind), f"{row.label}, {row.url}", row.source)


def _service(row: Any, names: Names) -> Iterator[Described]:
    leika = f", LeiKa {row.leika}" if row.leika else ""
    yield Described(names.service(row.slug), "Leistung", f"{row.name} ({row.topic}, {row.level}{leika})")


def _phrase(row: Any, names: Names) -> Iterator[Described]:
    if row.kind != "name":
        yield Described(names.service(row.service), "Suchworte", row.text)


def _text(row: Any, names: Names) -> Iterator[Described]:
    yield Described(names.service(row.service, row.area), labels.field(row.module), row.text, row.source)


def _fee(row: Any, names: Names) -> Iterator[Described]:
    about = ", ".join(part for part in (row.what, row.who) if part)
    amount = f"{row.cents // 100},{row.cents % 100:02d} €"
    text = f"{amount} ({about})" if about else amount
    yield Described(names.service(row.service, row.area), labels.field("fees"), text, row.source)


def _responsibility(row: Any, names: Names) -> Iterator[Described]:
    without = ", ".join(names.area(slug) for slug in row.excluded or ())
    place = names.area(row.area) + (f" ohne {without}" if without else "")
    stage = ", Annahme" if row.stage == "intake" else ""
    field = f"{labels.field('office')} ({place}{stage})"
    text = f"{', '.join([names.office(row.organisation), *_limits(row)])}: {row.reason}"
    yield Described(names.service(row.service), field, text, row.source)


def _limits(row: Any) -> list[str]:
    starts = [f"ab {_day(row.valid_from)}"] if row.valid_from else []
    ends = [f"bis {_day(row.valid_to)}"] if row.valid_to else []
    return [*starts, *ends]


def _day(value: date) -> str:
    return f"{value:%d.%m.%Y}"


_TELLERS: dict[Any, Callable[[Any, Names], Iterator[Described]]] = {
    m.Source: _source,
    m.Area: _area,
    m.Organisation: _organisation,
    m.Location: _location,
    m.Contact: _contact,
    m.OpeningRule: _opening_rule,
    m.OpeningException: _opening_exception,
    m.Closure: _closure,
    m.Note: _note,
    m.OnlineService: _online,
    m.Service: _service,
    m.ServicePhrase: _phrase,
    m.ServiceText: _text,
    m.Fee: _fee,
    m.Responsibility: _responsibility,
}
