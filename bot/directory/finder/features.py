"""What is known about each service as the answer to a query, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.directory.finder.index import Index, Likeness, Query

Matrix = NDArray[np.float64]

NAMES = ("words", "name_words", "coverage", "meaning", "all_meanings", "named_meaning")
"""Of the phrases of a service: best agreement of words (F1: how much of the query the phrase has, and how much of the
phrase the query has), the same of the official name, how much of the query all phrases together have, best cosine of
the sentence vectors, all cosines together (the logarithm of the sum of their exponentials), best of names and
synonyms alone. All but the fifth are at most 1."""
_SHORTLIST = 24
# A word in the story of a situation says less than in a name.
_SITUATION = 0.9
# How much the best cosine counts before the others.
_SHARPNESS = 12


@dataclass(frozen=True)
class Shortlist:
    """The most similar services: numbers into `Index.services`, a row of features (NAMES) for each, and whether only an
    import knows them."""

    services: NDArray[np.intp]
    rows: Matrix
    imported: NDArray[np.bool_]


def shortlist(index: Index, query: Query, vector: NDArray[np.float32]) -> Shortlist:
    """The services worth a closer look. `vector` is the sentence vector of `query.plain`, shortened (axes.py)."""
    like = index.likeness(query, vector)
    best = np.maximum.reduceat(index.joint(like), index.starts[:-1])
    count = min(_SHORTLIST, len(best))
    services = np.argpartition(-best, count - 1)[:count]
    services = services[np.argsort(-best[services], kind="stable")]
    return Shortlist(services, _rows(index, like, services), index.is_imported[services])


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
    damp = np.where(index.is_situation[phrases], _SITUATION, 1)
    agreement = 2 * recall * precision / np.maximum(recall + precision, 1e-9) * damp
    meaning = like.meaning[phrases]
    anywhere = np.maximum.reduceat(found * damp, firsts, axis=1)

    def best(values: NDArray[np.float64]) -> NDArray[np.float64]:
        of_each: NDArray[np.float64] = np.maximum.reduceat(values, firsts)
        return of_each

    return np.column_stack(
        (
            best(agreement),
            best(np.where(index.is_name[phrases], agreement, 0)),
            like.weights @ anywhere / like.weights.sum(),
            best(meaning),
            np.log(np.add.reduceat(np.exp(_SHARPNESS * meaning), firsts)) / _SHARPNESS,
            best(np.where(index.is_situation[phrases], -1, meaning)),
        )
    )
