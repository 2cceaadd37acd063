"""The shape of every staff file under data/directory, as pydantic models with German messages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, root_validator, validator

from bot.content import week

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Date = dt.date


class _File(BaseModel):
    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True


class SourceEntry(_File):
    """One entry of sources.yml."""

    title: str
    url: str
    as_of: Date
    licence: str | None
    verified_by: str | None
    expires: Date | None
    stale: bool = False

    @validator("url")
    def _is_web_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")) or " " in value:
            raise ValueError(f"„{value}“ ist keine vollständige Internetadresse. Bitte mit https:// beginnen.")
        return value


class Law(_File):
    """One entry of laws.yml: a statute by its abbreviation."""

    title: str
    level: Literal["bund", "nrw", "eu"]


class Sourced(_File):
    """A block of facts: `law` (citation) or `source` (entry of sources.yml) is required."""

    law: str | None
    source: str | None

    @root_validator(skip_on_failure=True)
    def _has_one_source(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values.get("law") is None) == (values.get("source") is None):
            raise ValueError("Bitte genau eine Quelle angeben: „law: § …“ oder „source: …“.")
        return values


class TextBlock(Sourced):
    """A text of one paragraph."""

    text: str


class ListBlock(Sourced):
    """A list of short items."""

    items: list[str] = Field(min_items=1)


class FeeItem(_File):
    """One fee in euros."""

    eur: float = Field(ge=0)
    who: str | None
    what: str | None


class FeeBlock(Sourced):
    """The fees of a service."""

    items: list[FeeItem] = Field(min_items=1)


class ServiceFile(_File):
    """data/directory/services/<slug>.yml; described for staff in docs/redaktion/leistung.md."""

    name: str
    topic: str
    level: Literal["gemeinde", "kreis", "polizei", "extern"]
    leika: str | None
    synonyms: list[str] = Field(min_items=8)
    life_situations: list[str] = Field(min_items=4)
    summary: TextBlock
    requirements: ListBlock | None
    documents: ListBlock | None
    procedure: ListBlock | None
    duration: TextBlock | None
    online: TextBlock | None
    fees: FeeBlock | None

    @validator("leika")
    def _is_leika_key(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"99\d{12}", value):
            raise ValueError(f"„{value}“ ist kein LeiKa-Schlüssel. Er hat 14 Ziffern und beginnt mit 99.")
        return value

    @validator("summary")
    def _is_short(cls, value: TextBlock) -> TextBlock:
        if len(value.text) > 300:
            raise ValueError(f"Die Kurzantwort hat {len(value.text)} Zeichen, erlaubt sind 300. Bitte kürzen.")
        return value


class Address(_File):
    """A postal address."""

    street: str
    postcode: str = Field(regex=r"^\d{5}$")
    city: str
    note: str | None
    source: str


class ContactEntry(_File):
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


class WeekEntry(_File):
    """A weekly timetable for one lane."""

    lane: Literal["ohne-termin", "mit-termin", "telefon"]
    valid_from: Date | None
    valid_to: Date | None
    week: dict[Literal["mo", "di", "mi", "do", "fr", "sa", "so"], str]
    source: str

    @validator("week", each_item=True)
    def _has_spans(cls, value: str) -> str:
        week.spans(value)
        return value


class ClosureEntry(_File):
    """Days on which an office is closed, both ends included."""

    starts: Date
    ends: Date
    reason: str
    source: str


class NoteEntry(_File):
    """A fact in words."""

    aspect: Literal["hours", "appointment", "address", "contact", "general"]
    text: str
    source: str


class OnlineEntry(_File):
    """An online service, a form or an appointment page."""

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


class OfficeFacts(_File):
    """What is known of an organisation: the common part of municipality and organisation files."""

    office: str | None
    address: Address | None
    contacts: list[ContactEntry] = []
    opening_hours: list[WeekEntry] = []
    closures: list[ClosureEntry] = []
    notes: list[NoteEntry] = []
    online: list[OnlineEntry] = []


class Part(_File):
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


class OutsidePlace(_File):
    """One entry of areas/outside.yml: a place beyond the county that people name."""

    name: str
    aliases: list[str] = []
    note: str | None


class ResponsibilityRule(_File):
    """One row: this organisation is responsible in this area, except in some."""

    organisation: str
    area: str
    excluded: list[str] = []
    reason: str | None
    source: str | None


class ResponsibilityFile(_File):
    """data/directory/responsibilities/<name>.yml: services that share the same rules."""

    services: list[str] = Field(min_items=1)
    rules: list[ResponsibilityRule] = Field(min_items=1)
