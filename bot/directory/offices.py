"""Questions about offices: how and when they can be reached. Sessions come from `session.reading`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory.cache import per_version
from bot.directory.layers import Sources, current, staff_first
from bot.directory.models import STAFF


@per_version
def organisation(session: Session, slug: str) -> f.Organisation | None:
    """An organisation with its current facts, or None."""
    row = session.get(m.Organisation, slug)
    return _organisation(session, row) if row else None


@per_version
def organisations(session: Session, slugs: tuple[str, ...]) -> dict[str, f.Organisation]:
    """Several organisations by slug, with as many queries as one; unknown slugs are left out."""
    facts = [selectinload(relation.class_attribute) for relation in inspect(m.Organisation).relationships.values()]
    rows = session.scalars(select(m.Organisation).where(m.Organisation.slug.in_(slugs)).options(*facts))
    return {row.slug: _organisation(session, row) for row in rows}


@per_version
def sites(session: Session, parent: str) -> tuple[f.Organisation, ...]:
    """The places of an office that one can go to."""
    rows = session.scalars(
        select(m.Organisation).where(m.Organisation.parent == parent, m.Organisation.kind == "standort")
    )
    return tuple(_organisation(session, row) for row in rows)


def _organisation(session: Session, row: Any) -> f.Organisation:
    sources = Sources(session)
    addresses = (f.Address(a.street, a.postcode, a.city, a.note, sources[a.source]) for a in row.locations)
    contacts = (f.Contact(c.kind, c.value, c.label, sources[c.source]) for c in row.contacts)
    rules = (
        f.OpeningRule(
            *(r.lane, r.weekday, r.opens, r.closes, r.valid_from, r.valid_to, sources[r.source], r.school_holidays)
        )
        for r in row.opening_rules
    )
    exceptions = (
        f.OpeningException(e.lane, e.date, e.opens, e.closes, e.reason, sources[e.source])
        for e in row.opening_exceptions
    )
    closed = current(f.Closure(c.starts, c.ends, c.reason, sources[c.source]) for c in row.closures)
    notes = (f.Note(n.aspect, n.text, sources[n.source]) for n in row.notes)
    online = (f.OnlineService(o.kind, o.service, o.label, o.url, sources[o.source]) for o in row.online_services)
    return f.Organisation(
        slug=row.slug,
        name=row.name,
        office=row.office or row.name,
        kind=row.kind,
        area=row.area,
        parent=row.parent,
        body=row.body,
        addresses=staff_first(current(addresses)),
        contacts=staff_first(current(contacts), lambda contact: contact.kind),
        opening_rules=staff_first(current(rules), lambda rule: rule.lane),
        opening_exceptions=_not_closed_by_staff(current(exceptions), closed),
        closures=closed,
        notes=staff_first(current(notes), lambda note: note.aspect),
        online_services=staff_first(current(online), lambda service: (service.service, service.kind)),
    )


def _not_closed_by_staff(
    exceptions: tuple[f.OpeningException, ...], closures: tuple[f.Closure, ...]
) -> tuple[f.OpeningException, ...]:
    """An exception wins over a closure, but that of an import neither over staff's closure nor over their exception."""
    closed = [closure for closure in closures if closure.source.origin == STAFF]
    return tuple(
        exception
        for exception in staff_first(exceptions, lambda exception: (exception.lane, exception.date))
        if exception.source.origin == STAFF or not any(c.starts <= exception.date <= c.ends for c in closed)
    )
