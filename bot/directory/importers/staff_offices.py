"""Municipalities, organisations and places → rows: areas, offices and how they can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.content import schema, week
from bot.content.staff_directory import COUNTY, StaffDirectory
from bot.directory import models as m

LAND, BUND = "nrw", "bund"


def rows(staff: StaffDirectory) -> Iterator[Any]:
    """Areas first, then organisations with their facts."""
    yield m.Area(slug=BUND, name="Deutschland", official_name="Bundesrepublik Deutschland", kind="bund", ars="0" * 12)
    yield m.Area(
        slug=LAND,
        name="Nordrhein-Westfalen",
        official_name="Land Nordrhein-Westfalen",
        kind="land",
        ars="050000000000",
        parent=BUND,
    )
    for slug, town in staff.municipalities.items():
        yield from _area_rows(slug, town)
        yield m.Organisation(
            slug=slug, name=town.official_name, office=town.office, kind="verwaltung", area=slug, body=slug
        )
        yield from _office_rows(staff, slug, town)
    for place in staff.outside:
        yield m.Area(
            slug=f"outside/{_slug(place.name)}",
            name=place.name,
            official_name=place.note or place.name,
            kind="outside",
            aliases=place.aliases,
        )
    for slug, unit in staff.organisations.items():
        yield m.Organisation(
            slug=slug,
            name=unit.name,
            office=unit.office,
            aliases=unit.aliases,
            kind=unit.kind,
            area=unit.area,
            parent=unit.parent,
            body=_body(staff, slug),
        )
        yield from _office_rows(staff, slug, unit)


def _area_rows(slug: str, town: schema.MunicipalityFile) -> Iterator[m.Area]:
    yield m.Area(
        slug=slug,
        name=town.name,
        official_name=town.official_name,
        kind=town.kind,
        ars=town.ars,
        parent=LAND if slug == COUNTY else COUNTY,
        aliases=town.aliases,
        postcodes=town.postcodes,
    )
    for part in town.parts:
        yield m.Area(
            slug=f"{slug}/{_slug(part.name)}",
            name=part.name,
            official_name=part.name,
            kind=part.kind,
            parent=slug,
            aliases=part.aliases,
        )


def _slug(name: str) -> str:
    return name.casefold().replace(" ", "-")


def _body(staff: StaffDirectory, slug: str) -> str:
    """The legal body at the top of the parents."""
    while (unit := staff.organisations.get(slug)) is not None and unit.parent:
        slug = unit.parent
    return slug


def _office_rows(staff: StaffDirectory, slug: str, office: schema.OfficeFacts) -> Iterator[Any]:
    if office.address:
        yield m.Location(organisation=slug, **office.address.dict())
    for contact in office.contacts:
        yield m.Contact(organisation=slug, **contact.dict())
    yield from _hours_rows(staff, slug, office)
    for note in office.notes:
        yield m.Note(organisation=slug, **note.dict())
    for online in office.online:
        yield m.OnlineService(organisation=slug, **online.dict())


def _hours_rows(staff: StaffDirectory, slug: str, office: schema.OfficeFacts) -> Iterator[Any]:
    for entry in office.opening_hours:
        for rule in entry.rules():
            yield m.OpeningRule(organisation=slug, source=entry.source, **asdict(rule))
    for exception in office.exceptions:
        for opens, closes in week.spans(exception.spans):
            values = exception.dict(exclude={"spans"})
            yield m.OpeningException(organisation=slug, opens=opens, closes=closes, **values)
    for closure in office.closures:
        for starts, ends in closure.days(since=staff.sources[closure.source].as_of.year):
            yield m.Closure(organisation=slug, starts=starts, ends=ends, reason=closure.reason, source=closure.source)
