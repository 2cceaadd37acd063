"""Which of our slugs an id of the other system means, within one layer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.exchange.objects import FORM, OFFER, AreaId, Id

_LETTERS = {"Leistung": "l", "Organisationseinheit": "o", "Gebiet": "g"}
_LONGEST = 80


def own_slug(layer: str, object_class: str, known: Id) -> str:
    """A slug for an object that only the import knows: `nrw.l.L100002.999000001`. Its full stop keeps it apart from
    the slugs of staff files; what does not fit is replaced by a short hash."""
    name = layer.partition(":")[2] or layer
    full = ".".join((name, _LETTERS.get(object_class, "x"), *str(known).split("/")))
    slug = re.sub(r"[^A-Za-z0-9._-]", "-", full)
    if slug == full and len(slug) <= _LONGEST:
        return slug
    return f"{slug[: _LONGEST - 9]}.{hashlib.sha256(full.encode()).hexdigest()[:8]}"


class Registry:
    """Ids of services and offices → slug, of online services and forms → record.

    An id given without schemeID means the only one with its value.
    """

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self._slugs: dict[tuple[str, str, str], dict[str, str]] = {}

    def load(self, session: Session) -> None:
        """What an earlier import of the layer knew."""
        for row in session.scalars(select(m.ExternalId).where(m.ExternalId.origin == self.layer)):
            agency, _, scheme = row.scheme.partition("/")
            local = row.record if row.kind in (OFFER, FORM) else row.local
            self.add(row.kind, Id(agency, row.value, scheme), local)

    def add(self, object_class: str, known: Id, local: str) -> None:
        """`known` means `local` from now on."""
        self._slugs.setdefault((object_class, known.agency, known.value), {})[known.scheme] = local

    def remove(self, object_class: str, known: Id) -> str | None:
        """Forget an id; returns what it meant."""
        meant = self._slugs.get((object_class, known.agency, known.value), {})
        scheme = self._scheme(meant, known)
        return None if scheme is None else meant.pop(scheme)

    def find(self, object_class: str, known: Id) -> str | None:
        """The slug, or None for an id that no object has."""
        meant = self._slugs.get((object_class, known.agency, known.value), {})
        scheme = self._scheme(meant, known)
        return None if scheme is None else meant[scheme]

    def means(self, local: str) -> bool:
        """Whether any id still means `local`."""
        return any(local in meant.values() for meant in self._slugs.values())

    def row(self, object_class: str, known: Id, local: str, record: str) -> m.ExternalId:
        """The row that keeps the id."""
        scheme = "/".join(filter(None, (known.agency, known.scheme)))
        return m.ExternalId(
            origin=self.layer, kind=object_class, scheme=scheme, value=known.value, local=local, record=record
        )

    @staticmethod
    def _scheme(meant: dict[str, str], known: Id) -> str | None:
        if known.scheme in meant:
            return known.scheme
        only = next(iter(meant)) if len(meant) == 1 else None
        return only if only is not None and (not known.scheme or not only) else None


class Areas:
    """Slugs of areas by ARS: those of the staff files, and rows of the import for all others."""

    def __init__(self, session: Session, layer: str) -> None:
        self.layer = layer
        rows = session.execute(select(m.Area.slug, m.Area.ars, m.Area.kind, m.Area.origin)).all()
        known = [row for row in rows if row.origin != layer and row.ars]
        self._slugs = {row.ars: row.slug for row in known}
        self._county = next((row for row in known if row.kind == "kreis"), None)
        self._own = {row.slug for row in rows if row.origin == layer}
        self._new: list[m.Area] = []

    def known(self, area: AreaId) -> bool:
        """Whether the staff files have the area."""
        return area.ars is not None and self._known(area.ars) is not None

    def slug(self, area: AreaId) -> str:
        """The slug; for an area that nobody has yet a row is made."""
        if area.ars is not None and (known := self._known(area.ars)):
            return known
        name = area.ars or str(area.other)
        slug = own_slug(self.layer, "Gebiet", Id("", name))
        if slug not in self._own:
            self._own.add(slug)
            self._new.append(
                m.Area(slug=slug, name=f"Gebiet {name}", official_name=f"Gebiet {name}", kind="gebiet", ars=area.ars)
            )
        return slug

    def _known(self, ars: str) -> str | None:
        if (slug := self._slugs.get(ars)) is not None:
            return slug
        # A Gemeindeverband of one municipality (the usual case in NRW) has its digits and ends with zeros.
        if ars.endswith("000") and not ars.endswith("0000000"):
            within = [slug for known, slug in self._slugs.items() if known[:9] == ars[:9]]
            return within[0] if len(within) == 1 else None
        # A Regierungsbezirk lies between the county and the Land; the directory has no such layer.
        digits = ars.rstrip("0")
        if self._county is not None and len(digits) == 3 and self._county.ars.startswith(digits):
            return str(self._county.slug)
        return None

    def take_new(self) -> Iterator[m.Area]:
        """The rows that have been asked for since the last time."""
        while self._new:
            yield self._new.pop(0)
