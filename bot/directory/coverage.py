"""What is known of every service and office, place by place: verified, unverified, stale, or unknown. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.directory import models as m
from bot.directory.layers import nearest, staff_first
from bot.directory.queries import COUNTY
from bot.directory.responsibility import winner
from bot.directory.stock import Fact, Stock, office_file, service_file

State = Literal["verified", "unverified", "stale", "unknown"]
STATES: tuple[State, ...] = ("verified", "unverified", "stale", "unknown")
TEXTS = ("summary", "requirements", "documents", "procedure", "duration", "online", "fees")
SERVICE_FIELDS = (*TEXTS, "link", "office", "office_hours", "office_phone")
VISITS = ("ohne-termin", "mit-termin")
OFFICE_FIELDS = ("address", "phone", "email", "website", "portal", *VISITS, "telefon", "appointment")
_RESPONSIBILITIES = "data/directory/responsibilities/"


@dataclass(frozen=True)
class Cell:
    """One field. `fact`: the one that holds, else a stale one, else None; `file`: where it is, or would be, written."""

    field: str
    state: State
    fact: Fact | None
    file: str


@dataclass(frozen=True)
class Subject:
    """A service at a place, or an office, with what is known of it."""

    slug: str
    name: str
    cells: tuple[Cell, ...]
    organisation: str | None = None
    """Of a service: the slug of who is responsible."""

    def missing(self, *fields: str) -> tuple[Cell, ...]:
        """The cells among `fields` (none given: all) that have no current fact."""
        return tuple(c for c in self.cells if c.state in ("stale", "unknown") and (not fields or c.field in fields))


@dataclass(frozen=True)
class Body:
    """One of the twelve: its offices and the services that somebody renders there."""

    slug: str
    name: str
    offices: tuple[Subject, ...]
    services: tuple[Subject, ...]


def count(subjects: Iterable[Subject]) -> Counter[State]:
    """How many fields of the subjects are in which state."""
    return Counter(cell.state for subject in subjects for cell in subject.cells)


def coverage(stock: Stock, today: date) -> tuple[Body, ...]:
    """The eleven municipalities by name, then the county. What only an import knows of is no subject here."""
    bodies = [area for area in stock.areas.values() if area.kind in ("kreis", "stadt", "gemeinde")]
    bodies.sort(key=lambda area: (area.slug == COUNTY, area.name))
    slugs = {area.slug for area in bodies}
    return tuple(
        Body(
            slug=area.slug,
            name=area.name,
            offices=tuple(_offices(stock, area.slug, slugs)),
            services=tuple(_services(stock, area.slug, today)),
        )
        for area in bodies
    )


def _offices(stock: Stock, place: str, bodies: set[str]) -> Iterator[Subject]:
    """The administration first, then units and others; those that belong to no place stand with the county."""
    here = [
        row
        for row in stock.organisations.values()
        if row.origin == m.STAFF and (row.area if row.area in bodies else COUNTY) == place
    ]
    for row in sorted(here, key=lambda row: (row.slug != place, row.name)):
        cells = (
            _cell(field, stock.offices_facts.get((row.slug, field), []), office_file(row)) for field in OFFICE_FIELDS
        )
        yield Subject(row.slug, row.name, tuple(cells))


def _services(stock: Stock, place: str, today: date) -> Iterator[Subject]:
    layers = stock.layers(place)
    for slug, row in sorted(stock.services.items(), key=lambda item: item[1].name):
        responsible = winner(stock.deciding.get(slug, ()), layers, today)
        # What only the municipalities do is no gap of the county.
        if row.origin != m.STAFF or (responsible is None and place == COUNTY):
            continue
        own = service_file(slug, place)
        texts = [_cell(field, stock.services_facts.get((slug, field), []), own, layers) for field in TEXTS]
        office = stock.organisations[responsible.organisation] if responsible else None
        cells = (
            *texts,
            _cell("link", _links(stock, slug, office, layers), own),
            _office(stock, responsible),
            *_reach(stock, office),
        )
        yield Subject(slug, row.name, cells, office.slug if office else None)


def _links(stock: Stock, service: str, office: Any, layers: tuple[str | None, ...]) -> list[Fact]:
    """Links of the office, of the body above it, and for everybody at the place: the first that is current will do."""
    homes = dict.fromkeys((office.slug, office.body)) if office else ()
    shared = [fact for fact in stock.services_facts.get((service, "link"), []) if fact.area in layers]
    return [*(fact for home in homes for fact in stock.offices_links.get((home, service), [])), *shared]


def _office(stock: Stock, responsible: Any) -> Cell:
    facts = [Fact(stock.sources[responsible.source], _RESPONSIBILITIES)] if responsible and responsible.source else []
    return _cell("office", facts, _RESPONSIBILITIES)


def _reach(stock: Stock, office: Any) -> tuple[Cell, Cell]:
    """When one can come, at the office or one of its sites; its telephone, else that of the body above it."""
    if office is None:
        return Cell("office_hours", "unknown", None, ""), Cell("office_phone", "unknown", None, "")
    file = office_file(office)
    sites = [row.slug for row in stock.organisations.values() if row.parent == office.slug and row.kind == "standort"]
    hours = [
        fact for slug in (office.slug, *sites) for lane in VISITS for fact in stock.offices_facts.get((slug, lane), [])
    ]
    phones = [
        fact
        for slug in dict.fromkeys((office.slug, office.body))
        for fact in stock.offices_facts.get((slug, "phone"), [])
    ]
    return _cell("office_hours", hours, file), _cell("office_phone", phones, file)


def _cell(field: str, facts: list[Fact], gap: str, layers: tuple[str | None, ...] | None = None) -> Cell:
    """The state of a field. `layers`: where it is asked for, if the nearest facts hold; else all current ones do.

    `gap`: the file for a fact that does not exist yet.
    """
    here = [fact for fact in facts if layers is None or fact.area in layers]
    current = [fact for fact in here if fact.current]
    holding = nearest(current, layers) if layers else staff_first(current)
    if holding:
        verified = all(fact.source.state == "verified" for fact in holding)
        return Cell(field, "verified" if verified else "unverified", holding[0], holding[0].file)
    if here:
        return Cell(field, "stale", here[0], here[0].file)
    return Cell(field, "unknown", None, gap)
