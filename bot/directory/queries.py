"""Questions about places and services. Every function takes a session of `session.reading` and returns frozen facts.

Offices: `offices.py`. Who is responsible: `responsibility.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import facts as f
from bot.directory import models as m
from bot.directory.cache import per_version
from bot.directory.layers import Sources, current, nearest

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
def service(session: Session, slug: str, town: str | None = None) -> f.Service | None:
    """A service with its texts and fees as they hold in `town` (None: what is the same everywhere), or None."""
    return service_by_town(session, slug, (town,)).get(town)


@per_version
def service_by_town(session: Session, slug: str, towns: tuple[str | None, ...]) -> dict[str | None, f.Service]:
    """A service as it holds in each of `towns`; empty if there is no such service. As many queries as for one town."""
    row = session.get(m.Service, slug)
    if row is None:
        return {}
    texts, fees = _texts(session, slug), _fees(session, slug)
    found: dict[str | None, f.Service] = {}
    for town in towns:
        layers = area_layers(session, town)
        modules = {module: nearest(items, layers) for module, items in texts.items()}
        found[town] = f.Service(
            slug=row.slug,
            name=row.name,
            topic=row.topic,
            level=row.level,
            leika=row.leika,
            texts={module: items for module, items in modules.items() if items},
            fees=nearest(fees, layers),
        )
    return found


@per_version
def area_layers(session: Session, town: str | None) -> tuple[str | None, ...]:
    """The place and what lies above it, nearest first: ("senden", "kreis-coesfeld", "nrw", "bund", None)."""
    layers: list[str | None] = []
    area = session.get(m.Area, town) if town else None
    while area is not None:
        layers.append(area.slug)
        area = session.get(m.Area, area.parent) if area.parent else None
    return (*layers, None)


def _texts(session: Session, slug: str) -> dict[str, tuple[f.TextItem, ...]]:
    """By module, for all areas."""
    sources = Sources(session)
    modules: dict[str, list[f.TextItem]] = {}
    rows = select(m.ServiceText).where(m.ServiceText.service == slug, m.ServiceText.language == "de")
    for row in session.scalars(rows.order_by(m.ServiceText.id)):
        item = f.TextItem(row.text, sources[row.source], row.area)
        modules.setdefault(row.module, []).append(item)
    return {module: current(items) for module, items in modules.items()}


def _fees(session: Session, slug: str) -> tuple[f.Fee, ...]:
    """For all areas."""
    sources = Sources(session)
    rows = session.scalars(select(m.Fee).where(m.Fee.service == slug).order_by(m.Fee.id))
    return current(f.Fee(row.cents, row.who, row.what, sources[row.source], row.area) for row in rows)


def service_names(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """Names of services by slug."""
    wanted = list(slugs)
    rows = session.execute(select(m.Service.slug, m.Service.name).where(m.Service.slug.in_(wanted))).all()
    return {row.slug: row.name for row in rows}


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
def online_services(session: Session, service_slug: str, town: str) -> tuple[f.OnlineService, ...]:
    """Online services and forms for everybody in `town`, whoever is responsible; those of offices: `Organisation`."""
    sources = Sources(session)
    layers = area_layers(session, town)
    rows = session.scalars(
        select(m.OnlineService)
        .where(m.OnlineService.service == service_slug, m.OnlineService.area.in_([area for area in layers if area]))
        .order_by(m.OnlineService.id)
    )
    return current(f.OnlineService(o.kind, o.service, o.label, o.url, sources[o.source]) for o in rows)


@per_version
def source(session: Session, slug: str) -> f.Source | None:
    """A source by its name in sources.yml, or None."""
    return Sources(session)[slug] if session.get(m.Source, slug) else None
