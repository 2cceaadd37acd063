"""The index in memory: which services a message is likest to, and the phrases of these for a closer look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from bot.directory.finder.names import Names
from bot.directory.finder.phrases import Phrases
from bot.directory.finder.vocabulary import Scores, Vocabulary
from bot.directory.finder.words import Word, closed_up, content_words, fold, words
from bot.directory.vectors import without_spans

# More distinct words than anyone writes to find a service; each costs time.
_MOST_WORDS = 40
_SHORTEST_NUMBER = 5
_SHORTEST_PLACE = 4
# Stands for the words of a phrase that has none, such as a smiley.
_NO_WORD = Word("", "")


@dataclass(frozen=True)
class Query:
    """A message, reduced to what a service can be found by. `plain` is what the sentence vector is made of."""

    words: tuple[Word, ...]
    plain: str


@dataclass(frozen=True)
class Likeness:
    """A query against the directory: (query words, words), weights of the query's words, cosine of every phrase."""

    words: Scores
    weights: Scores
    meaning: Scores


class Index:
    """Built from `Phrases`, immutable. The phrases of service i are `starts[i]` to `starts[i + 1]`; row i of `contents`
    has the weights of the words of phrase i."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.services = tuple(sorted(set(phrases.services)))
        self.is_imported = np.array([service not in phrases.staff for service in self.services], dtype=bool)
        self.is_name = np.array([kind == "name" for kind in phrases.kinds], dtype=bool)
        self.is_situation = np.array([kind == "situation" for kind in phrases.kinds], dtype=bool)
        # Phrases of one service lie together (phrases.read sorts them).
        position = {service: i for i, service in enumerate(self.services)}
        owner = np.array([position[service] for service in phrases.services], dtype=np.int32)
        self.starts = np.searchsorted(owner, np.arange(len(self.services) + 1))
        self.names = Names()
        numbers: dict[Word, int] = {}
        flat: list[int] = []
        ends = [0]
        for service, kind, text in zip(phrases.services, phrases.kinds, phrases.texts, strict=True):
            phrase = content_words(text) or words(text) or [_NO_WORD]
            flat += dict.fromkeys(numbers.setdefault(word, len(numbers)) for word in phrase)
            ends.append(len(flat))
            self.names.add(service, kind, phrase, service in phrases.staff)
        ones = np.ones(len(flat), dtype=np.float32)
        columns = np.array(flat, dtype=np.int32)
        used = csr_matrix((ones, (np.repeat(owner, np.diff(ends)), columns)), (len(self.services), len(numbers)))
        self.vocabulary = Vocabulary(tuple(numbers), used)
        contents = csr_matrix((ones, columns, ends), (len(owner), len(numbers)))
        self.contents = contents @ diags(self.vocabulary.weights)
        self._lengths = np.sqrt(np.asarray(self.contents.power(2).sum(axis=1)).ravel())
        places = {fold(place) for place in phrases.places if len(place) >= _SHORTEST_PLACE}
        self._places = frozenset(places - self.names.words)

    def prepare(self, text: str, ignore: Sequence[tuple[int, int]] = ()) -> Query:
        """What remains of a message without places, function words and the question words of the aspects."""
        found = closed_up(text, ignore, self.vocabulary.surfaces)
        kept = [word for word in dict.fromkeys(found) if self._counts(word)][:_MOST_WORDS]
        if all(word.folded.isdigit() and not self._is_number(word.folded) for word in kept):
            kept = []
        plain = without_spans(text, ignore)
        plain = " ".join(t for t in plain.split() if fold(t).strip(".,;:!?") not in self._places)
        return Query(tuple(kept), plain)

    def likeness(self, query: Query, vector: NDArray[np.float32]) -> Likeness:
        """`vector` is the sentence vector of `query.plain`, shortened (axes.py)."""
        like, weights = self.vocabulary.likeness(query.words)
        return Likeness(like, weights, self.phrases.vectors @ vector)

    def joint(self, like: Likeness) -> Scores:
        """A quick estimate for every phrase, of words and meaning together."""
        agreement = self.contents @ (like.weights @ like.words)
        scores: Scores = agreement / self._lengths / np.linalg.norm(like.weights) + like.meaning
        return scores

    def _counts(self, word: Word) -> bool:
        return word.folded not in self._places and not self.vocabulary.respelt(word).stops

    def _is_number(self, folded: str) -> bool:
        """Whether digits are a telephone number that a service is known by, such as 116117."""
        return len(folded) >= _SHORTEST_NUMBER and folded in self.vocabulary.surfaces
