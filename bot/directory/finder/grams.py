"""Character n-grams of words: what a typo and a compound leave of a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

BUCKETS = 1 << 18
_LONGEST = 5
_ALPHABET = b" abcdefghijklmnopqrstuvwxyz0123456789"
_CODES = np.zeros(256, dtype=np.int64)
_CODES[list(_ALPHABET)] = np.arange(len(_ALPHABET))
# Multiplicative hashing (Knuth): 2^64 divided by the golden ratio, as a signed number.
_GOLDEN = np.int64(-7046029254386353131)


def grams(folded: Sequence[str]) -> Any:
    """A sparse matrix (words, BUCKETS) with 1 for every n-gram of a folded word, its edges marked by a blank.

    N-grams are hashed, so that no table of them is kept; all words are treated at once, 30,000 in a third of a second.
    """
    if not folded:
        return csr_matrix((0, BUCKETS), dtype=np.float32)
    letters = np.frombuffer("".join(f" {word} " for word in folded).encode("utf-32-le"), dtype=np.uint32)
    # Latin letters have small numbers, those of other scripts their own.
    codes = np.where(letters < len(_CODES), _CODES[np.minimum(letters, len(_CODES) - 1)], letters.astype(np.int64))
    owner = np.repeat(np.arange(len(folded), dtype=np.int32), [len(word) + 2 for word in folded])
    rows, columns = [], []
    code = codes
    for length in range(2, _LONGEST + 1):
        code = code[:-1] * len(_ALPHABET) + codes[length - 1 :]
        inside = owner[: len(code)] == owner[length - 1 :]
        rows.append(owner[: len(code)][inside])
        columns.append(((code[inside] * 8 + length) * _GOLDEN >> np.int64(20)) & (BUCKETS - 1))
    row, column = np.concatenate(rows), np.concatenate(columns).astype(np.int32)
    matrix = csr_matrix((np.ones(len(row), dtype=np.float32), (row, column)), (len(folded), BUCKETS))
    matrix.data[:] = 1  # twice in a word counts once
    return matrix
