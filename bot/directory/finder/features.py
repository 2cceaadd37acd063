"""What is known about each service as the answer to a query, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.directory.finder.index import Index, Likeness, Query

Matrix = NDArray[np.float64]

NAMES = ("contained", "name", "coverage", "meaning", "all_meanings")
"""How much of a name or synonym the query has (the best); how well the words of query and official name agree (F1); how
much of the query all phrases together have; best cosine of the sentence vectors; all cosines together (logarithm of the
sum of their exponentials). Words count by their weight; all but the last are at most 1."""
_SHORTLIST = 24
# A word in the story of a situation says less than in a name.
_SITUATION = 0.9
# How much the best cosine counts before the others.
_SHARPNESS = 12


@dataclass(frozen=True)
class Shortlist:
    """The most similar services: numbers into `Index.services`, a row of features (NAMES) for each, whether only an
    import knows them; and how many words the query has."""

    services: NDArray[np.intp]
    rows: Matrix
    imported: NDArray[np.bool_]
    words: int


def shortlist(index: Index, query: Query, vector: NDArray[np.float32]) -> Shortlist:
    """The services worth a closer look. `vector` is the sentence vector of `query.plain`, shortened (axes.py)."""
    like = index.likeness(query, vector)
    best = np.maximum.reduceat(index.joint(like), index.starts[:-1])
    count = min(_SHORTLIST, len(best))
    services = np.argpartition(-best, count - 1)[:count]
    return Shortlist(services, _rows(index, like, services), index.is_imported[services], len(query.words))


def _rows(index: Index, like: Likeness, services: NDArray[np.intp]) -> Matrix:
    """One row a service. Phrases and their words are looked at together, services one after the other."""
    spans = [np.arange(index.starts[service], index.starts[service + 1]) for service in services]
    phrases = np.concatenate(spans)
    firsts = np.cumsum([0, *map(len, spans[:-1])])
    contents = index.contents[phrases]
    likest = like.words[:, contents.indices]
    found = np.maximum.reduceat(likest, contents.indptr[:-1], axis=1)
    recall = like.weights @ found / like.weights.sum()
    meant = np.add.reduceat(contents.data * likest.max(axis=0), contents.indptr[:-1])
    precision = meant / np.add.reduceat(contents.data, contents.indptr[:-1])
    agreement = 2 * recall * precision / np.maximum(recall + precision, 1e-9)
    is_situation = index.is_situation[phrases]
    anywhere = np.maximum.reduceat(found * np.where(is_situation, _SITUATION, 1), firsts, axis=1)
    meaning = like.meaning[phrases]
    return np.column_stack(
        (
            np.maximum.reduceat(np.where(is_situation, 0, precision), firsts),
            np.maximum.reduceat(np.where(index.is_name[phrases], agreement, 0), firsts),
            like.weights @ anywhere / like.weights.sum(),
            np.maximum.reduceat(meaning, firsts),
            np.log(np.add.reduceat(np.exp(_SHARPNESS * meaning), firsts)) / _SHARPNESS,
        )
    )
