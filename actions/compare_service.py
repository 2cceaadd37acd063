"""Fees, online services, appointments, addresses and who does it at all, compared."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions import appointment, fee, office_phrases, online
from actions.answer import LinkFact, Phrase
from actions.compared import Compared, Entry, Row, rows_of, unknown
from actions.values import German, Joined, listed, money, noted, service_name, term
from bot.directory import facts as f
from bot.directory import queries


def same_fee(towns: Sequence[f.Place], services: dict[str | None, f.Service]) -> Compared | None:
    """The fees, if they are the same in all of `towns`; else None."""
    fees = {services[town.slug].fees for town in towns}
    rows = fees.pop()
    if fees or not rows or any(row.area in services for row in rows):
        return None
    values = {"service": service_name(services[towns[0].slug]), "fees": Joined(tuple(fee.row(row) for row in rows))}
    told = Phrase("compare.same_fee", values, tuple(dict.fromkeys(row.source for row in rows)))
    return Compared((told,), complete=True)


def differs(towns: Sequence[f.Place], services: dict[str | None, f.Service], session: Session) -> bool:
    """Whether any of `towns` has a fee, text or online service of its own, though another body may be responsible."""
    links = {queries.online_services(session, services[town.slug].slug, town.slug) for town in towns}
    return len(links) > 1 or any(_own_items(services[town.slug], town) for town in towns)


def compared(fact: str, entries: Sequence[Entry], session: Session) -> Compared:
    """The rows of a fact, best first; then where it is not on file."""
    if fact == "offered":
        return _offered(entries, session)
    if fact == "fee":
        return _fees(entries, session)
    service = entries[0].service
    told = [(entry, _row(fact, entry, session)) for entry in entries]
    missing = [entry for entry, row in told if row is None]
    law = service.texts.get("online", ()) if service and fact == "online" else ()
    phrases = (
        *rows_of(f"compare.{fact}", [row for _, row in told if row], _named(service)),
        *unknown(f"compare.{fact}_unknown", missing, session, service),
        *rows_of("compare.portals", _portals(missing) if fact == "online" else [], {}),
        *(Phrase("text", {"text": German(item.text)}, (item.source,)) for item in law),
    )
    return Compared(phrases, not missing)


def _fees(entries: Sequence[Entry], session: Session) -> Compared:
    """The cheapest first, by the fee that a service names first. An import's words on costs cannot be ranked."""
    ranked: list[tuple[int, Row]] = []
    words: list[Row] = []
    missing: list[Entry] = []
    for entry in entries:
        fees = entry.service.fees if entry.service else ()
        costs = entry.service.texts.get("costs", ()) if entry.service else ()
        if fees:
            amounts = tuple(noted(money(row.cents), term(row.who or row.what)) for row in fees)
            values = {"fees": Joined(amounts, by=", "), "as_of": min(row.source.as_of for row in fees)}
            row = Row(entry.town.name, Phrase("compare.as_of", values), tuple(row.source for row in fees))
            ranked.append((fees[0].cents, row))
        elif costs:
            words += [Row(entry.town.name, German(item.text), (item.source,)) for item in costs]
        else:
            missing.append(entry)
    service = entries[0].service
    phrases = (
        *rows_of("compare.fee", [row for _, row in sorted(ranked, key=lambda pair: pair[0])], _named(service)),
        *rows_of("compare.partly", words, {}),
        *unknown("compare.fee_unknown", missing, session, service),
    )
    return Compared(phrases, not (words or missing))


def _offered(entries: Sequence[Entry], session: Session) -> Compared:
    """Of which municipality something of its own is on file, and who is responsible.

    That every municipality would be responsible does not say that each has it.
    """
    own = [row for entry in entries if (row := _own(entry, session))]
    itself = [entry for entry in entries if entry.responsible and entry.responsible.usual]
    others: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry not in itself:
            others.setdefault(entry.office.slug, []).append(entry)
    told = [
        Row(listed([entry.town.name for entry in group]), German(found.reason), (found.source,))
        for group in others.values()
        if (found := group[0].responsible)
    ]
    values = _named(entries[0].service)
    phrases = [*rows_of("compare.offered", own, values), *rows_of("compare.responsible", told, values)]
    if itself:
        towns = listed([entry.town.name for entry in itself])
        phrases.append(Phrase("compare.responsible_itself", {**values, "towns": towns}))
    return Compared(tuple(phrases), not itself or len(own) == len(entries))


def _own(entry: Entry, session: Session) -> Row | None:
    """What is on file of the municipality itself: its online service, else its text or fee."""
    service, place = entry.service, entry.town
    assert service is not None, "asked for a service"
    if found := online.entries(session, service, entry.office, entry.body, place.slug):
        return _linked(place.name, found)
    items = _own_items(service, place)
    words = [item for item in service.texts.get("summary", ()) if item.area == place.slug]
    told = Joined(tuple(German(item.text) for item in words), by=" ") if words else Phrase("compare.on_file")
    return Row(place.name, told, tuple(dict.fromkeys(item.source for item in words or items))) if items else None


def _own_items(service: f.Service, place: f.Place) -> list[f.Fee | f.TextItem]:
    items: list[f.Fee | f.TextItem] = [*service.fees]
    for module in service.texts.values():
        items += module
    return [item for item in items if item.area == place.slug]


def _row(fact: str, entry: Entry, session: Session) -> Row | None:
    """One municipality's line of a fact, or None if it is not on file."""
    name, office = entry.town.name, entry.office
    if fact == "online":
        assert entry.service is not None, "asked for a service"
        found = online.entries(session, entry.service, office, entry.body, entry.town.slug)
        return _linked(name, found) if found else None
    if fact == "appointment":
        return _appointments(entry)
    if fact == "contact":
        contacts = [contact for kind in ("phone", "email") if (contact := office.contact(kind))]
        text = ", ".join(contact.value for contact in contacts)
        return Row(name, text, tuple(contact.source for contact in contacts)) if contacts else None
    if not office.addresses:
        return None
    address = office.addresses[0]
    return Row(name, f"{address.street}, {address.postcode} {address.city}", (address.source,))


def _appointments(entry: Entry) -> Row | None:
    """What is on file for a town holds for its Bürgerbüro; the office for a service may do it differently."""
    own = office_phrases.is_citizen_office(entry.office, entry.service)
    notes = entry.office.notes_on("appointment") if own else ()
    booking = appointment.booking_pages(entry.office, entry.body, entry.service)
    pages = [page for page in booking if own or page.service is not None]
    told = (*(German(note.text) for note in notes), *(page.url for page in pages))
    sources = (*(note.source for note in notes), *(page.source for page in pages))
    links = tuple(LinkFact("appointment", page.url, page.label) for page in pages)
    return Row(entry.town.name, Joined(told, by=" "), sources, links) if told else None


def _linked(name: str, entries: Sequence[f.OnlineService]) -> Row:
    text = "; ".join(f"{entry.label}, {entry.url}" for entry in entries)
    return Row(name, text, tuple(entry.source for entry in entries), tuple(online.link(entry) for entry in entries))


def _portals(entries: Sequence[Entry]) -> list[Row]:
    """Where one can look it up oneself."""
    found = [(entry, portal) for entry in entries if (portal := entry.body.contact("portal"))]
    return [
        Row(entry.town.name, portal.value, (portal.source,), (LinkFact("website", portal.value, entry.body.name),))
        for entry, portal in found
    ]


def _named(service: f.Service | None) -> dict[str, object]:
    return {"service": service_name(service) if service else None}
