"""An Organisationseinheit of XZuFi → `objects.Office`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.directory.exchange import html_text, values
from bot.directory.exchange.objects import Address, Contact, Id, Link, Note, Office, Opening, Responsible
from bot.directory.exchange.opening_terms import closing_time, lane_of, school_holidays_of, weekday_of
from bot.directory.exchange.tree import below, child, children, code, german, identifier, language, rich_text, value
from bot.directory.exchange.values import Subject

# urn:de:xoev:codeliste:erreichbarkeit; 05 to 08 (messenger, pager, De-Mail, other) have no place here.
CHANNELS = {"01": "email", "02": "phone", "03": "phone", "04": "fax", "09": "website"}
_TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)(:\d\d.*)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def office(subject: Subject, element: Any, own: Id, responsible: tuple[Responsible, ...]) -> Office:
    """Raises nothing: what is wrong is reported to the subject."""
    name = child(element, "name")
    names = [] if name is None else list(children(name, "name"))
    links = [link for page in children(element, "internetadresse") if (link := values.link(subject, page))]
    appointments = tuple(link for link in links if link.title and "termin" in link.title.casefold())
    parent = child(element, "uebergeordneteorganisationseinheitid", "uebergeordneteorganisationseinheit")
    if parent is not None and len(parent):
        parent = child(parent, "id", "organisationseinheitid")
    found = Office(
        id=own,
        place=subject.place,
        name=" ".join(german(names or ([] if name is None else [name])).split()),
        short=(german(children(name, "kurzbezeichnung")) or None) if name is not None else None,
        parent=identifier(parent, "Organisationseinheit"),
        ars=_ars(subject, element),
        addresses=tuple(_addresses(subject, element)),
        contacts=(*_contacts(subject, element), *(_page(link) for link in links if link not in appointments)),
        openings=tuple(_openings(subject, element)),
        notes=tuple(_notes(subject, element)),
        appointments=appointments,
        responsible=responsible,
        changed=values.changed(subject, element),
        valid=values.period(subject, element),
    )
    if not found.name:
        subject.fault("Der Name fehlt. Bitte in der Redaktion ergänzen.")
    return found


def _page(link: Link) -> Contact:
    portal = link.title is not None and "serviceportal" in link.title.casefold()
    return Contact("portal" if portal else "website", link.url, link.title)


def _ars(subject: Subject, element: Any) -> str | None:
    for address in children(element, "anschrift"):
        coding = below(address, "regionalschluessel")
        if coding is not None:
            found = code(coding)
            if re.fullmatch(r"\d{12}", found):
                return found
            subject.fault(f"„{found}“ ist kein Regionalschlüssel. Er hat 12 Ziffern.", coding)
    return None


def _addresses(subject: Subject, element: Any) -> Iterator[Address]:
    for address in children(element, "anschrift"):
        street = " ".join(filter(None, (value(address, "strasse"), value(address, "hausnummer"))))
        if box := value(address, "postfach"):
            street = street or f"Postfach {box.removeprefix('Postfach').strip()}"
        postcode, city = value(address, "postleitzahl"), value(address, "ort")
        if not street:
            continue
        if not re.fullmatch(r"\d{5}", postcode) or not city:
            subject.fault("Die Anschrift braucht eine Postleitzahl mit 5 Ziffern und einen Ort.", address)
            continue
        yield Address(street, postcode, city, value(address, "zusatz") or None, values.period(subject, address))


def _contacts(subject: Subject, element: Any) -> Iterator[Contact]:
    for channel in children(element, "kommunikation"):
        kind = CHANNELS.get(code(child(channel, "kanal")))
        content = value(channel, "kennung")
        if kind is None or not content:
            continue
        if kind == "website" and values.url(subject, child(channel, "kennung")) is None:
            continue
        if kind == "email" and not _EMAIL.fullmatch(content):
            subject.fault(f"„{content}“ ist keine E-Mail-Adresse. Bitte so schreiben: info@example.org", channel)
            continue
        label = german(children(channel, "zusatz")) or value(channel, "kennungszusatz")
        yield Contact(kind, content, label or None, values.period(subject, channel))


def _openings(subject: Subject, element: Any) -> Iterator[Opening]:
    for table in children(element, "infooeffnungszeitenstrukturiert"):
        about = " ".join((german(children(table, "hinweistext")), code(child(table, "typ")), _named(table)))
        lane, holidays, valid = lane_of(about), school_holidays_of(about), values.period(subject, table)
        for span in children(table, "regulaerezeit", "regulaerezeiten"):
            day = child(span, "tagestyp", "wochentag")
            weekday = weekday_of(code(day), _name_of(day))
            opens, closes = (_TIME.fullmatch(value(span, end)) for end in ("beginn", "ende"))
            until = closing_time(opens[0][:5], closes[0][:5]) if opens and closes else None
            if weekday is None or opens is None or until is None:
                subject.fault("Diese Öffnungszeit ist nicht zu verstehen. Nötig: Wochentag, Beginn vor Ende.", span)
                continue
            yield Opening(lane, weekday, opens[0][:5], until, valid, holidays)


def _named(table: Any) -> str:
    return _name_of(child(table, "typ"))


def _name_of(coded: Any) -> str:
    return "" if coded is None else value(coded, "name")


def _notes(subject: Subject, element: Any) -> Iterator[Note]:
    for aspect, names in (("hours", ("infooeffnungszeitentext",)), ("general", ("beschreibung", "kurzbeschreibung"))):
        for content in children(element, *names):
            if language(content) != "de":
                continue
            for item in html_text.items(rich_text(content)):
                values.check_encoding(subject, item, content)
                yield Note(aspect, item)
