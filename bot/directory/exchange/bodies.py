"""Which of the twelve administrations an Organisationseinheit is: by name, unless its place is another one.

Ascheberg lies in Holstein, too, and Senden in Bavaria: a name alone proves nothing when key or postcode disagree.
"""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.exchange.objects import Office

_KINDS = ("stadt", "gemeinde", "kreis")


class Bodies:
    """Names of the administrations of the staff files."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(m.Organisation.slug, m.Organisation.name, m.Area.name, m.Area.ars, m.Area.postcodes)
            .join(m.Area, m.Area.slug == m.Organisation.area)
            .where(m.Organisation.origin == m.STAFF, m.Organisation.slug == m.Organisation.area)
        ).all()
        self._by_name = {name: (row[0], row[3], tuple(row[4] or ())) for row in rows for name in _names(row[1], row[2])}

    def slug(self, office: Office) -> str | None:
        """The administration that the office is, or None."""
        found = self._by_name.get(_plain(office.name))
        if found is None:
            return None
        slug, ars, postcodes = found
        if office.ars and office.ars != ars:
            return None
        elsewhere = [a.postcode for a in office.addresses if postcodes and a.postcode not in postcodes]
        return None if elsewhere and not office.ars and len(elsewhere) == len(office.addresses) else slug


def _names(official: str, place: str) -> set[str]:
    kind = official.split(maxsplit=1)[0].casefold()
    variants = {official}
    if kind in _KINDS:
        variants |= {f"{kind}verwaltung {place}", f"{kind}verwaltung {official}", f"verwaltung der {official}"}
        variants |= {f"{official} - der bürgermeister", f"{official} - die bürgermeisterin"}
    if kind == "kreis":
        variants |= {f"kreisverwaltung {official.removeprefix('Kreis ')}", f"{official} - der landrat"}
    return {_plain(name) for name in variants}


def _plain(name: str) -> str:
    return re.sub(r"[\s,()–-]+", " ", name.casefold()).strip()
