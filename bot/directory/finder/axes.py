"""Sentence vectors, turned and shortened so that they tell services apart.

The 384 numbers of a vector say much that does not matter here: question or keyword, polite or blunt. Linear
discriminant analysis finds the directions in which phrases of different services differ more than those of one
service. Kept in a file, not computed with the index: cosines must mean the same whatever services come and go.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("axes.npz")
AXES = 128
Rows = NDArray[np.float32]
# A share of the mean variance is added in all directions: a few thousand phrases do not know 384 variances well.
_RIDGE = 0.3


def shorten(vectors: Rows) -> Rows:
    """(n, 384) sentence vectors → (n, AXES) of length 1, so that a product is the cosine. Zeros stay zeros."""
    mean, axes = _load()
    short = (vectors - mean) @ axes
    length = np.linalg.norm(short, axis=1, keepdims=True)
    short /= np.where(vectors.any(axis=1, keepdims=True), length, np.inf)
    return short


def fit(vectors: Rows, services: NDArray[np.intp]) -> None:
    """Write FILE from the vectors of phrases and the number of the service of each."""
    counts = np.bincount(services)
    centres = np.zeros((len(counts), vectors.shape[1]))
    np.add.at(centres, services, vectors)
    centres /= counts[:, None]
    within = np.cov((vectors - centres[services]).T)
    within += _RIDGE * np.trace(within) / len(within) * np.eye(len(within))
    whiten = np.linalg.cholesky(np.linalg.inv(within))
    between = np.linalg.eigh(np.cov((centres @ whiten).T))[1]
    axes = whiten @ between[:, -AXES:]
    axes /= np.abs(axes).max()
    np.savez(FILE, mean=vectors.mean(axis=0).astype(np.float32), axes=axes.astype(np.float16))
    _load.cache_clear()


@lru_cache(maxsize=1)
def _load() -> tuple[Any, Any]:
    with np.load(FILE) as stored:
        return stored["mean"], stored["axes"].astype(np.float32)
