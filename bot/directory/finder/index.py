"""The index in memory: for a query, three similarities to every phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from bot.directory.finder.phrases import Phrases
from bot.directory.finder.vocabulary import Vocabulary
from bot.directory.finder.words import Word, content_words, fold, words
from bot.directory.vectors import without_spans

Scores = NDArray[np.float32]

# From this number of phrases on, sentence vectors are shortened to their main axes.
_MANY = 20_000
_AXES = 128


@dataclass(frozen=True)
class Query:
    """A message, reduced to what a service can be found by. `plain` is what the sentence vector is made of."""

    words: tuple[Word, ...]
    plain: str


class Index:
    """Built from `Phrases`, immutable. Phrase i belongs to service `owner[i]` of `services`."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.services = tuple(sorted(set(phrases.services)))
        number = {slug: i for i, slug in enumerate(self.services)}
        self.owner = np.array([number[slug] for slug in phrases.services], dtype=np.int32)
        # Rows of one service lie together (phrases.read orders them): reduceat finds the best of each.
        self.starts = np.searchsorted(self.owner, np.arange(len(self.services)))
        self.is_situation = np.array([kind == "situation" for kind in phrases.kinds], dtype=bool)
        tokens = [content_words(text) or list(words(text)) for text in phrases.texts]
        self.vocabulary = Vocabulary(tokens)
        names = {
            w.folded for phrase, kind in zip(tokens, phrases.kinds, strict=True) if kind != "situation" for w in phrase
        }
        self._named = _unique_names(phrases, tokens)
        self._joined = self.vocabulary.surfaces
        self._places = frozenset(
            fold(place) for place in phrases.places if len(place) >= 4 and fold(place) not in names
        )
        self.features = [self._phrase_features(phrase) for phrase in tokens]
        self._columns: dict[str, int] = {}
        self._words = self._word_matrix()
        self._characters, self._char_matrix = _character_matrix([_joined_text(phrase) for phrase in tokens])
        # Just after an import new phrases have no vector yet: zeros, which stay zeros and are like nothing.
        encoded = phrases.vectors.any(axis=1)
        known = phrases.vectors[encoded]
        self.mean = known.mean(axis=0) if len(known) else np.zeros(phrases.vectors.shape[1:], np.float32)
        centred = _unit(np.where(encoded[:, None], phrases.vectors - self.mean, np.float32(0)))
        self._axes = _main_axes(centred) if len(tokens) > _MANY else None
        self._vectors = centred if self._axes is None else np.ascontiguousarray(centred @ self._axes)

    def named(self, query: Query) -> str | None:
        """The service whose official name, or whose own synonym, the content words of the query are; else None."""
        return self._named.get(tuple(word.folded for word in query.words))

    def prepare(self, text: str, ignore: Sequence[tuple[int, int]] = ()) -> Query:
        """What remains of a message without places, function words and the question words of the aspects."""
        kept = [w for w in content_words(text, ignore, self._joined) if w.folded not in self._places]
        if all(word.folded.isdigit() for word in kept):
            kept = []
        plain = without_spans(text, ignore)
        plain = " ".join(t for t in plain.split() if fold(t).strip(".,;:!?") not in self._places)
        return Query(tuple(kept), plain)

    def characters(self, query: Query) -> Scores:
        """Cosine of character n-grams (2 to 5, within words)."""
        if self._characters is None:
            return np.zeros(len(self.owner), np.float32)
        vector = self._characters.transform([_joined_text(query.words)])
        return _dense(vector @ self._char_matrix)

    def words(self, query: Query) -> Scores:
        """Cosine of stems, with compounds taken apart and typos put right."""
        shares: dict[int, float] = {}
        square = 0.0
        for word in query.words:
            for part, share in self.vocabulary.meant(word).items():
                value = share * self.vocabulary.weight(part)
                square += value * value
                if (column := self._columns.get(part)) is not None:
                    shares[column] = shares.get(column, 0.0) + value
        if not shares:
            return np.zeros(len(self.owner), np.float32)
        row = csr_matrix((list(shares.values()), ([0] * len(shares), list(shares))), (1, len(self._columns)))
        return _dense(row @ self._words) / np.float32(np.sqrt(square))

    def meaning(self, vector: NDArray[np.float32]) -> Scores:
        """Cosine of the sentence vectors, seen from the mean of all phrases."""
        centred = _unit((vector - self.mean)[None, :])[0]
        scores: Scores = self._vectors @ (centred if self._axes is None else centred @ self._axes)
        return scores

    def _phrase_features(self, phrase: Sequence[Word]) -> dict[str, float]:
        merged: dict[str, float] = {}
        for word in phrase:
            for part, share in self.vocabulary.features(word).items():
                merged[part] = max(merged.get(part, 0.0), share)
        return merged

    def _word_matrix(self) -> Any:
        rows, columns, values = [], [], []
        for i, features in enumerate(self.features):
            for part, share in features.items():
                rows.append(i)
                columns.append(self._columns.setdefault(part, len(self._columns)))
                values.append(share * self.vocabulary.weight(part))
        shape = (len(self.features), max(1, len(self._columns)))
        matrix = csr_matrix((np.array(values, np.float32), (rows, columns)), shape)
        return normalize(matrix).T.tocsr() if self.features else matrix.T.tocsr()


def _character_matrix(texts: list[str]) -> tuple[Any, Any]:
    if not any(texts):
        return None, None
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
    return vectorizer, vectorizer.fit_transform(texts).T.tocsr()


def _main_axes(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The directions in which the vectors differ most: a third of the arithmetic, nearly the same cosines."""
    axes: NDArray[np.float32] = np.linalg.eigh(vectors.T @ vectors)[1][:, -_AXES:].astype(np.float32)
    return axes


def _joined_text(tokens: Sequence[Word]) -> str:
    return " ".join(word.folded for word in tokens)


def _dense(row: Any) -> Scores:
    scores: Scores = np.asarray(row.toarray()[0], dtype=np.float32)
    return scores


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (rows / np.where(length == 0, 1, length)).astype(np.float32)
    return unit


def _unique_names(phrases: Phrases, tokens: Sequence[Sequence[Word]]) -> dict[tuple[str, ...], str]:
    """Names and synonyms that belong to one service only, by their content words; an official name wins."""
    found: dict[tuple[str, ...], str] = {}
    for wanted in ("name", "synonym"):
        owners: dict[tuple[str, ...], set[str]] = {}
        for slug, kind, words_of_phrase in zip(phrases.services, phrases.kinds, tokens, strict=True):
            if kind == wanted:
                owners.setdefault(tuple(word.folded for word in words_of_phrase), set()).add(slug)
        found = {**{key: next(iter(slugs)) for key, slugs in owners.items() if len(slugs) == 1 and key}, **found}
    return found
