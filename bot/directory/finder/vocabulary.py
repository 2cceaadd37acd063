"""The words of the directory: what they weigh, what compounds consist of, what a typo meant."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.directory.finder.words import Word, stem

LINKS = ("", "s", "n", "en", "es", "e")
PART_WEIGHT = 0.5
_SHORTEST = 4


class Vocabulary:
    """Built once from the words of all phrases and never changed, apart from its caches."""

    def __init__(self, phrases: Iterable[list[Word]]) -> None:
        counts: Counter[str] = Counter()
        surfaces: set[str] = set()
        self.size = 0
        for phrase in phrases:
            self.size += 1
            surfaces.update(word.folded for word in phrase)
            counts.update({word.stem for word in phrase} | {part for word in phrase for part in word.parts})
        self.surfaces = frozenset(surfaces)
        self._stems = frozenset(counts)
        self._long = sorted(word for word in surfaces if len(word) >= _SHORTEST)
        self._parts: dict[str, tuple[str, ...]] = {}
        split: Counter[str] = Counter()
        for surface in surfaces:
            split.update({part for part in self.parts(surface) if part != stem(surface)})
        # How often a stem occurs decides its weight; as a part of compounds it counts, too.
        self._counts = counts + split

    def weight(self, word: str) -> float:
        """Inverse document frequency; a word nobody wrote weighs most."""
        return 1.0 + math.log((1 + self.size) / (1 + self._counts.get(word, 0)))

    def knows(self, word: str) -> bool:
        """Whether this stem occurs in a phrase, alone or in a compound."""
        return word in self._counts

    def features(self, word: Word) -> dict[str, float]:
        """A word as stems with shares: itself, and with less weight what it is composed of."""
        shares = dict.fromkeys((*self.parts(word.folded), *word.parts), PART_WEIGHT)
        shares[word.stem] = 1.0
        return shares

    def meant(self, word: Word) -> dict[str, float]:
        """Like `features`, for a word of a citizen: an unknown word is taken for the nearest known ones."""
        shares = self.features(word)
        if len(word.folded) < _SHORTEST or any(self.knows(part) for part in shares):
            return shares
        cutoff = 0.75 if len(word.folded) > 5 else 0.74
        near = process.extract(word.folded, self._long, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=3)
        for surface, similarity, _ in near:
            for part, share in self.features(Word(surface, stem(surface))).items():
                shares[part] = max(shares.get(part, 0.0), share * similarity**2)
        return shares

    def parts(self, folded: str) -> tuple[str, ...]:
        """The stems a compound consists of: `hundesteueranmeldung` → hund, steuer, anmeldung. Empty for others."""
        if (known := self._parts.get(folded)) is None:
            known = self._parts[folded] = tuple(self._split(folded, 3))
            if len(self._parts) > 200_000:
                self._parts.clear()
        return known

    def _split(self, folded: str, depth: int) -> list[str]:
        if len(folded) < 2 * _SHORTEST or depth == 0:
            return []
        for cut in range(_SHORTEST, len(folded) - _SHORTEST + 1):
            head, tail = folded[:cut], folded[cut:]
            if not (tail in self.surfaces or stem(tail) in self._stems):
                continue
            if (first := self._first(head)) is None:
                continue
            return [*first, stem(tail), *(part for part in self._split(tail, depth - 1))]
        return []

    def _first(self, head: str) -> list[str] | None:
        for link in LINKS:
            bare = head.removesuffix(link) if link else head
            if len(bare) >= 3 and (bare in self.surfaces or stem(bare) in self._stems):
                return [stem(bare)]
        return None
