"""An Organisationseinheit, an Onlinedienst or a Formular → its element."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.directory.exchange import objects as x
from bot.directory.exchange.html_text import markup
from bot.directory.exchange.opening_terms import WEEKDAYS, about, clock
from bot.directory.exchange.read import APPOINTMENT_CODE, APPOINTMENT_LIST
from bot.directory.exchange.values import ARS_SCHEME
from bot.directory.exchange.write_elements import OWN, Builder

_CHANNEL_CODES = {"email": "01", "phone": "02", "fax": "04"}


def office(build: Builder, outer: Any, found: x.Office) -> None:
    made = build.add(outer, "organisationseinheit")
    build.identifier(made, "id", found.id, x.OFFICE)
    if found.parent:
        build.identifier(made, "uebergeordneteOrganisationseinheitID", found.parent, x.OFFICE)
    name = build.add(made, "name")
    build.add(name, "name", found.name, languageCode="de")
    if found.short:
        build.add(name, "kurzbezeichnung", found.short, languageCode="de")
    for aspect, element in (("general", "beschreibung"), ("hours", "infoOeffnungszeitenText")):
        if texts := tuple(note.text for note in found.notes if note.aspect == aspect):
            build.add(made, element, markup(texts), languageCode="de")
    _openings(build, made, found)
    for address in found.addresses or ((None,) if found.ars else ()):
        _address(build, made, address, found.ars)
    for contact in found.contacts:
        _contact(build, made, contact)
    for page in found.appointments:
        _page(build, made, page, x.ALWAYS)
    _responsible(build, made, found.responsible)
    build.changed(made, found.changed)
    build.period(made, found.valid)


def _openings(build: Builder, made: Any, found: x.Office) -> None:
    tables: dict[tuple[str, x.Period, str | None], list[x.Opening]] = {}
    for opening in found.openings:
        tables.setdefault((opening.lane, opening.valid, opening.school_holidays), []).append(opening)
    for (lane, valid, holidays), spans in tables.items():
        table = build.add(made, "infoOeffnungszeitenStrukturiert")
        build.add(table, "hinweisText", about(lane, holidays), languageCode="de")
        for span in spans:
            time = build.add(table, "regulaereZeiten")
            build.code(time, "tagestyp", f"{OWN}wochentag", str(span.weekday + 1), WEEKDAYS[span.weekday])
            build.add(time, "beginn", clock(span.opens))
            build.add(time, "ende", clock(span.closes))
        build.period(table, valid)


def _address(build: Builder, made: Any, address: x.Address | None, ars: str | None) -> None:
    part = build.add(made, "anschrift")
    if address is not None:
        street, _, number = address.street.rpartition(" ")
        has_number = bool(street) and number[:1].isdigit()
        build.add(part, "strasse", street if has_number else address.street)
        if has_number:
            build.add(part, "hausnummer", number)
        build.add(part, "postleitzahl", address.postcode)
        build.add(part, "ort", address.city)
        if address.note:
            build.add(part, "zusatz", address.note)
    if ars:
        build.code(build.add(part, "verwaltungspolitischeKodierung"), "regionalschluessel", ARS_SCHEME, ars)
    if address is not None:
        build.period(part, address.valid)


def _contact(build: Builder, made: Any, contact: x.Contact) -> None:
    code = _CHANNEL_CODES.get(contact.kind)
    if code is None:
        _page(build, made, x.Link(contact.value, contact.label), contact.valid)
        return
    part = build.add(made, "kommunikation")
    build.code(part, "kanal", "urn:de:xoev:codeliste:erreichbarkeit", code)
    build.add(part, "kennung", contact.value)
    if contact.label:
        build.add(part, "zusatz", contact.label, languageCode="de")
    build.period(part, contact.valid)


def _page(build: Builder, made: Any, page: x.Link, valid: x.Period) -> None:
    part = build.add(made, "internetadresse", languageCode="de")
    build.add(part, "uri", page.url)
    if page.title:
        build.add(part, "titel", page.title)
    build.period(part, valid)


def offer(build: Builder, outer: Any, found: x.Offer) -> None:
    made = build.add(outer, found.object_class.casefold())
    build.identifier(made, "id", found.id, found.object_class)
    build.add(made, "bezeichnung", found.links[0].title or found.links[0].url, languageCode="de")
    for link in found.links:
        part = build.add(made, "link")
        if found.kind == "appointment":
            build.code(part, "typ", APPOINTMENT_LIST, APPOINTMENT_CODE, "Termin buchen")
        elif found.kind == "online_service":
            build.code(part, "typ", "urn:xoev-de:fim:codeliste:onlinedienstlinktyp", "01")
        build.add(part, "link", link.url)
        build.add(part, "titel", link.title or link.url, languageCode="de")
    _responsible(build, made, found.responsible)
    build.changed(made, found.changed)
    build.period(made, found.valid)


def _responsible(build: Builder, made: Any, entries: Iterable[x.Responsible]) -> None:
    for entry in entries:
        part = build.add(made, "zustaendigkeit")
        build.identifier(part, "leistungID", entry.service, x.SERVICE)
        for area in entry.areas:
            build.area(part, "gebietID", area)
        if entry.owner_class == x.OFFICE:
            role = ("01", "Zuständige Stelle") if entry.stage == "decision" else ("02", "Ansprechpunkt")
            build.code(part, "rolle", f"{OWN}rolle", *role)
        build.period(part, entry.valid)
