"""What XZuFi says, as frozen dataclasses: the reader makes them, the writer takes them. No XML, no SQL here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

SERVICE, OFFICE, OFFER, FORM = "Leistung", "Organisationseinheit", "Onlinedienst", "Formular"
RESPONSIBILITY, SPECIAL = "Zustaendigkeit", "LeistungSpezialisierung"
CLASSES = (SERVICE, SPECIAL, OFFICE, OFFER, FORM, RESPONSIBILITY)
"""The classes of objects, as `loesche` names them."""


@dataclass(frozen=True)
class Id:
    """An id is unique only with its scheme. `scheme`: schemeID, empty where it says no more than the class."""

    agency: str
    value: str
    scheme: str = ""

    def __str__(self) -> str:
        """`L100002/999000001`"""
        return "/".join(part for part in (self.agency, self.scheme, self.value) if part)


@dataclass(frozen=True)
class Place:
    """Where an object stands, for messages."""

    document: str
    line: int

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


@dataclass(frozen=True)
class Period:
    """From and to, both included; None is open."""

    starts: date | None = None
    ends: date | None = None

    def begun(self, today: date) -> bool:
        """Whether the period has begun."""
        return self.starts is None or self.starts <= today


ALWAYS = Period()


@dataclass(frozen=True)
class AreaId:
    """An area by its Amtlicher Regionalschlüssel (12 digits), or, without one, by an id of the other system."""

    ars: str | None = None
    other: Id | None = None


@dataclass(frozen=True)
class Text:
    """A text module (our name for it) in one language, as plain items."""

    module: str
    language: str
    items: tuple[str, ...]
    valid: Period = ALWAYS


@dataclass(frozen=True)
class Cost:
    """A fixed amount in euro cents; 0 is free of charge. `url`: how it comes about."""

    cents: int
    note: str | None = None
    url: str | None = None
    valid: Period = ALWAYS


@dataclass(frozen=True)
class Link:
    """An address on the web."""

    url: str
    title: str | None = None


@dataclass(frozen=True)
class Approval:
    """Who has confirmed the content, and when (fachliche Freigabe)."""

    by: str
    on: date | None


@dataclass(frozen=True)
class Service:
    """A Leistung, or a Spezialisierung of the Leistung `of` for its areas. `names`: the best first."""

    id: Id
    place: Place
    names: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    costs: tuple[Cost, ...] = ()
    areas: tuple[AreaId, ...] = ()
    forms: tuple[Id, ...] = ()
    portal: Link | None = None
    approval: Approval | None = None
    changed: date | None = None
    valid: Period = ALWAYS
    of: Id | None = None

    @cached_property
    def record(self) -> str:
        """How rows made of this object name it."""
        return f"{SERVICE if self.of is None else SPECIAL} {self.id}"


@dataclass(frozen=True)
class Responsible:
    """`owner`, an office or an online service, is responsible for a service in some areas.

    `stage` None: a role that this directory does not have. `id` None: part of the owner's own record.
    """

    id: Id | None
    place: Place
    owner_class: str
    owner: Id
    service: Id
    areas: tuple[AreaId, ...]
    stage: Literal["intake", "decision"] | None = "decision"
    valid: Period = ALWAYS

    @cached_property
    def record(self) -> str:
        """As `Service.record`; empty for a part of the owner's record."""
        return f"{RESPONSIBILITY} {self.id}" if self.id else ""


@dataclass(frozen=True)
class Address:
    """A postal address."""

    street: str
    postcode: str
    city: str
    note: str | None = None
    valid: Period = ALWAYS


@dataclass(frozen=True)
class Contact:
    """kind: phone, email, fax, website or portal."""

    kind: str
    value: str
    label: str | None = None
    valid: Period = ALWAYS


@dataclass(frozen=True)
class Opening:
    """One span of a week. lane: ohne-termin, mit-termin or telefon; weekday 0 = Monday; times `HH:MM`."""

    lane: str
    weekday: int
    opens: str
    closes: str
    valid: Period = ALWAYS
    school_holidays: str | None = None


@dataclass(frozen=True)
class Note:
    """A fact in words; aspect hours or general."""

    aspect: str
    text: str


@dataclass(frozen=True)
class Office:
    """An Organisationseinheit. `ars`: where its address lies. `appointments`: pages where appointments are booked."""

    id: Id
    place: Place
    name: str
    short: str | None = None
    parent: Id | None = None
    ars: str | None = None
    addresses: tuple[Address, ...] = ()
    contacts: tuple[Contact, ...] = ()
    openings: tuple[Opening, ...] = ()
    notes: tuple[Note, ...] = ()
    appointments: tuple[Link, ...] = ()
    responsible: tuple[Responsible, ...] = ()
    changed: date | None = None
    valid: Period = ALWAYS

    @cached_property
    def record(self) -> str:
        """As `Service.record`."""
        return f"{OFFICE} {self.id}"


@dataclass(frozen=True)
class Offer:
    """An Onlinedienst or a Formular. kind: online_service, form or appointment."""

    id: Id
    place: Place
    kind: str
    links: tuple[Link, ...]
    responsible: tuple[Responsible, ...] = ()
    changed: date | None = None
    valid: Period = ALWAYS

    @property
    def object_class(self) -> str:
        """Onlinedienst or Formular."""
        return FORM if self.kind == "form" else OFFER

    @cached_property
    def record(self) -> str:
        """As `Service.record`."""
        return f"{self.object_class} {self.id}"


@dataclass(frozen=True)
class Deletion:
    """`loesche`: the object is gone."""

    object_class: str
    id: Id
    place: Place

    @cached_property
    def record(self) -> str:
        """As `Service.record`."""
        return f"{self.object_class} {self.id}"


Object = Service | Responsible | Office | Offer | Deletion
