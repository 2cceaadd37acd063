"""What the directory answers with: frozen dataclasses, free of SQL. A fact carries its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.directory.models import STAFF
from bot.directory.trust import State


@dataclass(frozen=True)
class Source:
    """Where a fact came from, with its state on the day that was asked for."""

    title: str
    url: str
    as_of: date
    state: State
    origin: str = STAFF
    """`staff`, or the import that brought the fact."""

    @property
    def current(self) -> bool:
        """Whether the fact may be given as current."""
        return self.state in ("verified", "unverified")


@dataclass(frozen=True)
class Address:
    """A postal address."""

    street: str
    postcode: str
    city: str
    note: str | None
    source: Source


@dataclass(frozen=True)
class Contact:
    """kind: phone, email, fax, website or portal."""

    kind: str
    value: str
    label: str | None
    source: Source


@dataclass(frozen=True)
class OpeningRule:
    """weekday 0 = Monday; times `HH:MM`, local, `26:00` for past midnight; lane ohne-termin, mit-termin or telefon.

    `school_holidays`: `only` in NRW's school holidays, `never` in them, None: always.
    """

    lane: str
    weekday: int
    opens: str
    closes: str
    valid_from: date | None
    valid_to: date | None
    source: Source
    school_holidays: str | None = None


@dataclass(frozen=True)
class OpeningException:
    """One span on one date; on that date it replaces the week of its lane."""

    lane: str
    date: date
    opens: str
    closes: str
    reason: str | None
    source: Source


@dataclass(frozen=True)
class Closure:
    """Closed from `starts` to `ends`, both included."""

    starts: date
    ends: date
    reason: str
    source: Source


@dataclass(frozen=True)
class Note:
    """A fact in words for an aspect."""

    aspect: str
    text: str
    source: Source


@dataclass(frozen=True)
class OnlineService:
    """kind: online_service, form or appointment; `service` None: for everything the organisation does."""

    kind: str
    service: str | None
    label: str
    url: str
    source: Source


@dataclass(frozen=True)
class Organisation:
    """An authority, unit or site. `body` is the slug of the legal body at the top; facts are current ones only."""

    slug: str
    name: str
    office: str
    kind: str
    area: str | None
    parent: str | None
    body: str
    addresses: tuple[Address, ...]
    contacts: tuple[Contact, ...]
    opening_rules: tuple[OpeningRule, ...]
    opening_exceptions: tuple[OpeningException, ...]
    closures: tuple[Closure, ...]
    notes: tuple[Note, ...]
    online_services: tuple[OnlineService, ...]

    def contact(self, kind: str) -> Contact | None:
        """The first contact of a kind, or None."""
        return next((contact for contact in self.contacts if contact.kind == kind), None)

    def notes_on(self, *aspects: str) -> tuple[Note, ...]:
        """The notes on any of the aspects."""
        return tuple(note for note in self.notes if note.aspect in aspects)


@dataclass(frozen=True)
class Place:
    """One of the twelve bodies as a place."""

    slug: str
    name: str
    official_name: str
    kind: str


@dataclass(frozen=True)
class TextItem:
    """One item of a text module.

    `area`: the layer it was found in, a slug (`senden`, `kreis-coesfeld`, `nrw`); None: the same everywhere.
    """

    text: str
    source: Source
    area: str | None = None


@dataclass(frozen=True)
class Fee:
    """A fee in euro cents."""

    cents: int
    who: str | None
    what: str | None
    source: Source
    area: str | None = None


@dataclass(frozen=True)
class Service:
    """A Leistung with its texts by module, as they hold at the place that was asked for."""

    slug: str
    name: str
    topic: str
    level: str
    leika: str | None
    texts: dict[str, tuple[TextItem, ...]]
    fees: tuple[Fee, ...]


@dataclass(frozen=True)
class Responsible:
    """Who is responsible for a service at a place, why, and at which sites one can go there.

    `usual`: every town does it itself, as one would think, so that the reason need not be said.
    """

    organisation: Organisation
    sites: tuple[Organisation, ...]
    stage: str
    reason: str
    usual: bool
    source: Source
