"""What is known about each service as the answer to a query, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.directory.finder.index import Index, Query

Matrix = NDArray[np.float64]

NAMES = ("characters", "words", "meaning", "meaning_3", "one_phrase", "coverage", "exact", "name_words")
_SHORTLIST = 24
_SITUATION = np.float32(0.9)


@dataclass(frozen=True)
class Shortlist:
    """The most similar services: numbers into `Index.services`, and a row of features (NAMES) for each."""

    services: NDArray[np.intp]
    rows: Matrix
    single_word: bool


def shortlist(index: Index, query: Query, vector: NDArray[np.float32], leave_out: int | None = None) -> Shortlist:
    """The services worth a closer look. `leave_out` takes one phrase out of the index, for fitting."""
    damp = np.where(index.is_situation, _SITUATION, np.float32(1))
    characters = index.characters(query) * damp
    words = index.words(query) * damp
    meaning = index.meaning(vector)
    if leave_out is not None:
        for scores in (characters, words, meaning):
            scores[leave_out] = 0
    joint = characters + words + meaning
    best = np.maximum.reduceat(joint, index.starts)
    count = min(_SHORTLIST, len(best))
    services = np.argpartition(-best, count - 1)[:count]
    services = services[np.argsort(-best[services], kind="stable")]
    rows = np.zeros((count, len(NAMES)))
    wanted = _wanted(index, query)
    for row, service in zip(rows, services, strict=True):
        start = index.starts[service]
        end = index.starts[service + 1] if service + 1 < len(index.starts) else len(index.owner)
        span = slice(start, end)
        nearest = np.sort(meaning[span])[-3:]
        names = words[span][~index.is_situation[span]]
        row[:] = (
            characters[span].max(),
            words[span].max(),
            meaning[span].max(),
            nearest.mean(),
            joint[span].max() / 3,
            _coverage(index, wanted, start, end, leave_out),
            float(words[span].max() > 0.97),
            names.max(initial=0),
        )
    return Shortlist(services, rows, len(query.words) == 1)


def _wanted(index: Index, query: Query) -> list[tuple[float, dict[str, float]]]:
    """Every word of the query with its weight and the stems it may be found by."""
    wanted = []
    for word in query.words:
        shares = index.vocabulary.meant(word)
        best = max(shares, key=lambda part: shares[part] if index.vocabulary.knows(part) else 0.0)
        wanted.append((index.vocabulary.weight(best), shares))
    return wanted


def _coverage(
    index: Index, wanted: list[tuple[float, dict[str, float]]], start: int, end: int, leave_out: int | None
) -> float:
    """Which part of the query's words, by weight, the phrases of a service contain."""
    total = covered = 0.0
    for weight, shares in wanted:
        best = 0.0
        for i in range(start, end):
            if i == leave_out:
                continue
            features = index.features[i]
            hit = max((share * features.get(part, 0.0) for part, share in shares.items()), default=0.0)
            best = max(best, hit * (0.8 if index.is_situation[i] else 1.0))
        total += weight
        covered += weight * best
    return covered / total if total else 0.0
