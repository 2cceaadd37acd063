"""Labelled sentences: files of `label<TAB>text`, or the project's own training sentences cut in two."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.folding import fold, words

_TEST_SHARE = 0.2
_ALIKE = 0.5
"""Two sentences of a label with this share of common words (Jaccard) stay on the same side of the cut."""


class BadFile(Exception):
    """The message is German, names file and line, and says what to do."""


@dataclass(frozen=True)
class Sentence:
    """One line of a file. `line` counts from 1; 0 if it comes from nowhere in particular."""

    label: str
    text: str
    line: int = 0


def read(path: Path) -> list[Sentence]:
    """Every line but the empty ones. The first tab separates; the text may hold any other character. Raises BadFile."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path}: Die Datei lässt sich nicht lesen ({error.strerror}).") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(f"{path}:{line}: Das ist kein UTF-8. Bitte die Datei als UTF-8 speichern.") from None
    # Not splitlines: it would also cut at characters that may well stand inside a sentence.
    found = [_sentence(path, i, line) for i, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not found:
        raise BadFile(f"{path}: Die Datei enthält keinen Satz.")
    return found


def _sentence(path: Path, number: int, line: str) -> Sentence:
    label, tab, text = line.partition("\t")
    if not tab:
        raise BadFile(f"{path}:{number}: Zwischen Klasse und Satz fehlt der Tabulator.")
    label, text = label.strip(), text.strip()
    if not label or not text:
        missing = "Satz" if label else "Klasse"
        raise BadFile(f"{path}:{number}: In dieser Zeile fehlt {'der' if label else 'die'} {missing}.")
    return Sentence(label, text, number)


def ensure_learnable(path: Path, train: list[Sentence]) -> None:
    """Raises BadFile if there is nothing to tell apart."""
    if len({sentence.label for sentence in train}) < 2:
        raise BadFile(f"{path}:1: Alle Sätze haben die Klasse „{train[0].label}“; nötig sind mindestens zwei Klassen.")


def notes(train: list[Sentence], test: list[Sentence], test_path: Path) -> Iterator[str]:
    """German remarks on what can be measured all the same, but bears on the figures."""
    counts = Counter(sentence.label for sentence in train)
    unknown = [sentence for sentence in test if sentence.label not in counts]
    if unknown:
        first = unknown[0]
        yield (
            f"{test_path}:{first.line}: Die Klasse „{first.label}“ kommt im Training nicht vor; "
            f"solche Sätze zählen als falsch ({len(unknown)})."
        )
    if single := sorted(label for label, count in counts.items() if count == 1):
        yield f"Nur ein Trainingssatz bei {len(single)} Klassen, etwa „{single[0]}“."
    if repeated := seen_in_training(train, test):
        yield f"{repeated} Prüfsätze stehen wörtlich auch im Training."


def seen_in_training(train: Iterable[Sentence], test: Iterable[Sentence]) -> int:
    """How many test sentences are training sentences, but for capitals, accents and punctuation."""
    known = {_folded(sentence.text) for sentence in train}
    return sum(_folded(sentence.text) in known for sentence in test)


def cut(sentences: Iterable[tuple[str, str]]) -> tuple[list[Sentence], list[Sentence]]:
    """(train, test) of (label, text), about 80 to 20 in every label and always the same.

    Sentences of a label that share half of their words are kept together, so that no test sentence has a twin in
    the training. Which groups are tested is decided by a hash: adding a sentence hardly moves the others.
    """
    by_label: dict[str, list[str]] = {}
    for label, text in sentences:
        by_label.setdefault(label, []).append(text)
    train: list[Sentence] = []
    test: list[Sentence] = []
    for label, texts in by_label.items():
        wanted = _TEST_SHARE * len(texts)
        chosen = 0
        for group in sorted(_groups(texts), key=_hash):
            tested = chosen + len(group) <= wanted
            chosen += len(group) if tested else 0
            (test if tested else train).extend(Sentence(label, text) for text in group)
    return train, test


def _groups(texts: Iterable[str]) -> list[list[str]]:
    """Single-link clusters: a sentence that is like two groups makes them one."""
    groups: list[list[tuple[str, frozenset[str]]]] = []
    for text in texts:
        bag = frozenset(_folded(text).split())
        near = [group for group in groups if any(_alike(bag, other) for _, other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([(text, bag), *(member for group in near for member in group)])
    return [[text for text, _ in group] for group in groups]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _hash(group: list[str]) -> str:
    return min(hashlib.sha256(text.encode()).hexdigest() for text in group)


def _folded(text: str) -> str:
    return " ".join(word for word, _, _ in words(fold(text)))
