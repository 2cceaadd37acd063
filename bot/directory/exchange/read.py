"""Documents of XZuFi → objects, one by one. Everything is found by local name: any root, any namespace, 2.2 and 2.3."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bot.directory.exchange import json_page, values, xml_stream
from bot.directory.exchange.documents import Document
from bot.directory.exchange.faults import Faults
from bot.directory.exchange.objects import (
    CLASSES,
    FORM,
    OFFER,
    OFFICE,
    RESPONSIBILITY,
    SERVICE,
    SPECIAL,
    Deletion,
    Id,
    Link,
    Object,
    Offer,
    Place,
    Responsible,
)
from bot.directory.exchange.read_office import office
from bot.directory.exchange.read_service import service
from bot.directory.exchange.tree import attribute, below, child, children, code, german, identifier, local, text, value
from bot.directory.exchange.values import Subject

_BY_NAME = {
    "leistung": SERVICE,
    "spezialisierung": SPECIAL,
    "leistungspezialisierung": SPECIAL,
    "organisationseinheit": OFFICE,
    "onlinedienst": OFFER,
    "formular": FORM,
    "zustaendigkeittransferobjekt": RESPONSIBILITY,
}
APPOINTMENT_LIST, APPOINTMENT_CODE = "urn:kreislotse:codeliste:linktyp", "termin"
_INTAKE_ROLE = "02"
_VERSION = "2"
_LONGEST_ID = 120


class Reader:
    """Reads documents; `created` is the day of the last message header, for objects that have no date."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.created: date | None = None

    def objects(self, documents: Iterable[Document]) -> Iterator[Object]:
        """The objects of all documents in order. What is wrong is added to the faults; reading goes on."""
        for document in documents:
            try:
                yield from self._document(document)
            except xml_stream.XmlFault as fault:
                self.faults.add(Place(document.name, fault.line), str(fault))
            except OSError as error:
                self.faults.add(Place(document.name, 1), f"Die Datei ist nicht lesbar: {error.strerror or error}.")

    def _document(self, document: Document) -> Iterator[Object]:
        with document.open() as stream:
            if not document.name.lower().endswith(".json"):
                yield from self._xml(document.name, xml_stream.objects(stream))
                return
            try:
                page = json.load(stream)
            except ValueError as error:
                raise xml_stream.XmlFault(getattr(error, "lineno", 1), "Das JSON ist beschädigt.") from error
        for part in json_page.parts(page):
            if isinstance(part, str):
                stream = io.BytesIO(part.encode())
                yield from self._xml(document.name, xml_stream.objects(stream))
            else:
                yield from self._xml(document.name, ((local(element), element) for element in part))

    def _xml(self, document: str, elements: Iterable[tuple[str, Any]]) -> Iterator[Object]:
        root, known = None, False
        for name, element in elements:
            if name == "root":
                root = (element.tag, attribute(element, "xzufiversion"))
                continue
            known = True
            yield from self._element(document, name, element)
        if root is not None:
            self._check_root(document, *root, known)

    def _check_root(self, document: str, tag: str, version: str, known: bool) -> None:
        if version and not version.startswith(_VERSION):
            self.faults.add(Place(document, 1), f"XZuFi {version} wird nicht gelesen, nur 2.2 und 2.3.")
        elif not known and not version and "xzufi" not in tag:
            name = tag.rpartition("}")[2]
            self.faults.add(
                Place(document, 1), f"Das ist keine XZuFi-Datei (erstes Element „{name}“). Bitte den Export prüfen."
            )

    def _element(self, document: str, name: str, element: Any) -> Iterator[Object]:
        place = Place(document, element.sourceline or 1)
        if name == "nachrichtenkopf":
            moment = below(element, "erstellungszeitpunkt", "erstelltdatumzeit")
            self.created = values.day(Subject(self.faults, place, "Nachrichtenkopf"), moment) or self.created
        elif name == "loesche":
            yield from self._deletion(place, element)
        elif name in _BY_NAME:
            yield from self._object(_BY_NAME[name], place, element)

    def _object(self, object_class: str, place: Place, element: Any) -> Iterator[Object]:
        if object_class == RESPONSIBILITY:
            yield from self._transfer(place, element)
            return
        own = identifier(child(element, "id"), object_class)
        if own is None:
            self.faults.add(place, f"{object_class}: Die id fehlt. Bitte in der Redaktion ergänzen.")
            return
        subject = Subject(self.faults, place, f"{object_class} {own}")
        if len(str(own)) > _LONGEST_ID:
            subject.fault(f"Die id ist länger als {_LONGEST_ID} Zeichen. Bitte in der Redaktion kürzen.")
            return
        if object_class in (SERVICE, SPECIAL):
            found = service(subject, element, own)
            if object_class == SPECIAL and found.of is None:
                subject.fault("Die leistungID fehlt. Bitte in der Redaktion ergänzen.")
            else:
                yield found
            return
        owned = tuple(_responsible(subject, part, object_class, own) for part in children(element, "zustaendigkeit"))
        responsible = tuple(entry for entry in owned if entry is not None)
        if object_class == OFFICE:
            yield office(subject, element, own, responsible)
        else:
            yield _offer(subject, element, object_class, own, responsible)

    def _transfer(self, place: Place, element: Any) -> Iterator[Object]:
        entry = child(element, "zustaendigkeit")
        owner = child(element, "uebergeordnetesobjektid")
        ids = (part for part in (owner, None if entry is None else child(entry, "id")) if part is not None)
        schemes = " ".join(attribute(part, "schemeid") for part in ids).casefold()
        owner_class = OFFER if "onlinedienst" in schemes else OFFICE
        own = identifier(owner, owner_class)
        if entry is None or own is None:
            self.faults.add(place, "zustaendigkeitTransferObjekt: uebergeordnetesObjektID oder zustaendigkeit fehlt.")
            return
        named = identifier(child(entry, "id"))
        subject = Subject(self.faults, place, f"{RESPONSIBILITY} {named}" if named else f"{owner_class} {own}")
        found = _responsible(subject, entry, owner_class, own)
        if found is not None:
            yield found

    def _deletion(self, place: Place, element: Any) -> Iterator[Object]:
        wanted = attribute(element, "klasse")
        object_class = next((known for known in CLASSES if known.casefold() == wanted.casefold()), None)
        gone = identifier(child(element, "id"), wanted)
        if object_class is None or gone is None:
            known = ", ".join(CLASSES)
            self.faults.add(place, f"loesche: Klasse „{wanted}“ oder id fehlt oder ist unbekannt. Bekannt: {known}.")
        else:
            yield Deletion(object_class, gone, place)


def _responsible(subject: Subject, element: Any, owner_class: str, owner: Id) -> Responsible | None:
    wanted = identifier(child(element, "leistungid"), SERVICE)
    if wanted is None:
        subject.fault("Eine Zuständigkeit nennt keine leistungID. Bitte in der Redaktion ergänzen.", element)
        return None
    role = child(element, "rolle")
    contact = role is not None and (code(role) == _INTAKE_ROLE or "ansprech" in value(role, "name").casefold())
    decides = role is None or code(role) in ("", "01")
    return Responsible(
        id=identifier(child(element, "id"), RESPONSIBILITY),
        place=subject.at(element),
        owner_class=owner_class,
        owner=owner,
        service=wanted,
        areas=values.areas(subject, children(element, "gebietid")),
        stage="intake" if contact else "decision" if decides else None,
        valid=values.period(subject, element),
    )


def _offer(subject: Subject, element: Any, object_class: str, own: Id, responsible: tuple[Responsible, ...]) -> Offer:
    kind, links = ("form" if object_class == FORM else "online_service"), []
    name = " ".join(german(children(element, "bezeichnung")).split())
    for entry in children(element, "link", "url", "uri", "dokument", "formularlink"):
        address = child(entry, "link", "uri", "url") if len(entry) else entry
        if code(child(entry, "typ")) == APPOINTMENT_CODE:
            kind = "appointment"
        if found := values.url(subject, address):
            links.append(Link(found, german(children(entry, "titel")) or name or None))
    if not links and not any(text(part) for part in element.iter() if local(part) in ("link", "url", "uri")):
        subject.faults.hint(f"{object_class} ohne Internetadresse: nicht verwendbar")
    return Offer(
        id=own,
        place=subject.place,
        kind=kind,
        links=tuple(links),
        responsible=responsible,
        changed=values.changed(subject, element),
        valid=values.period(subject, element),
    )
