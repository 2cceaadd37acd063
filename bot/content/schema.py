"""The shape of every staff file under data/directory, as pydantic models with German messages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import BaseModel, Field, constr, root_validator, validator
from pydantic.fields import ModelField

from bot.content import values as form
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

    _url_is_complete = validator("url", allow_reuse=True)(form.web_address)

    @validator("retrieved", "expires")
    def _is_after_its_date(cls, value: Date | None, values: dict[str, Any], field: ModelField) -> Date | None:
        if value is not None and (as_of := values.get("as_of")) is not None and value < as_of:
            raise ValueError(
                f"„{field.name}“ ({value}) liegt vor „as_of“ ({as_of}). Bitte eines von beiden berichtigen."
            )
        return value

    @validator("example")
    def _is_not_confirmed(cls, value: bool, values: dict[str, Any]) -> bool:
        if value and values.get("verified_by"):
            raise ValueError("Ein Beispiel kann nicht bestätigt sein. Bitte „example“ oder „verified_by“ löschen.")
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
        law, source = values.get("law"), values.get("source")
        confirmed, day = values.get("verified_by"), values.get("verified_on")
        if law is None and source is None:
            raise ValueError("Die Quelle fehlt. Bitte ergänzen: „law: § …“ oder „source: …“.")
        if law is not None and source is not None:
            raise ValueError("„law“ und „source“ gehen nicht zusammen. Bitte eines von beiden löschen.")
        if (confirmed or day) and source is not None:
            raise ValueError("Bitte „verified_by“ bei der Quelle in sources.yml eintragen; hier gilt es nur zu „law“.")
        if (confirmed is None) != (day is None):
            raise ValueError("Zu einer Bestätigung gehört beides: „verified_by: wer“ und „verified_on: 2026-11-23“.")
        return values


class TextBlock(Sourced):
    """A text of one paragraph."""

    text: str


class ListBlock(Sourced):
    """A list of short items."""

    items: list[str] = Field(min_items=1)


class FeeItem(StaffEntry):
    """One fee in euros."""

    eur: float
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

    _topic_has_its_form = validator("topic", allow_reuse=True)(form.topic)
    _leika_has_its_form = validator("leika", allow_reuse=True)(form.leika)


class OtherLanguageFile(BaseModel):
    """data/directory/other_languages/<language>.yml: what people who speak it call the services; for the finder."""

    __root__: dict[str, list[constr(strip_whitespace=True, min_length=2, max_length=80)]]  # type: ignore[valid-type]


class Address(StaffEntry):
    """A postal address."""

    street: str
    postcode: str
    city: str
    note: str | None
    source: str

    _postcode_has_its_form = validator("postcode", allow_reuse=True)(form.postcode)


class ContactEntry(StaffEntry):
    """A way to reach an organisation."""

    kind: Literal["phone", "email", "fax", "website", "portal"]
    value: str
    label: str | None
    source: str

    @validator("value")
    def _fits_its_kind(cls, value: str, values: dict[str, Any]) -> str:
        check = {"phone": form.phone, "fax": form.phone, "email": form.email}.get(
            values.get("kind", ""), form.web_address
        )
        return check(value) if "kind" in values else value


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

    _url_is_complete = validator("url", allow_reuse=True)(form.web_address)


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
    ars: str
    postcodes: list[str] = []
    aliases: list[str] = []
    parts: list[Part] = []
    source: str

    _ars_has_its_form = validator("ars", allow_reuse=True)(form.ars)
    _postcodes_have_their_form = validator("postcodes", each_item=True, allow_reuse=True)(form.postcode)


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

    @validator("valid_to")
    def _is_not_over_before(cls, value: Date | None, values: dict[str, Any]) -> Date | None:
        if value is not None and (start := values.get("valid_from")) is not None and value < start:
            raise ValueError(f"Die Zeile endet am {value}, bevor sie am {start} beginnt. Bitte berichtigen.")
        return value


class UsualResponsibility(Sourced):
    """One entry of levels.yml: why the body of this level is responsible where no file says otherwise."""

    reason: str


class ResponsibilityFile(StaffEntry):
    """data/directory/responsibilities/<name>.yml: services that share the same rules."""

    services: list[str] = Field(min_items=1)
    rules: list[ResponsibilityRule] = Field(min_items=1)
