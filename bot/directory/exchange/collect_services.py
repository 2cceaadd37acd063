"""The directory's services → objects of XZuFi, as they hold today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.exchange import objects as x
from bot.directory.exchange.held import Areas, Held, held, oldest
from bot.directory.exchange.read_service import MODULES

LAW_SOURCE = "law:"
"""Slugs of sources that are citations of the law begin so."""
_ORDER = tuple(dict.fromkeys(MODULES.values()))
_HERE = x.Place("", 0)


def ids(session: Session, object_class: str, agency: str) -> dict[str, x.Id]:
    """Ids by slug: the one an import gave, else one of this directory."""
    known: dict[str, x.Id] = {}
    rows = select(m.ExternalId).where(m.ExternalId.kind == object_class)
    for row in session.scalars(rows.order_by(m.ExternalId.origin, m.ExternalId.scheme, m.ExternalId.value)):
        given, _, scheme = row.scheme.partition("/")
        known.setdefault(row.local, x.Id(given, row.value, scheme))
    table = m.Service if object_class == x.SERVICE else m.Organisation
    own = session.execute(select(table.slug, table.origin)).all()
    return {
        row.slug: x.Id(agency, row.slug) if row.origin == m.STAFF or row.slug not in known else known[row.slug]
        for row in own
    }


def services(session: Session, agency: str) -> Iterator[x.Service]:
    """Every Leistung, each followed by its Spezialisierungen, in the order of their ids."""
    areas = Areas(session)
    for slug, known in sorted(ids(session, x.SERVICE, agency).items(), key=lambda pair: str(pair[1])):
        yield from _service(session, areas, slug, known, agency)


def _service(session: Session, areas: Areas, slug: str, known: x.Id, agency: str) -> Iterator[x.Service]:
    row = session.get(m.Service, slug)
    texts = held(
        session,
        session.scalars(
            select(m.ServiceText)
            .where(m.ServiceText.service == slug, m.ServiceText.module.in_(_ORDER))
            .order_by(m.ServiceText.id)
        ),
    )
    fees = held(session, session.scalars(select(m.Fee).where(m.Fee.service == slug).order_by(m.Fee.id)))
    by_area: dict[str | None, list[Held]] = defaultdict(list)
    for found in areas.uncovered(texts, lambda r: (r.module, r.language), lambda r: r.area):
        by_area[found.row.area].append(found)
    for found in areas.uncovered(fees, lambda r: "fee", lambda r: r.area):
        by_area[found.row.area].append(found)
    base = None if None in by_area or not by_area else min(by_area, key=lambda a: _width(areas, a, agency))
    phrases = select(m.ServicePhrase).where(m.ServicePhrase.service == slug).order_by(m.ServicePhrase.id)
    called = [(phrase.kind, clean(phrase.text)) for phrase in session.scalars(phrases)]
    yield _object(
        x.Service(
            id=known,
            place=_HERE,
            names=(clean(row.name),),
            keys=(row.leika,) if row.leika else (),
            synonyms=tuple(text for kind, text in called if kind == "synonym"),
            situations=tuple(text for kind, text in called if kind == "situation"),
            areas=() if base is None else (areas.identifier(base, agency),),
        ),
        by_area.pop(base, []),
    )
    for area in sorted(by_area, key=lambda a: _width(areas, a, agency)):
        identifier = areas.identifier(area or "", agency)
        special = x.Id(known.agency, f"{known.value}@{identifier.ars or identifier.other}", known.scheme)
        yield _object(x.Service(id=special, place=_HERE, areas=(identifier,), of=known), by_area[area])


def _width(areas: Areas, area: str | None, agency: str) -> tuple[int, str]:
    """The wider area first: its key ends with more zeros."""
    ars = areas.identifier(area or "", agency).ars or ""
    return (len(ars.rstrip("0")) if ars else 12, ars or area or "")


def _object(head: x.Service, found: Sequence[Held]) -> x.Service:
    texts = [h for h in found if isinstance(h.row, m.ServiceText)]
    fees = [h for h in found if isinstance(h.row, m.Fee)]
    main = next(iter(sorted(texts, key=lambda h: _ORDER.index(h.row.module)) or fees), None)
    return x.Service(
        **{
            **vars(head),
            "texts": _texts(texts),
            "costs": tuple(_cost(h) for h in fees),
            "portal": x.Link(main.source.url, main.source.title) if main else None,
            "approval": _approval(found),
            "changed": oldest(found),
        }
    )


def _texts(found: Sequence[Held]) -> tuple[x.Text, ...]:
    grouped: dict[tuple[str, str, x.Period], dict[str, None]] = defaultdict(dict)
    for h in found:
        grouped[h.row.module, h.row.language, h.valid][clean(h.row.text)] = None
    cited = {clean(h.source.title): None for h in found if h.source_row.slug.startswith(LAW_SOURCE)}
    if cited:
        grouped["legal", "de", x.ALWAYS] |= cited
    order = sorted(grouped, key=lambda key: (_ORDER.index(key[0]), key[1], str(key[2].ends)))
    return tuple(x.Text(module, tag, tuple(grouped[module, tag, valid]), valid) for module, tag, valid in order)


def _cost(h: Held) -> x.Cost:
    note = ", ".join(clean(part) for part in (h.row.who, h.row.what) if part)
    return x.Cost(h.row.cents, note or None, h.source.url, h.valid)


def _approval(found: Sequence[Held]) -> x.Approval | None:
    """Only if everything is confirmed; the names of all who did."""
    by = {h.source_row.verified_by for h in found}
    return x.Approval(", ".join(sorted(by)), oldest(found)) if found and all(by) else None


def clean(text: str) -> str:
    """White space as the reader leaves it."""
    return " ".join(text.split())
