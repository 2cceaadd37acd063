"""Questions to the directory. Every function takes a session and returns frozen facts; expired facts are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory.cache import per_version

COUNTY = "kreis-coesfeld"


@per_version
def place(session: Session, slug: str) -> f.Place | None:
    """One of the twelve bodies, or None for any other slug."""
    area = session.get(m.Area, slug)
    if area is None or area.kind not in ("kreis", "stadt", "gemeinde"):
        return None
    return f.Place(area.slug, area.name, area.official_name, area.kind)


@per_version
def places(session: Session) -> list[f.Place]:
    """The eleven municipalities by name, then the county."""
    rows = session.scalars(select(m.Area).where(m.Area.kind.in_(("kreis", "stadt", "gemeinde"))))
    found = [f.Place(a.slug, a.name, a.official_name, a.kind) for a in rows]
    return sorted(found, key=lambda p: (p.slug == COUNTY, p.name))


@per_version
def area_name(session: Session, slug: str) -> str | None:
    """The name of any area, also of an Ortsteil or a place outside."""
    area = session.get(m.Area, slug)
    return area.name if area else None


@per_version
def service(session: Session, slug: str) -> f.Service | None:
    """A service with all its texts and fees, or None."""
    row = session.get(m.Service, slug)
    if row is None:
        return None
    sources = _Sources(session)
    texts: dict[str, list[f.TextItem]] = {}
    for item in session.scalars(select(m.ServiceText).where(m.ServiceText.service == slug).order_by(m.ServiceText.id)):
        source = sources[item.source]
        if source.current:
            texts.setdefault(item.module, []).append(f.TextItem(item.text, item.citation, source))
    fees = [
        f.Fee(fee.cents, fee.who, fee.what, sources[fee.source])
        for fee in session.scalars(select(m.Fee).where(m.Fee.service == slug, m.Fee.area.is_(None)).order_by(m.Fee.id))
    ]
    return f.Service(
        slug=row.slug,
        name=row.name,
        topic=row.topic,
        level=row.level,
        leika=row.leika,
        texts={module: tuple(items) for module, items in texts.items()},
        fees=tuple(fee for fee in fees if fee.source.current),
    )


def service_names(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """Names of services by slug."""
    wanted = list(slugs)
    rows = session.execute(select(m.Service.slug, m.Service.name).where(m.Service.slug.in_(wanted))).all()
    return {row.slug: row.name for row in rows}


@per_version
def organisation(session: Session, slug: str) -> f.Organisation | None:
    """An organisation with its current facts, or None."""
    row = session.get(m.Organisation, slug)
    return _organisation(session, row) if row else None


@per_version
def responsible(session: Session, service_slug: str, town: str) -> f.Responsible | None:
    """Who is responsible for the pair (service, place); None only if the directory has a gap."""
    rows = session.scalars(
        select(m.Responsibility)
        .where(m.Responsibility.service == service_slug, m.Responsibility.area.in_((town, COUNTY)))
        .order_by(m.Responsibility.rank, m.Responsibility.id)
    )
    row = next((r for r in rows if town not in r.excluded), None)
    if row is None:
        return None
    found = organisation(session, row.organisation)
    assert found is not None, "foreign key"
    source = _Sources(session)[row.source] if row.source else None
    return f.Responsible(found, _sites(session, found.slug), row.reason, source)


def unit_named(session: Session, text: str) -> str | None:
    """A service of the unit that `text` calls by one of its everyday names (`Zulassungsstelle`, `Jugendamt`), or None.

    The pair of that service and a place says which body has such a unit there.
    """
    low = text.casefold()
    named = [(alias, slug) for alias, slug in _unit_names(session) if alias in low]
    if not named:
        return None
    slug = max(named, key=lambda pair: len(pair[0]))[1]
    return session.scalar(
        select(m.Responsibility.service).where(m.Responsibility.organisation == slug).order_by(m.Responsibility.id)
    )


@per_version
def _unit_names(session: Session) -> tuple[tuple[str, str], ...]:
    rows = session.execute(select(m.Organisation.slug, m.Organisation.aliases)).all()
    return tuple((alias.casefold(), row.slug) for row in rows for alias in row.aliases or ())


@per_version
def same_everywhere(session: Session, service_slug: str) -> bool:
    """Whether one body is responsible for the service in the whole county, so that no place needs to be asked."""
    rows = session.execute(
        select(m.Responsibility.area, m.Responsibility.excluded).where(m.Responsibility.service == service_slug)
    ).all()
    return len(rows) == 1 and rows[0].area == COUNTY and not rows[0].excluded


@per_version
def _sites(session: Session, parent: str) -> tuple[f.Organisation, ...]:
    rows = session.scalars(
        select(m.Organisation).where(m.Organisation.parent == parent, m.Organisation.kind == "standort")
    )
    return tuple(_organisation(session, row) for row in rows)


def _organisation(session: Session, row: Any) -> f.Organisation:
    sources = _Sources(session)
    return f.Organisation(
        slug=row.slug,
        name=row.name,
        office=row.office or row.name,
        kind=row.kind,
        area=row.area,
        parent=row.parent,
        body=row.body,
        addresses=_current(f.Address(a.street, a.postcode, a.city, a.note, sources[a.source]) for a in row.locations),
        contacts=_current(f.Contact(c.kind, c.value, c.label, sources[c.source]) for c in row.contacts),
        opening_rules=_current(
            f.OpeningRule(r.lane, r.weekday, r.opens, r.closes, r.valid_from, r.valid_to, sources[r.source])
            for r in row.opening_rules
        ),
        closures=tuple(f.Closure(c.starts, c.ends, c.reason) for c in row.closures),
        notes=_current(f.Note(n.aspect, n.text, sources[n.source]) for n in row.notes),
        online_services=_current(
            f.OnlineService(o.kind, o.service, o.label, o.url, sources[o.source]) for o in row.online_services
        ),
    )


def _current(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(item for item in items if item.source.current)


class _Sources:
    """Sources by slug; the session's identity map keeps each one, so that it is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getitem__(self, slug: str) -> f.Source:
        row = self._session.get(m.Source, slug)
        return f.Source(row.title, row.url, row.as_of, row.state)
