"""The shape of every staff file under data/directory, as pydantic models with German messages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import Field, root_validator, validator

from bot.content.schema_base import StaffEntry
from bot.content.schema_hours import ClosureEntry, ExceptionEntry, WeekEntry

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Date = dt.date


class SourceEntry(StaffEntry):
    """One entry of sources.yml."""

    title: str
    url: str
    as_of: Date
    licence: str | None
    retrieved: Date | None
    verified_by: str | None
    expires: Date | None
    stale: bool = False
    example: bool = False

    @validator("url")
    def _is_web_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")) or " " in value:
            raise ValueError(f"„{value}“ ist keine vollständige Internetadresse. Bitte mit https:// beginnen.")
        return value


class Law(StaffEntry):
    """One entry of laws.yml: a statute by its abbreviation."""

    title: str
    level: Literal["bund", "nrw", "eu"]


class Sourced(StaffEntry):
    """A block of facts: `law` (citation) or `source` (entry of sources.yml) is required.

    What rests on a law is confirmed block by block: `verified_by` (who) and `verified_on` (when).
    """

    law: str | None
    source: str | None
    verified_by: str | None
    verified_on: Date | None

    @root_validator(skip_on_failure=True)
    def _has_one_source(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values.get("law") is None) == (values.get("source") is None):
            raise ValueError("Bitte genau eine Quelle angeben: „law: § …“ oder „source: …“.")
        if values.get("verified_by") and values.get("source"):
            raise ValueError("Bitte „verified_by“ bei der Quelle in sources.yml eintragen; hier gilt es nur zu „law“.")
        return values


class TextBlock(Sourced):
    """A text of one paragraph."""

    text: str


class ListBlock(Sourced):
    """A list of short items."""

    items: list[str] = Field(min_items=1)


class FeeItem(StaffEntry):
    """One fee in euros."""

    eur: float = Field(ge=0)
    who: str | None
    what: str | None


class FeeBlock(Sourced):
    """The fees of a service."""

    items: list[FeeItem] = Field(min_items=1)


MODULES = ("summary", "requirements", "documents", "procedure", "duration", "online")
"""The text modules of a service, in the order they are told."""


class ServiceTexts(StaffEntry):
    """The blocks that a service has everywhere, and a town may have of its own."""

    summary: TextBlock | None
    requirements: ListBlock | None
    documents: ListBlock | None
    procedure: ListBlock | None
    duration: TextBlock | None
    online: TextBlock | None
    fees: FeeBlock | None

    @validator("summary")
    def _is_short(cls, value: TextBlock | None) -> TextBlock | None:
        if value is not None and len(value.text) > 300:
            raise ValueError(f"Die Kurzantwort hat {len(value.text)} Zeichen, erlaubt sind 300. Bitte kürzen.")
        return value


class ServiceFile(ServiceTexts):
    """data/directory/services/<slug>.yml; described for staff in docs/redaktion/leistung.md."""

    name: str
    topic: str
    level: Literal["gemeinde", "kreis", "polizei", "extern"]
    leika: str | None
    synonyms: list[str] = Field(min_items=8)
    life_situations: list[str] = Field(min_items=4)
    summary: TextBlock

    @validator("leika")
    def _is_leika_key(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"99\d{12}", value):
            raise ValueError(f"„{value}“ ist kein LeiKa-Schlüssel. Er hat 14 Ziffern und beginnt mit 99.")
        return value


class Address(StaffEntry):
    """A postal address."""

    street: str
    postcode: str = Field(regex=r"^\d{5}$")
    city: str
    note: str | None
    source: str


class ContactEntry(StaffEntry):
    """A way to reach an organisation."""

    kind: Literal["phone", "email", "fax", "website", "portal"]
    value: str
    label: str | None
    source: str

    @root_validator(skip_on_failure=True)
    def _fits_its_kind(cls, values: dict[str, Any]) -> dict[str, Any]:
        kind, value = values["kind"], values["value"]
        shapes = {
            "phone": (r"\+49 [\d -]+|\d{3,6}|0800 [\d ]+", "+49 2541 18-0"),
            "fax": (r"\+49 [\d -]+", "+49 2541 18-9999"),
            "email": (r"[^@\s]+@[^@\s]+\.[a-z]+", "info@kreis-coesfeld.de"),
            "website": (r"https?://\S+", "https://www.kreis-coesfeld.de"),
            "portal": (r"https?://\S+", "https://serviceportal.kreis-coesfeld.de"),
        }
        pattern, example = shapes[kind]
        if not re.fullmatch(pattern, value):
            raise ValueError(f"„{value}“ passt nicht zu {kind}. Bitte so schreiben: {example}")
        return values


class NoteEntry(StaffEntry):
    """A fact in words."""

    aspect: Literal["hours", "appointment", "address", "contact", "general"]
    text: str
    source: str


class OnlineEntry(StaffEntry):
    """An online service, a form or an appointment page; `service` is left out where it serves everything."""

    kind: Literal["online_service", "form", "appointment"]
    service: str | None
    label: str
    url: str
    source: str

    @validator("url")
    def _is_web_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")) or " " in value:
            raise ValueError(f"„{value}“ ist keine vollständige Internetadresse. Bitte mit https:// beginnen.")
        return value


class OfficeFacts(StaffEntry):
    """What is known of an organisation: the common part of municipality and organisation files."""

    office: str | None
    address: Address | None
    contacts: list[ContactEntry] = []
    opening_hours: list[WeekEntry] = []
    exceptions: list[ExceptionEntry] = []
    closures: list[ClosureEntry] = []
    notes: list[NoteEntry] = []
    online: list[OnlineEntry] = []


class Part(StaffEntry):
    """An Ortsteil or a Bauerschaft."""

    name: str
    kind: Literal["ortsteil", "bauerschaft"] = "ortsteil"
    aliases: list[str] = []


class MunicipalityFile(OfficeFacts):
    """data/directory/municipalities/<slug>.yml: the place and its administration."""

    name: str
    official_name: str
    kind: Literal["kreis", "stadt", "gemeinde"]
    ars: str = Field(regex=r"^05558\d{7}$")
    postcodes: list[str] = []
    aliases: list[str] = []
    parts: list[Part] = []
    source: str


class OrganisationFile(OfficeFacts):
    """data/directory/organisations/<slug>.yml: a unit, a site or another body."""

    name: str
    kind: Literal["amt", "standort", "behoerde", "gesellschaft"]
    aliases: list[str] = []
    area: str | None
    parent: str | None


class OutsidePlace(StaffEntry):
    """One entry of areas/outside.yml: a place beyond the county that people name."""

    name: str
    aliases: list[str] = []
    note: str | None


class LocalFile(ServiceTexts):
    """data/directory/local/<municipality>/<service>.yml: what a town has of its own for a service.

    A block here takes the place of the same block of the service, for this town alone.
    """

    links: list[OnlineEntry] = []


class ResponsibilityRule(Sourced):
    """One row: this organisation is responsible in this area, except in some; for taking in or for deciding."""

    organisation: str
    area: str
    excluded: list[str] = []
    stage: Literal["intake", "decision"] = "decision"
    valid_from: Date | None
    valid_to: Date | None
    reason: str


class UsualResponsibility(Sourced):
    """One entry of levels.yml: why the body of this level is responsible where no file says otherwise."""

    reason: str


class ResponsibilityFile(StaffEntry):
    """data/directory/responsibilities/<name>.yml: services that share the same rules."""

    services: list[str] = Field(min_items=1)
    rules: list[ResponsibilityRule] = Field(min_items=1)
