"""The words of the directory: what they weigh, and how like them a citizen's words are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.directory.finder.compounds import Compounds
from bot.directory.finder.grams import grams
from bot.directory.finder.spelling import Spelling
from bot.directory.finder.words import Word, is_stopword, stem, stopwords

Scores = NDArray[np.float32]
_PART = 0.5
# How like a word is to the one that it is a slip away from.
_MISSPELT = 0.95
# The column of all stems that no phrase has.
_UNKNOWN = "?"


class Vocabulary:
    """Built from the distinct words of all phrases; immutable, apart from a cache."""

    def __init__(self, words: Sequence[Word], used: Any) -> None:
        """`used`: a sparse matrix (services, words), not 0 where a phrase of the service has the word."""
        self.surfaces = frozenset(word.folded for word in words)
        self._compounds = Compounds(self.surfaces, {s for word in words for s in (word.stem, *word.parts)})
        self._columns = {_UNKNOWN: 0}
        for word in words:
            for share in self._shares(word):
                self._columns.setdefault(share, len(self._columns))
        stems = self._rows(words)
        # A word that many services have says little. Services are counted, not phrases: a service with many
        # synonyms must not make its own words cheap.
        self._weights = _rarity((used @ stems).astype(bool).sum(axis=0), used.shape[0])
        self._stems = _weighted(stems, self._weights).T.tocsr()
        pieces = grams([word.folded for word in words])
        self._gram_weights = _rarity(pieces.sum(axis=0), len(words))
        self._grams = _weighted(pieces, self._gram_weights).T.tocsr()
        self._spelling = Spelling(self.surfaces | stopwords())
        self.weights = self._weights_of(words)

    def likeness(self, query: Sequence[Word]) -> tuple[Scores, Scores]:
        """How like each word of the directory is to each of `query`, 0 to 1, shape (query, words); and what the words
        of the query weigh. Stems find inflected words and compounds, character n-grams typing errors."""
        meant = [self.respelt(word) for word in query]
        stems = _weighted(self._rows(meant), self._weights) @ self._stems
        pieces = _weighted(grams([word.folded for word in query]), self._gram_weights) @ self._grams
        certain = np.array([[1 if word is known else _MISSPELT] for word, known in zip(query, meant, strict=True)])
        return np.maximum(stems.toarray() * certain, pieces.toarray()), self._weights_of(meant)

    def respelt(self, word: Word) -> Word:
        """The known word, also one to pass over, that an unknown word is a slip away from; else the word itself."""
        if any(share in self._columns for share in self._shares(word)):
            return word
        corrected = self._spelling.correct(word.folded)
        return word if corrected is None else Word(corrected, stem(corrected), stops=is_stopword(corrected))

    def _shares(self, word: Word) -> dict[str, float]:
        """A word as stems: itself, and with less weight what it is composed of."""
        parts = (*self._compounds.parts(word.folded), *word.parts)
        return {word.stem: 1.0} | {part: _PART for part in parts if part != word.stem}

    def _rows(self, words: Sequence[Word]) -> Any:
        """A sparse matrix (words, stems) of the shares."""
        shares = [(i, stem, share) for i, word in enumerate(words) for stem, share in self._shares(word).items()]
        rows = np.array([i for i, _, _ in shares], dtype=np.int32)
        columns = np.array([self._columns.get(stem, 0) for _, stem, _ in shares], dtype=np.int32)
        values = np.array([share for _, _, share in shares], dtype=np.float32)
        return csr_matrix((values, (rows, columns)), (len(words), len(self._columns)))

    def _weights_of(self, words: Sequence[Word]) -> Scores:
        """The weight of each word, or, where no phrase has it, of the first of its parts that is known."""
        known = (next((s for s in self._shares(word) if s in self._columns), _UNKNOWN) for word in words)
        weights: Scores = self._weights[[self._columns[stem] for stem in known]]
        return weights


def _rarity(counts: Any, total: int) -> Scores:
    """Inverse document frequency, at least 1."""
    weights: Scores = (1 + np.log((1 + total) / (1 + np.asarray(counts, dtype=np.float32).ravel()))).astype(np.float32)
    return weights


def _weighted(rows: Any, weights: Scores) -> Any:
    """Every column of a sparse matrix times its weight, then every row brought to length 1."""
    rows = rows.copy()
    rows.data *= weights[rows.indices]
    lengths = np.sqrt(np.asarray(rows.power(2).sum(axis=1))).ravel()
    rows.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(rows.indptr)).astype(np.float32)
    return rows
