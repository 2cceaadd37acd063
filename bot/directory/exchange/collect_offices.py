"""The directory's offices and online services → objects of XZuFi, as they hold today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import layers
from bot.directory import models as m
from bot.directory.exchange import objects as x
from bot.directory.exchange.collect_services import clean, ids
from bot.directory.exchange.held import Areas, Held, held, oldest
from bot.directory.exchange.rows import link_key

_HERE = x.Place("", 0)
_PAGES = ("website", "portal")


class Collector:
    """Reads what all offices share once."""

    def __init__(self, session: Session, agency: str) -> None:
        self._session = session
        self._agency = agency
        self._areas = Areas(session)
        self._services = ids(session, x.SERVICE, agency)
        self._offices = ids(session, x.OFFICE, agency)

    def offices(self) -> Iterator[x.Office]:
        """Every Organisationseinheit with what it is responsible for, in the order of their ids."""
        for slug, known in sorted(self._offices.items(), key=lambda pair: str(pair[1])):
            row = self._session.get(m.Organisation, slug)
            yield self._office(row, known)

    def offers(self) -> Iterator[x.Offer]:
        """Every online service, form and appointment page of a service, in the order of their ids."""
        given = {
            row.local: x.Id(row.scheme.partition("/")[0], row.value, row.scheme.partition("/")[2])
            for row in self._session.scalars(select(m.ExternalId).where(m.ExternalId.kind.in_((x.OFFER, x.FORM))))
        }
        grouped: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
        for found in self._online():
            grouped[found.row.kind, found.row.label, found.row.url].append(found)
        offers = []
        for (kind, label, url), rows in grouped.items():
            link = x.Link(url, label)
            key = link_key(kind, link)
            offers.append(self._offer(given.get(key, x.Id(self._agency, key)), kind, link, rows))
        yield from sorted(offers, key=lambda offer: (offer.object_class, str(offer.id)))

    def _online(self) -> list[Held]:
        """Those of offices for everything they do are left out: they are pages of the office."""
        t = m.OnlineService
        rows = held(self._session, self._session.scalars(select(t).order_by(t.id)))
        placed = [h for h in rows if h.row.service is not None or h.row.organisation is None]
        return self._areas.uncovered(placed, lambda r: (r.service, r.kind), self._area_of)

    def _area_of(self, row: Any) -> str | None:
        if row.organisation is None:
            return None if row.area is None else str(row.area)
        area = self._session.get(m.Organisation, row.organisation).area
        return None if area is None else str(area)

    def _offer(self, known: x.Id, kind: str, link: x.Link, rows: Sequence[Held]) -> x.Offer:
        by_service: dict[str, set[str]] = defaultdict(set)
        for h in rows:
            if h.row.service is not None and (area := self._area_of(h.row)) is not None:
                by_service[h.row.service].add(area)
        offer_class = x.FORM if kind == "form" else x.OFFER
        responsible = [
            x.Responsible(None, _HERE, offer_class, known, self._services[service], self._sorted(areas))
            for service, areas in by_service.items()
        ]
        return x.Offer(
            id=known,
            place=_HERE,
            kind=kind,
            links=(link,),
            responsible=tuple(sorted(responsible, key=lambda entry: str(entry.service))),
            changed=oldest(rows),
            valid=rows[0].valid,
        )

    def _office(self, row: Any, known: x.Id) -> x.Office:
        def facts(table: Any, field: Any = None) -> tuple[Held, ...]:
            rows = self._session.scalars(select(table).where(table.organisation == row.slug).order_by(table.id))
            current = held(self._session, rows)
            return layers.staff_first(current, lambda h: field(h.row)) if field else current

        addresses = facts(m.Location, lambda r: None)
        contacts = facts(m.Contact, lambda r: r.kind)
        openings = facts(m.OpeningRule, lambda r: r.lane)
        closures, exceptions = facts(m.Closure), facts(m.OpeningException)
        notes = facts(m.Note, lambda r: r.aspect)
        pages = [h for h in facts(m.OnlineService, lambda r: (r.service, r.kind)) if h.row.service is None]
        channels = [h for h in contacts if h.row.kind not in _PAGES]
        web = [h for h in contacts if h.row.kind in _PAGES]
        hours = [*_texts(notes, "hours"), *map(_closed, closures), *map(_special_day, exceptions)]
        everything = (*addresses, *contacts, *openings, *closures, *exceptions, *notes, *pages)
        return x.Office(
            id=known,
            place=_HERE,
            name=clean(row.name),
            short=row.office,
            parent=self._offices[row.parent] if row.parent else None,
            ars=self._areas.identifier(row.area, self._agency).ars if row.area else None,
            addresses=tuple(_address(h) for h in addresses),
            contacts=tuple(_contact(h) for h in (*channels, *web)),
            openings=tuple(_opening(h.row) for h in openings),
            notes=(
                *(x.Note("hours", text) for text in dict.fromkeys(hours)),
                *(x.Note("general", text) for text in dict.fromkeys(_texts(notes))),
            ),
            appointments=tuple(x.Link(h.row.url, _with("Termin", h.row.label)) for h in pages),
            responsible=self._responsible(row.slug, known),
            changed=oldest(everything),
        )

    def _responsible(self, slug: str, known: x.Id) -> tuple[x.Responsible, ...]:
        grouped: dict[tuple[str, Literal["intake", "decision"], x.Period], set[str]] = defaultdict(set)
        for row in self._winning(slug):
            grouped[row.service, row.stage, x.Period(row.valid_from, row.valid_to)] |= set(
                self._areas.without(row.area, row.excluded)
            )
        found = [
            x.Responsible(None, _HERE, x.OFFICE, known, self._services[service], self._sorted(areas), stage, valid)
            for (service, stage, valid), areas in grouped.items()
        ]
        return tuple(
            sorted(found, key=lambda r: (str(r.service), str(r.stage), str(r.valid.starts), str(r.valid.ends)))
        )

    def _winning(self, slug: str) -> Iterator[Any]:
        """Rows of the office; of an import only for areas about which staff say nothing."""
        t = m.Responsibility
        for row in self._session.scalars(select(t).where(t.organisation == slug).order_by(t.id)):
            if row.origin == m.STAFF:
                yield row
                continue
            above = [area for area in self._areas.above(row.area) if area is not None]
            staff = select(t.excluded).where(
                t.service == row.service, t.stage == row.stage, t.origin == m.STAFF, t.area.in_(above)
            )
            if all(row.area in excluded for excluded in self._session.scalars(staff)):
                yield row

    def _sorted(self, areas: set[str]) -> tuple[x.AreaId, ...]:
        named = [self._areas.identifier(area, self._agency) for area in areas]
        return tuple(sorted(named, key=lambda area: area.ars or str(area.other)))


def _address(h: Held) -> x.Address:
    return x.Address(h.row.street, h.row.postcode, h.row.city, h.row.note, h.valid)


def _contact(h: Held) -> x.Contact:
    label = _with("Serviceportal", h.row.label) if h.row.kind == "portal" else h.row.label
    return x.Contact(h.row.kind, h.row.value, label, h.valid)


def _with(word: str, label: str | None) -> str:
    """The label with the word by which the reader knows the kind of page."""
    if label is None:
        return word
    return label if word.casefold() in label.casefold() else f"{word}: {label}"


def _opening(row: Any) -> x.Opening:
    valid = x.Period(row.valid_from, row.valid_to)
    return x.Opening(row.lane, row.weekday, row.opens, row.closes, valid, row.school_holidays)


def _texts(notes: Sequence[Held], aspect: str | None = None) -> list[str]:
    return [clean(h.row.text) for h in notes if (h.row.aspect == aspect if aspect else h.row.aspect != "hours")]


def _closed(h: Held) -> str:
    row = h.row
    days = (
        f"am {row.starts:%d.%m.%Y}" if row.starts == row.ends else f"vom {row.starts:%d.%m.%Y} bis {row.ends:%d.%m.%Y}"
    )
    return f"Geschlossen {days}: {clean(row.reason)}"


def _special_day(h: Held) -> str:
    row = h.row
    return f"Abweichend am {row.date:%d.%m.%Y} von {row.opens} bis {row.closes} Uhr" + (
        f": {clean(row.reason)}" if row.reason else ""
    )
