"""Objects → an XZuFi message of version 2.2 or 2.3, written as a stream, the same bytes for the same objects.

Which elements differ between the versions, and what has no place in XZuFi: docs/adr/0010.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from lxml import etree

from bot.directory.exchange import objects as x
from bot.directory.exchange.write_elements import NAMESPACES, Builder, Version
from bot.directory.exchange.write_office import offer, office
from bot.directory.exchange.write_service import service

_NUMBERS = {"2.2": "2.2.0", "2.3": "2.3.1"}


def write(stream: IO[bytes], objects: Iterable[x.Object], version: Version, now: datetime) -> None:
    """`now`: when the message was made, aware; it is part of the bytes."""
    build, space = Builder(version), NAMESPACES[version]
    with etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        root = {
            "xzufiVersion": _NUMBERS[version],
            "produktbezeichnung": "Kreislotse",
            "produkthersteller": "Kreislotse",
        }
        with file.element(f"{{{space}}}xzufiTransfer", root, nsmap={"xzufi": space}):
            file.write("\n")
            for part in _head(build, version, now):
                _line(file, part)
            for found in objects:
                _line(file, _written(build, found))


def _line(file: Any, element: Any) -> None:
    file.write(element)
    file.write("\n")


def _head(build: Builder, version: Version, now: datetime) -> Iterator[Any]:
    moment = now.isoformat(timespec="seconds")
    head = build.root("nachrichtenkopf")
    build.add(head, "nachrichtUUID", str(uuid.uuid5(uuid.NAMESPACE_URL, f"kreislotse xzufi {version} {moment}")))
    build.add(head, "erstellungszeitpunkt", moment)
    yield head
    for name in ("transaktionID", "transaktionPosition"):
        part = build.root(name)
        part.text = "1"
        yield part


def _written(build: Builder, found: x.Object) -> Any:
    outer = build.root("schreibe")
    if isinstance(found, x.Service):
        service(build, outer, found)
    elif isinstance(found, x.Office):
        office(build, outer, found)
    elif isinstance(found, x.Offer):
        offer(build, outer, found)
    return outer
