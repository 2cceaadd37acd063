"""Source rows of an import: where an object says it comes from, its date, its approval, and until when it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from bot.directory import models as m
from bot.directory.exchange.objects import ALWAYS, Approval, Link, Period


class Sources:
    """One row for each different source."""

    def __init__(self, layer: str, title: str, url: str, known: set[str]) -> None:
        self.layer = layer
        self.title = title
        self.url = url
        self._known = known
        self._new: list[m.Source] = []

    def slug(self, as_of: date, portal: Link | None, approval: Approval | None = None, *periods: Period) -> str:
        """The slug of the source. It expires with the first of the periods that ends."""
        expires = min((period.ends for period in periods if period.ends), default=None)
        title, url = (portal.title or self.title, portal.url) if portal else (self.title, self.url)
        verified_by = approval.by if approval else None
        if approval and approval.on:
            as_of = approval.on
        content = (title, url, as_of, verified_by, expires)
        slug = f"{self.layer}:{hashlib.sha256(repr(content).encode()).hexdigest()[:16]}"
        if slug not in self._known:
            self._known.add(slug)
            self._new.append(
                m.Source(slug=slug, title=title, url=url, as_of=as_of, verified_by=verified_by, expires=expires)
            )
        return slug

    def take_new(self) -> Iterator[m.Source]:
        """The rows that have been asked for since the last time."""
        while self._new:
            yield self._new.pop(0)


def holds(today: date, *periods: Period) -> bool:
    """Whether all periods have begun; the end is kept as the expiry of the source."""
    return all(period.begun(today) for period in periods if period is not ALWAYS)
