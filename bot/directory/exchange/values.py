"""Single values of XZuFi, read and checked; each fault is reported with the object it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.directory.exchange.faults import Faults
from bot.directory.exchange.objects import ALWAYS, AreaId, Link, Period, Place
from bot.directory.exchange.tree import attribute, child, children, german, identifier, text, value

ARS_SCHEME = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs"
_ARS_SCHEMES = re.compile(r"(:rs|:ars|regionalschl.*|^ars|^rs)$", re.IGNORECASE)
_ARS = re.compile(r"\d{12}")
_LEIKA = re.compile(r"99\d{12}")
_URL = re.compile(r"https?://[^\s/<>\"]+\.[^\s<>\"]+|https?://localhost\S*")
_MISREAD = re.compile(r"Ã[\x80-\xbf¤¶¼ŸœŸ„–]|â€")


@dataclass(frozen=True)
class Subject:
    """The object that is read: faults name it and its place."""

    faults: Faults
    place: Place
    name: str

    def fault(self, message: str, element: Any = None) -> None:
        """A fault of this object, at the element's line if one is given."""
        line = element.sourceline if element is not None and element.sourceline else self.place.line
        self.faults.add(replace(self.place, line=line), f"{self.name}: {message}")

    def at(self, element: Any) -> Place:
        """The place of a part of this object."""
        return replace(self.place, line=element.sourceline or self.place.line)


def leika(subject: Subject, element: Any, key: str) -> str | None:
    """A LeiKa key: 99, then group, id, Verrichtung and detail, three digits each."""
    if _LEIKA.fullmatch(key):
        return key
    subject.fault(f"„{key}“ ist kein LeiKa-Schlüssel. Er hat 14 Ziffern und beginnt mit 99.", element)
    return None


def url(subject: Subject, element: Any) -> str | None:
    """A complete address on the web."""
    found = text(element)
    if not found:
        return None
    if _URL.fullmatch(found):
        return found
    subject.fault(f"„{found}“ ist keine vollständige Internetadresse. Bitte mit https:// beginnen.", element)
    return None


def link(subject: Subject, element: Any) -> Link | None:
    """An address with a title: `uri` or `link`, and `titel`."""
    found = url(subject, child(element, "uri", "link", "url"))
    return Link(found, german(children(element, "titel", "bezeichnung")) or None) if found else None


def areas(subject: Subject, elements: Iterable[Any]) -> tuple[AreaId, ...]:
    """Areas by ARS, each once, in order."""
    found = (_area(subject, element) for element in elements)
    return tuple(dict.fromkeys(area for area in found if area is not None))


def _area(subject: Subject, element: Any) -> AreaId | None:
    known = identifier(element)
    if known is None:
        return None
    if known.scheme and not _ARS_SCHEMES.search(known.scheme):
        return AreaId(other=known)
    if _ARS.fullmatch(known.value):
        return AreaId(ars=known.value)
    subject.fault(
        f"„{known.value}“ ist kein Regionalschlüssel. Er hat 12 Ziffern, zum Beispiel 055580012012 für Coesfeld.",
        element,
    )
    return None


def day(subject: Subject, element: Any) -> date | None:
    """The day of a date or a point in time, as it is written: no time zone is applied."""
    found = text(element)
    if not found:
        return None
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        subject.fault(f"„{found}“ ist kein Datum. Bitte so schreiben: 2026-11-23.", element)
        return None


def period(subject: Subject, element: Any) -> Period:
    """`gueltigkeit` of an element; several are taken as from the first to the last."""
    spans = [
        Period(day(subject, child(span, "beginn")), day(subject, child(span, "ende")))
        for span in children(element, "gueltigkeit")
    ]
    if not spans:
        return ALWAYS
    starts = [span.starts for span in spans]
    ends = [span.ends for span in spans]
    return Period(
        None if None in starts else min(d for d in starts if d), None if None in ends else max(d for d in ends if d)
    )


def changed(subject: Subject, element: Any) -> date | None:
    """When an object was changed last: `versionsinformation` (2.2), `versionsinformationen` (2.3)."""
    version = child(element, "versionsinformation", "versionsinformationen")
    if version is None:
        return None
    return day(subject, child(version, "geaendertdatumzeit")) or day(subject, child(version, "erstelltdatumzeit"))


def check_encoding(subject: Subject, content: str, element: Any) -> None:
    """UTF-8 that was declared as Latin-1 is well-formed but reads `MÃ¼nster`."""
    if "Ã" in content and _MISREAD.search(content):
        subject.fault(
            f"„{content[:40]}“ ist falsch kodiert: Die Datei ist in UTF-8 geschrieben, gibt aber etwas anderes an. "
            'Bitte encoding="UTF-8" angeben.',
            element,
        )


def amount(subject: Subject, element: Any) -> int | None:
    """Euro cents of an amount such as `46.00` or `27,60`."""
    found = text(element) or value(element, "value")
    currency = attribute(element, "currencycode") or attribute(element, "currencyid") or "EUR"
    try:
        cents = round(float(found.replace(",", ".")) * 100)
    except ValueError:
        cents = -1
    if cents < 0 or currency != "EUR":
        subject.fault(f"„{found} {currency}“ ist kein Betrag in Euro. Bitte so schreiben: 46.00", element)
        return None
    return cents
