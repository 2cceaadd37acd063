"""What German compounds consist of: `hundesteueranmeldung` → hund, steuer, anmeldung."""

from __future__ import annotations

from collections.abc import Collection

from bot.directory.finder.words import stem

LINKS = ("", "s", "n", "en", "es", "e")
SHORTEST = 4
_KEPT = 50_000


class Compounds:
    """Takes words apart that are put together from known ones."""

    def __init__(self, surfaces: Collection[str], stems: Collection[str]) -> None:
        self._surfaces = frozenset(surfaces)
        self._stems = frozenset(stems)
        # Nine of ten cuts are dismissed by these, without a stem being made.
        self._beginnings = frozenset(surface[:SHORTEST] for surface in surfaces)
        self._parts: dict[str, tuple[str, ...]] = {}

    def parts(self, folded: str) -> tuple[str, ...]:
        """The stems a compound consists of. Empty for other words."""
        if (known := self._parts.get(folded)) is None:
            known = tuple(self._split(folded, 3))
            if len(self._parts) >= _KEPT:
                self._parts.clear()
            self._parts[folded] = known
        return known

    def _split(self, folded: str, depth: int) -> list[str]:
        if len(folded) < 2 * SHORTEST or depth == 0:
            return []
        for cut in range(SHORTEST, len(folded) - SHORTEST + 1):
            head, tail = folded[:cut], folded[cut:]
            if tail[:SHORTEST] not in self._beginnings or (first := self._first(head)) is None:
                continue
            rest = self._split(tail, depth - 1)
            if self._known(tail):
                return [first, stem(tail), *rest]
            if rest:
                return [first, *rest]
        return []

    def _first(self, head: str) -> str | None:
        for link in LINKS:
            bare = head.removesuffix(link) if link else head
            if len(bare) >= 3 and self._known(bare):
                return stem(bare)
        return None

    def _known(self, folded: str) -> bool:
        return folded in self._surfaces or stem(folded) in self._stems
