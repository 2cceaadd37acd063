"""Which of the meanings of a word list a message names, and where. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from bot.content.word_lists import WordList
from bot.nlu.folding import fold, words


@dataclass(frozen=True)
class Hit:
    """A meaning; start and end are offsets in the original text."""

    value: str
    start: int
    end: int


class WordFinder:
    """Finds whole words, tolerant of case, umlauts and what stands between two words."""

    def __init__(self, word_list: WordList) -> None:
        """Longer phrases are preferred: „gelbe tonne“ to „tonne“."""
        phrases = [(_pattern(word), meaning) for meaning, found in word_list.items() for word in found]
        phrases.sort(key=lambda phrase: len(phrase[0]), reverse=True)
        self._meanings = [meaning for _, meaning in phrases]
        alternatives = "|".join(f"(?P<p{i}>{pattern})" for i, (pattern, _) in enumerate(phrases))
        self._regex = re.compile(rf"(?<!\S)(?:{alternatives})(?!\S)")

    def find(self, text: str) -> list[Hit]:
        """Every meaning in order of appearance, each place of the text once."""
        tokens = words(text)
        folded = [fold(word) for word, _, _ in tokens]
        starts = {0, *accumulate(len(word) + 1 for word in folded)}
        index = {start: i for i, start in enumerate(sorted(starts))}
        hits = []
        for match in self._regex.finditer(" ".join(folded)):
            first = tokens[index[match.start()]]
            last = tokens[index[match.end() + 1] - 1]
            assert match.lastgroup is not None, "every alternative is a group"
            hits.append(Hit(self._meanings[int(match.lastgroup[1:])], first[1], last[2]))
        return hits


def _pattern(phrase: str) -> str:
    parts = (re.sub(r"[\W_]+", " ", fold(part)) for part in phrase.split("*"))
    return r"\w*".join(map(re.escape, parts)).strip()
