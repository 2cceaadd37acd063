"""A linear classifier over blocks of features, with probabilities that mean what they say. Pure: numpy and sklearn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar

Floats = NDArray[np.float32]
_HELD_BACK = 0.2
_ENOUGH = 5
_BALANCE = 0.7


@dataclass(frozen=True)
class Linear:
    """`softmax(sharpness · (x·weights + bias))`. weights: (features, labels); idf: one array per sparse block."""

    labels: list[str]
    weights: Floats
    bias: Floats
    idf: list[Floats]
    sharpness: float

    def probabilities(self, blocks: list[Any]) -> Floats:
        """Shape (rows, labels). `blocks`: the feature blocks in training order, each (rows, width)."""
        scores = _joined(blocks, self.idf) @ self.weights + self.bias
        return _softmax(scores * self.sharpness)

    def save(self, file: Path) -> None:
        """Written as plain arrays: nothing in it can run."""
        idf = {f"idf{i}": values for i, values in enumerate(self.idf)}
        np.savez(
            file, labels=np.array(self.labels), weights=self.weights, bias=self.bias, sharpness=self.sharpness, **idf
        )

    @classmethod
    def load(cls, file: Path) -> Linear:
        """What `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            idf = [data[f"idf{i}"] for i in range(sum(name.startswith("idf") for name in data.files))]
            labels = [str(label) for label in data["labels"]]
            return cls(labels, data["weights"], data["bias"], idf, float(data["sharpness"]))


def train(blocks: list[Any], labels: list[str], c: float) -> Linear:
    """A linear support vector machine; `c`: the smaller, the smoother (docs/adr/0004)."""
    idf = [_idf(block) for block in blocks if sparse.issparse(block)]
    features = _joined(blocks, idf)
    truth = np.array(labels)
    # One after the other: the solver's random numbers are global, two threads would take them from each other, and no
    # two trainings would be the same.
    machine, sharpness = _fit(features, truth, c), _sharpness(features, truth, c)
    names = [str(name) for name in machine.classes_]
    sides = np.array([[-1.0], [1.0]]) if len(names) == 2 else 1.0  # of two classes sklearn describes only the second
    weights = np.ascontiguousarray((machine.coef_ * sides).T, dtype=np.float32)
    return Linear(names, weights, (machine.intercept_ * np.ravel(sides)).astype(np.float32), idf, sharpness)


def _fit(features: Any, truth: NDArray[Any], c: float) -> Any:
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - only training needs it

    # A fixed seed: the same data must give the same decisions.
    return LinearSVC(C=c, random_state=7, class_weight=_class_weights(truth)).fit(features, truth)


def _class_weights(truth: NDArray[Any]) -> dict[Any, float]:
    """An intent with few sentences counts more per sentence, but not in full: then, small talk would win."""
    names, counts = np.unique(truth, return_counts=True)
    return dict(zip(names, (np.median(counts) / counts) ** _BALANCE, strict=True))


def _sharpness(features: Any, truth: NDArray[Any], c: float) -> float:
    """The factor that makes probabilities honest, from scores of sentences that the machine has not seen.

    Temperature scaling: Guo et al. 2017, "On Calibration of Modern Neural Networks".
    """
    from sklearn.model_selection import StratifiedShuffleSplit  # noqa: PLC0415

    names, counts = np.unique(truth, return_counts=True)
    if counts.min() < _ENOUGH or len(truth) * _HELD_BACK < len(names):
        return 3.0
    known, unseen = next(StratifiedShuffleSplit(1, test_size=_HELD_BACK, random_state=7).split(features, truth))
    scores = _fit(features[known], truth[known], c).decision_function(features[unseen])
    if scores.ndim == 1:
        scores = np.stack([-scores, scores], axis=1)
    right = np.searchsorted(names, truth[unseen])

    def loss(factor: float) -> float:
        chosen = _softmax(scores * factor)[np.arange(len(unseen)), right]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    return float(minimize_scalar(loss, bounds=(0.5, 20.0), method="bounded").x)


def _idf(block: Any) -> Floats:
    rows = block.shape[0]
    seen = np.bincount(block.tocsr().indices, minlength=block.shape[1])
    return (np.log((1 + rows) / (1 + seen)) + 1).astype(np.float32)


def _joined(blocks: list[Any], idf: list[Floats]) -> Any:
    """All blocks side by side: sparse counts as tf-idf rows of length 1, dense ones as they come."""
    weights = iter(idf)
    parts = []
    for block in blocks:
        if not sparse.issparse(block):
            parts.append(sparse.csr_matrix(block))
            continue
        counts = sparse.csr_matrix(block, dtype=np.float32, copy=True)
        counts.data = 1 + np.log(counts.data)
        counts = counts @ sparse.diags(next(weights))
        length = np.sqrt(counts.multiply(counts).sum(axis=1)).A.ravel()
        parts.append(sparse.diags(1 / np.maximum(length, 1e-9)).astype(np.float32) @ counts)
    return sparse.hstack(parts).tocsr()


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)
