"""XZuFi documents → one layer of the directory, in one pass and one transaction: any fault, and nothing changes.

Services, offices and online services become rows as they are read. What refers to other objects (responsibilities,
special texts, forms) waits in a spool until all of them are known.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.exchange import objects as x
from bot.directory.exchange import rows
from bot.directory.exchange.bodies import Bodies
from bot.directory.exchange.documents import Document
from bot.directory.exchange.faults import Faults
from bot.directory.exchange.read import Reader
from bot.directory.exchange.references import FormUse, References
from bot.directory.exchange.registry import Areas, Registry, own_slug
from bot.directory.exchange.sources import Sources
from bot.directory.exchange.spool import Spool
from bot.directory.importers import layer as layers
from bot.directory.session import importing

_NOWHERE = x.Place("", 0)


@dataclass(frozen=True)
class Job:
    """What to import.

    `name`: the layer is `xzufi:<name>`. `delta`: objects of the layer that the documents do not name stay.
    `repeats`: whether an object may come again, changed (a log of changes); else that is a fault.
    `skip_unknown`: a reference to an object that is not there is passed over; else that is a fault.
    `dry_run`: everything is read and checked, nothing is kept.
    `title` and `url` are the source of everything that names none itself.
    """

    name: str
    today: date
    title: str
    url: str
    delta: bool = False
    repeats: bool = False
    skip_unknown: bool = False
    dry_run: bool = False

    @property
    def layer(self) -> str:
        """The origin of the rows."""
        return f"xzufi:{self.name}"


@dataclass(frozen=True)
class Done:
    """What was imported: objects by class, those attached to staff services and bodies, and what was passed over."""

    version: str
    counts: dict[str, int]
    hints: dict[str, int]


def import_xzufi(engine: Engine, job: Job, documents: Callable[[Faults], Iterable[Document]]) -> Done:
    """Replace or update the layer. Phrases get their vectors afterwards, by `layer.complete_vectors`.

    Raises ContentError with every fault of every document, or DirectoryUnavailable; then nothing has changed.
    """
    faults = Faults()
    with importing(engine) as session:
        if not job.delta:
            layers.clear(session, job.layer)
        run = _Run(session, job, faults)
        try:
            fingerprint = layers.write(session, run.rows(documents(faults)))
        finally:
            run.spool.close()
        run.references.settle_bodies()
        run.references.check_deletions()
        faults.check()
        if job.delta:
            before = session.get(m.Meta, f"layer:{job.layer}")
            fingerprint = hashlib.sha256(f"{before and before.value} {fingerprint}".encode()).hexdigest()[:16]
        version = layers.finish(session, job.layer, fingerprint)
        if job.dry_run:
            session.rollback()
    return Done(version, dict(run.counts), dict(faults.hints))


class _Run:
    """One import."""

    def __init__(self, session: Session, job: Job, faults: Faults) -> None:
        self.job = job
        self.faults = faults
        self.counts: Counter[str] = Counter()
        self.spool = Spool()
        self._seen: dict[str, tuple[int, int, x.Place]] = {}
        self._bodies = Bodies(session)
        staff = select(m.Service.leika, m.Service.slug).where(m.Service.origin == m.STAFF, m.Service.leika.is_not(None))
        self._staff = {row.leika: row.slug for row in session.execute(staff)}
        self._registry = Registry(job.layer)
        self._registry.load(session)
        sources = session.scalars(select(m.Source.slug).where(m.Source.origin == job.layer))
        self._reader = Reader(faults)
        self._context = rows.Context(
            layer=job.layer,
            today=job.today,
            areas=Areas(session, job.layer),
            sources=Sources(job.layer, job.title, job.url, set(sources)),
            given=_given(session, job.layer),
        )
        self.references = References(session, self._context, self._registry, faults, job.title, job.skip_unknown)

    def rows(self, documents: Iterable[Document]) -> Iterator[Any]:
        """Every row of every document, and removals of what they replace."""
        for found in self._reader.objects(documents):
            if isinstance(found, x.Deletion):
                yield from self._delete(found)
            elif isinstance(found, x.Responsible):
                self.references.note(found)
                self._wait(found, found.record)
            elif not self._repeated(found):
                self.counts[found.record.partition(" ")[0]] += 1
                if self.job.delta or self._seen[found.record][0] > 1:
                    self.references.as_of = self._as_of()
                    yield from self.references.replace(found)
                yield from self._object(found)
        self.references.as_of = self._as_of()
        yield from self.references.offices()
        current = ((entry, record) for version, record, entry in self.spool if version == self._version(record))
        yield from self.references.resolve(current, self.job.delta, self.job.repeats)

    def _as_of(self) -> date:
        return self._reader.created or self.job.today

    def _object(self, found: x.Service | x.Office | x.Offer) -> Iterator[Any]:
        if isinstance(found, x.Service):
            yield from self._service(found)
        elif isinstance(found, x.Office):
            yield from self._office(found)
        else:
            links = list(rows.offer_links(self._context, found, self._as_of()))
            self._registry.add(found.object_class, found.id, found.record)
            self.references.links[found.record] = [(link.kind, link.label, link.url, link.source) for link in links]
            local = rows.link_key(found.kind, found.links[0]) if found.links else found.record[:80]
            named = self._registry.row(found.object_class, found.id, local, found.record)
            yield from self._context.finished([named, *links], found.record)
            self._wait_for_parts(found)

    def _service(self, found: x.Service) -> Iterator[Any]:
        if found.of is not None:
            self._wait(found, found.record)
            return
        staff = next((self._staff[key] for key in found.keys if key in self._staff), None)
        slug = staff or own_slug(self.job.layer, x.SERVICE, found.id)
        before = self._registry.find(x.SERVICE, found.id)
        if before not in (None, slug):
            self.faults.add(
                found.place,
                f"{found.record}: Der LeiKa-Schlüssel hat sich geändert. Bitte den vollständigen Export einlesen.",
            )
            return
        self.references.deleted.pop((x.SERVICE, found.id), None)
        self._registry.add(x.SERVICE, found.id, slug)
        made: list[Any] = [self._registry.row(x.SERVICE, found.id, slug, found.record)]
        if staff is not None:
            self.counts["attached"] += 1
        elif found.names:
            made += rows.service_head(found, slug)
        else:
            self.faults.add(found.place, f"{found.record}: Die Bezeichnung (Textmodul 02) fehlt. Bitte ergänzen.")
            return
        yield from self._context.finished(made, found.record)
        yield from self._context.finished(rows.service_facts(self._context, found, slug, self._as_of()), found.record)
        for form in found.forms:
            self._wait(FormUse(slug, found.record, found.areas, form, found.place), found.record)

    def _office(self, found: x.Office) -> Iterator[Any]:
        body = self._bodies.slug(found)
        slug = body or own_slug(self.job.layer, x.OFFICE, found.id)
        self.references.deleted.pop((x.OFFICE, found.id), None)
        self._registry.add(x.OFFICE, found.id, slug)
        if body is None:
            self.references.heads[slug] = replace(found, responsible=())
        else:
            self.counts["bodies"] += 1
        yield from self._context.finished([self._registry.row(x.OFFICE, found.id, slug, found.record)], found.record)
        yield from self._context.finished(rows.office_facts(self._context, found, slug, self._as_of()), found.record)
        self._wait_for_parts(found)

    def _delete(self, gone: x.Deletion) -> Iterator[Any]:
        """A deletion of something that is not there leaves the directory as it should be."""
        version, content, _ = self._seen.get(gone.record, (0, 0, _NOWHERE))
        self._seen[gone.record] = (version + 1, 0 if content else content, gone.place)
        if gone.object_class in (x.RESPONSIBILITY, x.SPECIAL):
            self._wait(gone, "")
            return
        meant = self._registry.remove(gone.object_class, gone.id)
        if meant is None:
            self.faults.hint(f"loesche {gone.object_class}: war nicht vorhanden")
            return
        self.references.heads.pop(meant, None)
        self.references.deleted[gone.object_class, gone.id] = (gone, meant)
        yield self.references.removal(gone)

    def _repeated(self, found: x.Service | x.Office | x.Offer) -> bool:
        """Whether the object has come before with the same content; with other content that is a fault."""
        content = hash(_without_places(found))
        version, before, place = self._seen.get(found.record, (0, 0, _NOWHERE))
        if before and before == content:
            self.faults.hint("doppelt, mit gleichem Inhalt")
            return True
        if before and not (self.job.repeats or self.job.delta):
            self.faults.add(
                found.place,
                f"{found.record}: Diese id steht schon in {place}, mit anderem Inhalt. Bitte eine davon entfernen.",
            )
            return True
        self._seen[found.record] = (version + 1, content, found.place)
        return False

    def _version(self, record: str) -> int:
        return self._seen[record][0] if record in self._seen else 0

    def _wait_for_parts(self, found: x.Office | x.Offer) -> None:
        for entry in found.responsible:
            self.references.note(entry)
            self._wait(entry, found.record)

    def _wait(self, entry: Any, record: str) -> None:
        """`record`: the object that the entry is a part of. Entries of a version that was replaced are passed over."""
        self.spool.put((self._version(record), record, entry))


def _without_places(found: Any) -> Any:
    if isinstance(found, x.Service):
        return replace(found, place=_NOWHERE)
    parts = tuple(replace(entry, place=_NOWHERE) for entry in found.responsible)
    return replace(found, place=_NOWHERE, responsible=parts)


def _given(session: Session, layer: str) -> dict[tuple[str, str | None, str, str], str]:
    t = m.ServiceText
    kept = select(t.service, t.area, t.module, t.language, t.record).where(t.origin == layer, t.service.not_like("%.%"))
    return {(row[0], row[1], row[2], row[3]): row[4] for row in session.execute(kept.distinct())}
