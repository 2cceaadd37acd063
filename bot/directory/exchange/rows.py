"""Objects of XZuFi → rows of an import's layer, without references to other objects; those are in `references.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.directory import models as m
from bot.directory.exchange.objects import Link, Offer, Office, Period, Service
from bot.directory.exchange.registry import Areas
from bot.directory.exchange.sources import Sources, holds

PORTAL = "portal"
"""Topic and level of a service that only an import knows."""
NAME_MODULE = "name"
"""The text module in which an import keeps what it calls a service of the staff files; no answer uses it."""
NRW_PAGE = "https://meineverwaltung.nrw/leistung/{key}"
"""The page of a service in the portal of NRW, by LeiKa key."""


@dataclass(frozen=True)
class Context:
    """What all rows of one import share. `today`: facts that do not hold yet are left out."""

    layer: str
    today: date
    areas: Areas
    sources: Sources
    given: dict[tuple[str, str | None, str, str], str]
    """Fields of staff services that an object of this layer has filled: (service, area, module, language) → record."""

    def finished(self, rows: Iterable[Any], record: str) -> Iterator[Any]:
        """The rows as part of the layer, after the areas and sources they need."""
        for row in rows:
            row.record = record if row.record is None else row.record
            yield from self._layered((*self.areas.take_new(), *self.sources.take_new(), row))

    def _layered(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            row.origin = self.layer
            yield row


def service_head(found: Service, slug: str) -> Iterator[Any]:
    """A service of its own with what people call it."""
    yield m.Service(slug=slug, name=found.names[0], topic=PORTAL, level=PORTAL, leika=next(iter(found.keys), None))
    phrases = [("name", found.names[0]), *(("synonym", text) for text in (*found.names[1:], *found.synonyms))]
    for kind, text in dict.fromkeys([*phrases, *(("situation", text) for text in found.situations)]):
        yield m.ServicePhrase(service=slug, kind=kind, text=text)


def service_facts(context: Context, found: Service, slug: str, as_of: date) -> Iterator[Any]:
    """Texts and fees; for the areas the staff files know, else for the first one, or for everywhere."""
    areas = _areas(context.areas, found)
    portal = found.portal or (Link(NRW_PAGE.format(key=found.keys[0])) if found.keys else None)

    def source(valid: Period) -> str:
        return context.sources.slug(found.changed or as_of, portal, found.approval, found.valid, valid)

    attached = "." not in slug
    for area in areas:
        if attached and found.names:
            name = m.ServiceText(service=slug, area=area, module=NAME_MODULE, text=found.names[0])
            name.source = source(found.valid)
            yield name
        for text in found.texts:
            field = (slug, area, text.module, text.language)
            if not holds(context.today, found.valid, text.valid) or context.given.get(field) not in (
                None,
                found.record,
            ):
                continue
            if attached:
                context.given[field] = found.record
            for item in text.items:
                yield m.ServiceText(
                    service=slug,
                    area=area,
                    module=text.module,
                    language=text.language,
                    text=item,
                    source=source(text.valid),
                )
        for cost in found.costs:
            if holds(context.today, found.valid, cost.valid):
                fee = m.Fee(service=slug, area=area, what=cost.note, cents=cost.cents)
                fee.source = context.sources.slug(
                    found.changed or as_of,
                    portal if portal and cost.url in (None, portal.url) else Link(cost.url) if cost.url else None,
                    found.approval,
                    found.valid,
                    cost.valid,
                )
                yield fee


def _areas(areas: Areas, found: Service) -> list[str | None]:
    known = [area for area in found.areas if areas.known(area)]
    if found.areas:
        return list(dict.fromkeys(areas.slug(area) for area in known or found.areas[:1]))
    return [None]


def office_head(found: Office, slug: str, parent: str | None, area: str | None) -> m.Organisation:
    """An office of its own; its body is set when all offices are there."""
    kind = "amt" if parent else "behoerde"
    return m.Organisation(
        slug=slug, name=found.name, office=found.short, kind=kind, area=area, parent=parent, body=slug
    )


def office_facts(context: Context, found: Office, slug: str, as_of: date) -> Iterator[Any]:
    """How an office can be reached."""
    changed = found.changed or as_of

    def source(*periods: Period) -> str:
        return context.sources.slug(changed, None, None, found.valid, *periods)

    def begun(*periods: Period) -> bool:
        return holds(context.today, found.valid, *periods)

    for address in found.addresses:
        if begun(address.valid):
            yield m.Location(
                organisation=slug,
                street=address.street,
                postcode=address.postcode,
                city=address.city,
                note=address.note,
                source=source(address.valid),
            )
    for contact in found.contacts:
        if begun(contact.valid):
            yield m.Contact(
                organisation=slug,
                kind=contact.kind,
                value=contact.value,
                label=contact.label,
                source=source(contact.valid),
            )
    for opening in found.openings:
        yield m.OpeningRule(
            organisation=slug,
            lane=opening.lane,
            weekday=opening.weekday,
            opens=opening.opens,
            closes=opening.closes,
            valid_from=opening.valid.starts,
            valid_to=opening.valid.ends,
            school_holidays=opening.school_holidays,
            source=source(),
        )
    for note in found.notes:
        yield m.Note(organisation=slug, aspect=note.aspect, text=note.text, source=source())
    for page in found.appointments:
        yield m.OnlineService(organisation=slug, kind="appointment", label=page.title, url=page.url, source=source())


def link_key(kind: str, link: Link) -> str:
    """What stands for an online service in `ExternalId.local`."""
    return hashlib.sha256(f"{kind} {link.title or link.url} {link.url}".encode()).hexdigest()[:16]


def offer_links(context: Context, found: Offer, as_of: date) -> Iterator[m.OnlineService]:
    """The links of an online service, without area or service: kept for objects that refer to it later."""
    for link in found.links:
        yield m.OnlineService(
            kind=found.kind,
            label=link.title or link.url,
            url=link.url,
            source=context.sources.slug(found.changed or as_of, None, None, found.valid),
        )
