"""Phrases about an office: who is responsible and why, how to reach it, its official page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote_plus

from sqlalchemy.orm import Session

from actions.answer import LinkFact, Phrase
from actions.values import German, noted
from bot.directory import facts as f
from bot.directory import offices, queries, responsibility

# Services of these topics are done at the Bürgerbüro; for the others the administration as such is named.
_CITIZEN_OFFICE_TOPICS = frozenset({"ausweise", "meldewesen"})
_OUR_BODIES = frozenset({"verwaltung"})


def is_citizen_office(organisation: f.Organisation, service: f.Service | None) -> bool:
    """Whether the service is done at the Bürgerbüro, whose hours are on file for a town; other offices differ."""
    return organisation.kind not in _OUR_BODIES or service is None or service.topic in _CITIZEN_OFFICE_TOPICS


def office_name(organisation: f.Organisation, service: f.Service | None) -> str:
    """`Bürgerbüro Dülmen` for passports and registration and without a service, else `Stadt Dülmen`."""
    return organisation.office if is_citizen_office(organisation, service) else organisation.name


def _nearest_contact(
    organisation: f.Organisation, session: Session, kind: str
) -> tuple[f.Contact | None, f.Organisation]:
    """The contact of an office, else of the office above it, and whose it is."""
    while (contact := organisation.contact(kind)) is None and organisation.parent is not None:
        above = offices.organisation(session, organisation.parent)
        assert above is not None, "foreign key"
        organisation = above
    return contact, organisation


def reach(organisation: f.Organisation, session: Session, name: str) -> Phrase:
    """Address, phone, e-mail, website: what is known and current; phone and website of the office above if need be."""
    address = organisation.addresses[0] if organisation.addresses else None
    phone, answers = _nearest_contact(organisation, session, "phone")
    email = organisation.contact("email")
    website, _ = _nearest_contact(organisation, session, "website")
    # A website speaks for itself; the other facts name their source.
    known = [fact for fact in (address, phone, email) if fact is not None]
    links = [
        *([LinkFact("phone", telephone_url(phone.value), phone.label or name, phone.value)] if phone else []),
        *([LinkFact("email", f"mailto:{email.value}", name, email.value)] if email else []),
        *([LinkFact("website", website.value, name)] if website else []),
        *([map_link(address, name)] if address else []),
    ]
    label = phone.label if phone and answers is organisation else answers.office
    values = {
        "office": name,
        "address": f"{address.street}, {address.postcode} {address.city}" if address else None,
        "phone": noted(phone.value, label) if phone else None,
        "email": email.value if email else None,
        "website": website.value if website else None,
    }
    return Phrase("office.reach", values, tuple(fact.source for fact in known), tuple(links))


def responsible(found: f.Responsible, session: Session, service: f.Service) -> tuple[Phrase, ...]:
    """Who is responsible, how to reach it, the reason if it is not the town hall, the sites one can go to."""
    name = office_name(found.organisation, service)
    phrases = list(named([reach(found.organisation, session, name)], name))
    if not found.usual:
        phrases.append(Phrase("office.reason", {"reason": German(found.reason)}, (found.source,)))
    phrases.extend(_site(site) for site in found.sites)
    return tuple(phrases)


def named(phrases: Sequence[Phrase], name: str | None) -> tuple[Phrase, ...]:
    """The same with „Zuständig: …“ above the block; None: without, where the sentence before has named the office."""
    head = Phrase("office.responsible", {"office": name}) if name else None
    return tuple(replace(p, values={**p.values, "office": head}) if p.key == "office.reach" else p for p in phrases)


def intake(session: Session, service: f.Service, town: str, decides: f.Responsible) -> tuple[Phrase, ...]:
    """Where the application is handed in, if another office than the deciding one takes it."""
    found = responsibility.responsible(session, service.slug, town, "intake")
    if found is None or found.organisation.slug == decides.organisation.slug:
        return ()
    name = office_name(found.organisation, service)
    return (Phrase("office.intake", {"office": name, "reason": German(found.reason)}, (found.source,)),)


def layer(session: Session, items: Sequence[f.TextItem | f.Fee]) -> tuple[Phrase, ...]:
    """For which area a text or fee holds, where it is not the same everywhere."""
    area = items[0].area if items else None
    name = queries.area_name(session, area) if area else None
    return (Phrase("layer.own", {"area": name}),) if name else ()


def _site(site: f.Organisation) -> Phrase:
    phone, address = site.contact("phone"), site.addresses[0] if site.addresses else None
    known = [fact for fact in (phone, address) if fact is not None]
    values = {
        "office": site.name,
        "address": f"{address.street}, {address.postcode} {address.city}" if address else None,
        "phone": phone.value if phone else None,
    }
    links = (LinkFact("phone", telephone_url(phone.value), site.name, phone.value),) if phone else ()
    return Phrase("office.site", values, tuple(fact.source for fact in known), links)


def official_page(organisation: f.Organisation, session: Session, name: str) -> Phrase:
    """Where it can be found out: the official page and, if known, the phone of the office or the one above it."""
    website, _ = _nearest_contact(organisation, session, "website")
    phone, _ = _nearest_contact(organisation, session, "phone")
    known = [phone] if phone else []
    links = [
        *([LinkFact("website", website.value, name)] if website else []),
        *([LinkFact("phone", telephone_url(phone.value), phone.label or name, phone.value)] if phone else []),
    ]
    values = {
        "office": name,
        "website": website.value if website else None,
        "phone": phone.value if phone else None,
    }
    return Phrase("office.ask", values, tuple(fact.source for fact in known), tuple(links))


def map_link(address: f.Address, name: str) -> LinkFact:
    """A search for the address on OpenStreetMap; nothing is loaded from there unless the citizen follows it."""
    query = quote_plus(f"{address.street}, {address.postcode} {address.city}")
    return LinkFact("map", f"https://www.openstreetmap.org/search?query={query}", name)


def telephone_url(number: str) -> str:
    """`+49 2541 18-0` → `tel:+492541180`"""
    return "tel:" + re.sub(r"[^\d+]", "", number)
