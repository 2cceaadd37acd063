"""Every fact of the directory by what it is about, also expired ones and examples, which the queries leave out.

Read once for reports that walk all services and places; the queries would ask some ten thousand times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory.cache import TODAY
from bot.directory.layers import Sources

LINK = ("online_service", "form")
"""Kinds of OnlineService that lead to the service itself; the third kind is an appointment page."""


@dataclass(frozen=True)
class Fact:
    """One fact and where it is written. `area`: the place it holds for, None: everywhere; `over`: its own validity
    has ended."""

    source: f.Source
    file: str
    area: str | None = None
    over: bool = False

    @property
    def current(self) -> bool:
        """Whether it may be given as current."""
        return self.source.current and not self.over


Facts = dict[tuple[str, str], list[Fact]]


@dataclass(frozen=True)
class Stock:
    """Rows by slug, and facts by subject and field."""

    areas: dict[str, Any]
    organisations: dict[str, Any]
    services: dict[str, Any]
    deciding: dict[str, list[Any]]
    """Responsibility rows of the stage `decision`, by service."""
    services_facts: Facts
    """By service and field: a text module, `fees` or `link` (a link for everybody in an area)."""
    offices_facts: Facts
    """By organisation and field: `address`, a kind of contact, a lane of opening hours, `appointment`."""
    offices_links: Facts
    """Links of an organisation to online services and forms, by organisation and service."""
    sources: dict[str, f.Source]

    def layers(self, place: str) -> tuple[str | None, ...]:
        """The place and what lies above it, nearest first, as `queries.area_layers`."""
        chain: list[str | None] = []
        slug: str | None = place
        while slug is not None:
            chain.append(slug)
            slug = self.areas[slug].parent
        return (*chain, None)


def read(session: Session) -> Stock:
    """All rows, each table once. `session` comes from `session.reading`: its day decides what has expired."""
    rows = {table: session.scalars(select(table).order_by(*table.__table__.primary_key)).all() for table in _TABLES}
    known = Sources(session)
    reader = _Reader(rows, {row.slug: known[row.slug] for row in rows[m.Source]}, session.info[TODAY])
    return Stock(
        areas=_by_slug(rows[m.Area]),
        organisations=reader.organisations,
        services=_by_slug(rows[m.Service]),
        deciding=_grouped((row.service, row) for row in rows[m.Responsibility] if row.stage == "decision"),
        services_facts=_grouped(reader.services_facts()),
        offices_facts=_grouped(reader.offices_facts()),
        offices_links=_grouped(reader.offices_links()),
        sources=reader.sources,
    )


def service_file(slug: str, place: str | None) -> str:
    """Where a text, fee or link of a service is written: for one place, or (None) for all."""
    return f"data/directory/services/{slug}.yml" if place is None else f"data/directory/local/{place}/{slug}.yml"


def office_file(row: Any) -> str:
    """Where the facts of an Organisation row are written."""
    folder = "municipalities" if row.kind == "verwaltung" else "organisations"
    return f"data/directory/{folder}/{row.slug}.yml"


_TABLES = (
    *(m.Source, m.Area, m.Organisation, m.Location, m.Contact, m.OpeningRule, m.Note),
    *(m.OnlineService, m.Service, m.ServiceText, m.Fee, m.Responsibility),
)
_Pairs = Iterator[tuple[tuple[str, str], Fact]]


class _Reader:
    """Rows → facts with their keys."""

    def __init__(self, rows: dict[Any, list[Any]], sources: dict[str, f.Source], today: date) -> None:
        self.sources = sources
        self.organisations = _by_slug(rows[m.Organisation])
        self._rows = rows
        self._today = today

    def services_facts(self) -> _Pairs:
        for row in self._rows[m.ServiceText]:
            if row.language == "de":
                yield (row.service, row.module), self._of_service(row)
        for row in self._rows[m.Fee]:
            yield (row.service, "fees"), self._of_service(row)
        for row in self._rows[m.OnlineService]:
            if row.area and row.service and row.kind in LINK:
                yield (row.service, "link"), self._of_service(row)

    def offices_facts(self) -> _Pairs:
        for row in self._rows[m.Location]:
            yield (row.organisation, "address"), self._of_office(row)
        for row in self._rows[m.Contact]:
            yield (row.organisation, row.kind), self._of_office(row)
        for row in self._rows[m.OpeningRule]:
            over = row.valid_to is not None and row.valid_to < self._today
            yield (row.organisation, row.lane), self._of_office(row, over)
        for row in self._rows[m.Note]:
            if row.aspect == "appointment":
                yield (row.organisation, "appointment"), self._of_office(row)
        for row in self._rows[m.OnlineService]:
            if row.organisation and row.kind == "appointment":
                yield (row.organisation, "appointment"), self._of_office(row)

    def offices_links(self) -> _Pairs:
        for row in self._rows[m.OnlineService]:
            if row.organisation and row.service and row.kind in LINK:
                yield (row.organisation, row.service), self._of_office(row)

    def _of_service(self, row: Any) -> Fact:
        return Fact(self.sources[row.source], _file(row, service_file(row.service, row.area)), row.area)

    def _of_office(self, row: Any, over: bool = False) -> Fact:
        file = _file(row, office_file(self.organisations[row.organisation]))
        return Fact(self.sources[row.source], file, over=over)


def _file(row: Any, staff_file: str) -> str:
    return staff_file if row.origin == m.STAFF else f"Import {row.origin}"


def _by_slug(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows}


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
