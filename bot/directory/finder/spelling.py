"""One slip in a known word: `jahdschein`, `reisepss` and `fuhrugnszeugnis` are meant as words of the directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.directory.finder.words import stem

_SHORTEST = 6
"""Letters. In shorter words one slip makes another word too often (Rente, Rinde)."""
_KEPT = 50_000


class Spelling:
    """Finds the known word that a misspelt one is meant as. 30,000 words cost 0.1 ms for a word, once."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known`: folded words."""
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(set(known)):
            if len(word) >= _SHORTEST:
                self._alike[word[0], len(word)].append(word)
        self._corrected: dict[str, str | None] = {}

    def correct(self, folded: str) -> str | None:
        """The known word one slip away, with the same first letter; None if there is none or several of different
        stems. A slip: a letter wrong, too much or missing, or two neighbours swapped."""
        if len(folded) < _SHORTEST or not folded.isalpha():
            return None
        if folded not in self._corrected:
            if len(self._corrected) >= _KEPT:
                self._corrected.clear()
            self._corrected[folded] = self._search(folded)
        return self._corrected[folded]

    def _search(self, folded: str) -> str | None:
        near = [
            word
            for length in (len(folded), len(folded) - 1, len(folded) + 1)
            for word, _, _ in process.extract(
                folded, self._alike.get((folded[0], length), ()), scorer=OSA.distance, score_cutoff=1, limit=None
            )
        ]
        return near[0] if len({stem(word) for word in near}) == 1 else None
