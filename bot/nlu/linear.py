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
    machine = _fit(features, truth, c)
    names = [str(name) for name in machine.classes_]
    sharpness = _sharpness(features, truth, names, c)
    weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
    return Linear(names, weights, machine.intercept_.astype(np.float32), idf, sharpness)


def _fit(features: Any, truth: NDArray[Any], c: float) -> Any:
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - only training needs it

    # A fixed seed: the same data must give the same decisions.
    return LinearSVC(C=c, random_state=7).fit(features, truth)


def _sharpness(features: Any, truth: NDArray[Any], names: list[str], c: float) -> float:
    """The factor that makes probabilities honest, from scores of sentences the machine has not seen."""
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415

    if min(np.unique(truth, return_counts=True)[1]) < 3:
        return 3.0
    scores = np.zeros((len(truth), len(names)), dtype=np.float32)
    for known, unseen in StratifiedKFold(3, shuffle=True, random_state=7).split(features, truth):
        machine = _fit(features[known], truth[known], c)
        scores[unseen] = machine.decision_function(features[unseen])
    right = np.searchsorted(names, truth)

    def loss(factor: float) -> float:
        chosen = _softmax(scores * factor)[np.arange(len(truth)), right]
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
