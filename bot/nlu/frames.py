"""The frame of a question: what is asked, without what it is asked about. Pure: no Rasa.

„Welche Unterlagen für die Hundesteuer?“ and „welche unterlagen angelschein“ have the frame „welch unterlage … ?“. The
words that stay are those that the training sentences show to matter: frequent everywhere, or at home in one intent.
The rest, mostly the names of services, becomes one neutral sign, so that an intent is learnt for all services at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

_SUBJECT, _BEGIN, _END = "…", "<", ">"
_SPEAKS = re.compile(r"\w|[?!]")
# Measured by cross-validation on the training sentences (docs/adr/0004).
_COMMON = 60
_FEW = 10
_AT_HOME = 0.3
_LONGEST = 3


@dataclass(frozen=True)
class Frames:
    """`kept`: the words that stay; `columns`: n-gram of a frame → column of the feature row."""

    kept: frozenset[str]
    columns: dict[str, int]

    def row(self, lemmas: Sequence[str]) -> sparse.csr_matrix:
        """Shape (1, len(columns)): 1 for every known n-gram of the frame."""
        grams = set(_grams(frame(lemmas, self.kept)))
        found = sorted(self.columns[gram] for gram in grams if gram in self.columns)
        values = np.ones(len(found), dtype=np.float32)
        return sparse.csr_matrix((values, ([0] * len(found), found)), (1, len(self.columns)))


def learn(sentences: Sequence[Sequence[str]], labels: Sequence[str]) -> Frames:
    """Frames of training sentences, given as lemmas. An n-gram counts if two sentences have it."""
    kept = _telling_words(sentences, labels)
    seen = Counter(gram for lemmas in sentences for gram in set(_grams(frame(lemmas, kept))))
    return Frames(kept, {gram: i for i, gram in enumerate(sorted(g for g, count in seen.items() if count > 1))})


def frame(lemmas: Iterable[str], kept: frozenset[str]) -> list[str]:
    """The lemmas between begin and end sign; neighbours that are not kept are one neutral sign."""
    words = [_BEGIN]
    for lemma in lemmas:
        word = lemma.casefold()
        if not _SPEAKS.search(word):
            continue
        if word in kept:
            words.append(word)
        elif words[-1] != _SUBJECT:
            words.append(_SUBJECT)
    return [*words, _END]


def _grams(words: Sequence[str]) -> list[str]:
    return [
        " ".join(words[at : at + length]) for length in range(1, _LONGEST + 1) for at in range(len(words) - length + 1)
    ]


def _telling_words(sentences: Sequence[Sequence[str]], labels: Sequence[str]) -> frozenset[str]:
    homes: dict[str, Counter[str]] = defaultdict(Counter)
    for lemmas, label in zip(sentences, labels, strict=True):
        for word in {lemma.casefold() for lemma in lemmas}:
            homes[word][label] += 1
    return frozenset(word for word, home in homes.items() if _tells(home))


def _tells(home: Counter[str]) -> bool:
    count = sum(home.values())
    return count >= _COMMON or (count >= _FEW and max(home.values()) >= _AT_HOME * count)
