"""How good and how fast the answers of one contestant were. Pure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence


def accuracy(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """The share of right labels, 0 to 1."""
    return sum(right == said for right, said in zip(truth, predicted, strict=True)) / len(truth)


def macro_f1(truth: Sequence[str], predicted: Sequence[str]) -> float:
    """The mean F1 of all labels that are true or predicted somewhere, as scikit-learn's `f1_score(average="macro")`."""
    hits = Counter(right for right, said in zip(truth, predicted, strict=True) if right == said)
    wanted, given = Counter(truth), Counter(predicted)
    labels = wanted.keys() | given.keys()
    return sum(2 * hits[label] / (wanted[label] + given[label]) for label in labels) / len(labels)


def percentiles(milliseconds: Sequence[float]) -> tuple[float, float]:
    """(p50, p95) in ms."""
    if len(milliseconds) < 2:
        return milliseconds[0], milliseconds[0]
    return statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20, method="inclusive")[18]
