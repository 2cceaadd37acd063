"""What refers to other objects, once all of them are known: responsibilities, special texts, forms, parents."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.exchange import objects as x
from bot.directory.exchange import rows
from bot.directory.exchange.faults import Faults
from bot.directory.exchange.registry import Registry
from bot.directory.importers.layer import Removal

EVERYWHERE = x.AreaId(ars="0" * 12)
_RANK = 1
"""Imports have no ranks: among rows of one rank the nearer area wins."""
_NOWHERE = x.Place("", 0)


@dataclass(frozen=True)
class FormUse:
    """A service names a form."""

    service: str
    record: str
    areas: tuple[x.AreaId, ...]
    form: x.Id
    place: x.Place


class References:
    """`heads`: offices of the import by slug; `links`: (kind, label, url, source) of online services by record."""

    def __init__(
        self, session: Session, context: rows.Context, registry: Registry, faults: Faults, title: str
    ) -> None:
        self._session = session
        self._context = context
        self._registry = registry
        self._faults = faults
        self._reason = f"Nach Angabe von „{title}“ ist diese Stelle hier zuständig."
        self.heads: dict[str, x.Office] = {}
        self.links: dict[str, list[tuple[str, str, str, str]]] = {}
        self.as_of = context.today

    def removal(self, gone: x.Deletion) -> Removal:
        """Takes out the rows of an object. Of a responsibility the class of its owner may be told by the schemeID."""
        records = [gone.record]
        if gone.object_class == x.RESPONSIBILITY and not gone.id.scheme:
            records += [
                f"{gone.object_class} {replace(gone.id, scheme=f'{gone.object_class}{owner}')}"
                for owner in (x.OFFICE, x.OFFER)
            ]
        return Removal(self._context.layer, tuple(records))

    def replace(self, found: x.Service | x.Office | x.Offer) -> Iterator[Any]:
        """Take out the rows of an earlier version. Responsibilities of an online service are objects of their own:
        they stay, with the new links."""
        layer, record = self._context.layer, found.record
        if not isinstance(found, x.Offer):
            yield Removal(layer, (record,))
            return
        yield Removal(layer, (f"| {record}",))  # parts of the earlier version itself
        table = m.OnlineService
        kept = self._session.execute(
            select(table.service, table.area, table.record)
            .where(table.origin == layer, table.record.endswith(f"| {record}", autoescape=True))
            .distinct()
            .order_by(table.record, table.area)
        ).all()
        yield Removal(layer, (record,))
        for row in kept:
            links = rows.offer_links(self._context, found, self.as_of)
            made = [_placed(link, row.service, row.area) for link in links]
            yield from self._context.finished(made, row.record)

    def offices(self) -> Iterator[Any]:
        """Organisation rows, now that every parent is known."""
        parents: dict[str, str] = {}
        for slug, found in self.heads.items():
            parent = None if found.parent is None else self._registry.find(x.OFFICE, found.parent)
            if found.parent is not None and parent is None:
                self._unknown(found.place, found.record, x.OFFICE, found.parent)
            if parent is not None:
                parents[slug] = parent
            area = x.AreaId(ars=found.ars) if found.ars else None
            head = rows.office_head(found, slug, parent, self._context.areas.slug(area) if area else None)
            yield from self._context.finished([head], found.record)
        for slug in parents:
            if _circle(slug, parents):
                self._faults.add(self.heads[slug].place, f"{self.heads[slug].record}: Die Stelle ist sich selbst übergeordnet.")

    def resolve(self, entries: Iterable[tuple[Any, str]], delta: bool, repeats: bool) -> Iterator[Any]:
        """Rows of what has waited, in order, each entry with the record of the object it is a part of."""
        ids = array("q")
        twice: dict[str, tuple[x.Responsible, x.Place]] = {}
        repeated = frozenset[int]()
        for entry, owner in entries:
            if isinstance(entry, x.Deletion):
                yield self.removal(entry)
            elif isinstance(entry, FormUse):
                yield from self._form(entry)
            elif isinstance(entry, x.Service):
                yield from self._special(entry)
            else:
                if entry.record and entry.record == owner:
                    ids.append(hash(entry.record))
                if delta and entry.record:
                    yield Removal(self._context.layer, (entry.record,))
                yield from self._responsible(entry, owner)
        del repeated, twice, repeats, np

    def _unknown(self, place: x.Place, record: str, object_class: str, known: x.Id) -> None:
        self._faults.add(
            place,
            f"{record}: {object_class} {known} gibt es in diesem Export nicht. Bitte den Export vollständig erzeugen "
            "oder den Verweis in der Redaktion berichtigen.",
        )


def _placed(link: m.OnlineService, service: str, area: str) -> m.OnlineService:
    link.service, link.area = service, area
    return link


def _circle(slug: str, parents: dict[str, str]) -> bool:
    at: str | None = parents.get(slug)
    for _ in range(len(parents)):
        if at is None or at == slug:
            break
        at = parents.get(at)
    return at == slug
