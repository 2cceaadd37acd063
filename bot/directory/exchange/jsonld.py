"""The directory as schema.org GovernmentService in JSON-LD: current facts only, each with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory import offices, queries
from bot.directory.exchange.csv_export import UNKNOWN_LICENCE
from bot.directory.exchange.opening_terms import LANES
from bot.directory.hours.schema_org import to_schema_org
from bot.directory.hours.timetable import WALK_IN
from bot.directory.responsibility import responsible

_CHANNELS = {"online_service": "Online-Dienst", "form": "Formular", "appointment": "Termin"}


def export(stream: IO[bytes], session: Session, now: datetime) -> None:
    """One document, written service by service. `session` of `session.reading`."""
    towns = [place for place in queries.places(session) if place.slug != queries.COUNTY]
    head = {
        "@type": "Dataset",
        "@id": "#verzeichnis",
        "name": "Leistungen und Zuständigkeiten im Kreis Coesfeld",
        "inLanguage": "de",
        "dateCreated": now.isoformat(timespec="seconds"),
        "license": sorted({row or UNKNOWN_LICENCE for row in session.scalars(select(m.Source.licence).distinct())}),
    }
    stream.write(b'{"@context": "https://schema.org", "@graph": [\n' + _line(head))
    for slug in session.scalars(select(m.Organisation.slug).order_by(m.Organisation.slug)):
        found = offices.organisation(session, slug)
        assert found is not None, "just listed"
        stream.write(b",\n" + _line(organisation(found)))
    for slug in session.scalars(select(m.Service.slug).order_by(m.Service.slug)):
        for entry in services(session, slug, towns):
            stream.write(b",\n" + _line(entry))
    stream.write(b"\n]}\n")


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()


def organisation(found: f.Organisation) -> dict[str, Any]:
    """A GovernmentOrganization with how it can be reached."""
    contacts: dict[str, list[str]] = {}
    for contact in found.contacts:
        contacts.setdefault(contact.kind, []).append(contact.value)
    known: tuple[Any, ...] = (*found.addresses, *found.contacts, *found.opening_rules, *found.notes)
    return _filled(
        {
            "@type": "GovernmentOrganization",
            "@id": _organisation_id(found.slug),
            "name": found.name,
            "parentOrganization": {"@id": _organisation_id(found.parent)} if found.parent else None,
            "address": [_address(address) for address in found.addresses],
            "telephone": contacts.get("phone"),
            "email": contacts.get("email"),
            "faxNumber": contacts.get("fax"),
            "url": [*contacts.get("website", []), *contacts.get("portal", [])],
            **_hours(found),
            **_origin(fact.source for fact in known),
        }
    )


def services(session: Session, slug: str, towns: Iterable[f.Place]) -> Iterator[dict[str, Any]]:
    """A GovernmentService for each office that is responsible, with the municipalities it serves; another one where
    a municipality has texts or fees of its own."""
    alike: dict[Any, list[tuple[f.Place, f.Responsible]]] = {}
    for town in towns:
        found, service = responsible(session, slug, town.slug), queries.service(session, slug, town.slug)
        if found is not None and service is not None:
            facts = (found.organisation.slug, tuple(sorted(service.texts.items())), service.fees)
            alike.setdefault(facts, []).append((town, found))
    for served in alike.values():
        yield _service(session, slug, served)


def _service(session: Session, slug: str, served: list[tuple[f.Place, f.Responsible]]) -> dict[str, Any]:
    first, found = served[0]
    service = queries.service(session, slug, first.slug)
    assert service is not None, "just read"
    office = found.organisation.slug
    texts = [item for items in service.texts.values() for item in items]
    return _filled(
        {
            "@type": "GovernmentService",
            "@id": f"#leistung/{slug}/{office}/{first.slug}",
            "identifier": service.leika,
            "name": service.name,
            "serviceType": service.name,
            "description": " ".join(item.text for item in service.texts.get("summary", ())),
            "isPartOf": {"@id": "#verzeichnis"},
            "areaServed": [
                {"@type": "AdministrativeArea", "name": town.official_name, "identifier": town.slug}
                for town, _ in served
            ],
            "provider": {"@id": _organisation_id(office)},
            "availableChannel": _channels(session, service, served),
            "offers": [_offer(fee) for fee in service.fees],
            **_origin([*(i.source for i in texts), *(fee.source for fee in service.fees), found.source]),
        }
    )


def _channels(
    session: Session, service: f.Service, served: list[tuple[f.Place, f.Responsible]]
) -> list[dict[str, Any]]:
    links: dict[str, f.OnlineService] = {}
    for town, found in served:
        own = (entry for entry in found.organisation.online_services if entry.service in (None, service.slug))
        links.update((entry.url, entry) for entry in (*own, *queries.online_services(session, service.slug, town.slug)))
    return [
        {"@type": "ServiceChannel", "name": entry.label, "serviceUrl": url, "description": _CHANNELS[entry.kind]}
        for url, entry in sorted(links.items())
    ]


def _offer(fee: f.Fee) -> dict[str, Any]:
    about = ", ".join(part for part in (fee.who, fee.what) if part)
    price = f"{fee.cents // 100}.{fee.cents % 100:02d}"
    return _filled({"@type": "Offer", "price": price, "priceCurrency": "EUR", "description": about})


def _address(address: f.Address) -> dict[str, Any]:
    return {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "postalCode": address.postcode,
        "addressLocality": address.city,
        "addressCountry": "DE",
    }


def _hours(found: f.Organisation) -> dict[str, Any]:
    """When one may come as a property of the office; by appointment or by telephone as a contact point."""

    def specifications(lane: str) -> dict[str, list[dict[str, Any]]]:
        rules = [rule for rule in found.opening_rules if rule.lane == lane]
        exceptions = [exception for exception in found.opening_exceptions if exception.lane == lane]
        return to_schema_org(rules, exceptions, found.closures if rules else ())

    points = [
        {
            "@type": "ContactPoint",
            "contactType": LANES[lane],
            "hoursAvailable": [s for part in made.values() for s in part],
        }
        for lane in LANES
        if lane != WALK_IN and (made := specifications(lane))
    ]
    return {**specifications(WALK_IN), "contactPoint": points}


def _origin(sources: Iterable[f.Source]) -> dict[str, Any]:
    """Every source with its date and state; the whole is as old as its oldest."""
    distinct = sorted({(s.url, s.title, s.as_of.isoformat(), s.state) for s in sources})
    named = [
        {"@type": "CreativeWork", "url": url, "name": title, "dateModified": as_of, "creativeWorkStatus": state}
        for url, title, as_of, state in distinct
    ]
    return {"isBasedOn": named, "dateModified": min((as_of for _, _, as_of, _ in distinct), default=None)}


def _organisation_id(slug: str) -> str:
    return f"#stelle/{slug}"


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in entry.items() if value not in (None, "", [])}
