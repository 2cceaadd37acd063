"""What refers to other objects, once all of them are known: responsibilities, special texts, forms, parents."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
_MOST_USERS = 3


@dataclass(frozen=True)
class FormUse:
    """A service names a form."""

    service: str
    record: str
    areas: tuple[x.AreaId, ...]
    form: x.Id
    place: x.Place


class References:
    """`heads`: offices of the import by slug; `links`: (kind, label, url, source) of online services by record;
    `deleted`: objects that the import deletes, with what they meant."""

    def __init__(
        self,
        session: Session,
        context: rows.Context,
        registry: Registry,
        faults: Faults,
        title: str,
        skip_unknown: bool,
    ) -> None:
        self._session = session
        self._context = context
        self._registry = registry
        self._faults = faults
        self._skip_unknown = skip_unknown
        self._reason = f"Nach Angabe von „{title}“ ist diese Stelle hier zuständig."
        self.heads: dict[str, x.Office] = {}
        self.links: dict[str, list[tuple[str, str, str, str]]] = {}
        self.deleted: dict[tuple[str, x.Id], tuple[x.Deletion, str]] = {}
        self.as_of = context.today
        self._ids = array("q")

    def removal(self, gone: x.Deletion) -> Removal:
        """Takes out the rows of an object, also those of its parts; not those of objects that refer to it."""
        records = [gone.record, f"| {gone.record}"]
        if gone.object_class == x.RESPONSIBILITY and not gone.id.scheme:
            # The schemeID of a responsibility may tell the class of its owner.
            schemes = (f"{gone.object_class}{owner}" for owner in (x.OFFICE, x.OFFER))
            records += [f"{gone.object_class} {replace(gone.id, scheme=scheme)}" for scheme in schemes]
        return Removal(self._context.layer, tuple(records), owner=gone.object_class == x.OFFICE)

    def replace(self, found: x.Service | x.Office | x.Offer) -> Iterator[Any]:
        """Take out the rows of an earlier version. Responsibilities of an online service are objects of their own:
        they stay, with the new links."""
        layer, record = self._context.layer, found.record
        if not isinstance(found, x.Offer):
            yield Removal(layer, (record,), owner=isinstance(found, x.Office))
            return
        yield Removal(layer, (record, f"| {record}"))
        table = m.OnlineService
        kept = self._session.execute(
            select(table.service, table.area, table.record)
            .where(table.origin == layer, table.record.endswith(f"| {record}", autoescape=True))
            .distinct()
            .order_by(table.record, table.area)
        ).all()
        yield Removal(layer, (record,), owner=True)
        for row in kept:
            made = list(rows.offer_links(self._context, found, self.as_of))
            for link in made:
                link.service, link.area = row.service, row.area
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
                self._faults.add(
                    self.heads[slug].place, f"{self.heads[slug].record}: Die Stelle ist sich selbst übergeordnet."
                )

    def note(self, found: x.Responsible) -> None:
        """Remember the id of a responsibility, to see whether it comes again: 8 bytes each."""
        if found.record:
            self._ids.append(hash(found.record))

    def resolve(self, entries: Iterable[tuple[Any, str]], delta: bool, repeats: bool) -> Iterator[Any]:
        """Rows of what has waited, in order, each entry with the record of the object it is a part of."""
        ids, counts = np.unique(np.frombuffer(self._ids, dtype=np.int64), return_counts=True)
        again = frozenset(ids[counts > 1].tolist())
        first: dict[str, x.Responsible] = {}
        for entry, owner in entries:
            if isinstance(entry, x.Deletion):
                if delta:
                    yield self.removal(entry)
            elif isinstance(entry, FormUse):
                yield from self._form(entry)
            elif isinstance(entry, x.Service):
                yield from self._special(entry)
            elif entry.record and not (delta or repeats) and hash(entry.record) in again:
                if self._is_first(entry, first):
                    yield from self._responsible(entry, owner)
            else:
                if entry.record and (delta or hash(entry.record) in again):
                    yield Removal(self._context.layer, (entry.record,))
                yield from self._responsible(entry, owner)

    def _is_first(self, entry: x.Responsible, first: dict[str, x.Responsible]) -> bool:
        before = first.setdefault(entry.record, entry)
        if before is not entry and replace(before, place=entry.place) != entry:
            self._faults.add(
                entry.place,
                f"{entry.record}: Diese id steht schon in {before.place}, mit anderem Inhalt. "
                "Bitte eine davon entfernen.",
            )
        return before is entry

    def _form(self, use: FormUse) -> Iterator[Any]:
        form = self._registry.find(x.FORM, use.form)
        if form is None:
            self._unknown(use.place, use.record, x.FORM, use.form)
            return
        yield from self._placed(form, use.service, use.areas, f"{use.record} | {form}")

    def _special(self, found: x.Service) -> Iterator[Any]:
        assert found.of is not None, "waits because of it"
        slug = self._registry.find(x.SERVICE, found.of)
        if slug is None:
            self._unknown(found.place, found.record, x.SERVICE, found.of)
            return
        yield from self._context.finished(rows.service_facts(self._context, found, slug, self.as_of), found.record)

    def _responsible(self, entry: x.Responsible, part_of: str) -> Iterator[Any]:
        of = entry.record or f"{entry.owner_class} {entry.owner}"
        service = self._registry.find(x.SERVICE, entry.service)
        if service is None:
            self._unknown(entry.place, of, x.SERVICE, entry.service)
        owner = self._registry.find(entry.owner_class, entry.owner)
        if owner is None and (offer := self._registry.find(x.OFFER, entry.owner)):
            entry, owner = replace(entry, owner_class=x.OFFER), offer  # the schemeID did not tell
        if owner is None:
            self._unknown(entry.place, of, entry.owner_class, entry.owner)
        if service is None or owner is None:
            return
        areas = entry.areas or (EVERYWHERE,)
        if entry.owner_class != x.OFFICE:
            yield from self._placed(owner, service, areas, f"{entry.record} | {owner}".strip())
        elif entry.stage is None:
            self._faults.hint("Zuständigkeit in einer Rolle, die das Verzeichnis nicht kennt")
        else:
            record = part_of if not entry.record or entry.record == part_of else f"{entry.record} | {part_of}"
            made = [self._row(entry, service, owner, self._context.areas.slug(area)) for area in areas]
            yield from self._context.finished(made, record)

    def _row(self, entry: x.Responsible, service: str, office: str, area: str) -> m.Responsibility:
        return m.Responsibility(
            service=service,
            organisation=office,
            area=area,
            stage=entry.stage,
            rank=_RANK,
            valid_from=entry.valid.starts,
            valid_to=entry.valid.ends,
            reason=self._reason,
            source=self._context.sources.slug(self.as_of, None),
        )

    def _placed(self, offer: str, service: str, areas: Iterable[x.AreaId], record: str) -> Iterator[Any]:
        """An online service or form, by its record, for a service in areas."""
        links = self.links.get(offer)
        if links is None:
            links = self.links[offer] = self._links_before(offer)
        made = [
            m.OnlineService(service=service, area=area, kind=kind, label=label, url=url, source=source)
            for area in dict.fromkeys(map(self._context.areas.slug, areas or (EVERYWHERE,)))
            for kind, label, url, source in links
        ]
        yield from self._context.finished(made, record)

    def _links_before(self, offer: str) -> list[tuple[str, str, str, str]]:
        t = m.OnlineService
        kept = select(t.kind, t.label, t.url, t.source).where(t.origin == self._context.layer, t.record == offer)
        return [(row[0], row[1], row[2], row[3]) for row in self._session.execute(kept.order_by(t.id))]

    def settle_bodies(self) -> None:
        """Set the body of every office of the layer: the one at the top of its parents."""
        t = m.Organisation
        found = self._session.execute(select(t.slug, t.parent, t.body, t.origin)).all()
        parents = {row.slug: row.parent for row in found}
        bodies = {row.slug: row.body for row in found if row.origin != self._context.layer}
        for row in found:
            if row.origin != self._context.layer:
                continue
            top = row.slug
            for _ in range(len(parents)):
                if top in bodies or not parents.get(top):
                    break
                top = parents[top]
            body = bodies.get(top, top)
            if body != row.body:
                self._session.execute(update(t).where(t.slug == row.slug).values(body=body))

    def check_deletions(self) -> None:
        """Report objects that were deleted although others of the layer still refer to them."""
        for gone, meant in self.deleted.values():
            users = self._users(gone, meant)
            if users:
                self._faults.add(
                    gone.place,
                    f"{gone.record}: soll gelöscht werden, wird aber noch gebraucht von {', '.join(users)}. "
                    "Bitte diese zuerst löschen oder ändern.",
                )

    def _users(self, gone: x.Deletion, meant: str) -> list[str]:
        """Records that still need what was deleted, at most three."""
        if gone.object_class in (x.OFFER, x.FORM):
            needing: list[tuple[Any, Any]] = [
                (m.OnlineService, m.OnlineService.record.endswith(f"| {gone.record}", autoescape=True))
            ]
        elif self._registry.means(meant):
            return []  # another object of the layer is the same service or body
        elif gone.object_class == x.SERVICE:
            needing = [(t, t.service == meant) for t in (m.Responsibility, m.OnlineService, m.ServiceText)]
        else:
            needing = [
                (m.Responsibility, m.Responsibility.organisation == meant),
                (m.Organisation, m.Organisation.parent == meant),
            ]
        for table, needs in needing:
            of_layer = (table.origin == self._context.layer, table.record != gone.record)
            users = self._session.scalars(select(table.record).where(needs, *of_layer).distinct().limit(_MOST_USERS))
            if found := list(users):
                return found
        return []

    def _unknown(self, place: x.Place, record: str, object_class: str, known: x.Id) -> None:
        if self._skip_unknown:
            self._faults.hint(f"Verweis auf {object_class}, die nicht im Export ist: übergangen")
            return
        if gone := self.deleted.get((object_class, known)):
            self._faults.add(
                place,
                f"{record}: {object_class} {known} wird hier noch gebraucht, aber in {gone[0].place} gelöscht. "
                "Bitte auch dies löschen oder ändern.",
            )
            return
        self._faults.add(
            place,
            f"{record}: {object_class} {known} gibt es in diesem Export nicht. Bitte den Export vollständig erzeugen "
            "oder den Verweis in der Redaktion berichtigen.",
        )


def _circle(slug: str, parents: dict[str, str]) -> bool:
    at: str | None = parents.get(slug)
    for _ in range(len(parents)):
        if at is None or at == slug:
            break
        at = parents.get(at)
    return at == slug
