"""What parent and child processes of a measurement hand each other: files in a folder of their own.

The parent writes `train.json` ([{"label", "text"}, …]) and `test.json` (["text", …]); the child that serves writes
`answers.json` ({"labels": […], "milliseconds": […]}). Labels are percent-encoded, so that only ASCII letters, digits
and `_.-~%` occur: Rasa gives `/` a meaning. Names of our own intents stay as they are, which EmergencyGuard relies on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from bot.bench.labelled import Sentence


def write(folder: Path, train: Iterable[Sentence], test: Iterable[Sentence]) -> None:
    """The parent's part."""
    examples = [{"label": quote(sentence.label, safe=""), "text": sentence.text} for sentence in train]
    _dump(folder / "train.json", examples)
    _dump(folder / "test.json", [sentence.text for sentence in test])


def answers(folder: Path) -> tuple[list[str], list[float]]:
    """(labels, milliseconds), one per test sentence, in order."""
    written = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return [unquote(label) for label in written["labels"]], written["milliseconds"]


def examples(folder: Path) -> tuple[list[str], list[str]]:
    """(labels, texts) to learn."""
    written = json.loads((folder / "train.json").read_text(encoding="utf-8"))
    return [entry["label"] for entry in written], [entry["text"] for entry in written]


def serve(folder: Path, answer: Callable[[str], str]) -> None:
    """Ask for one label after the other; a first question beforehand is not counted, as services are warmed up."""
    texts = json.loads((folder / "test.json").read_text(encoding="utf-8"))
    answer(texts[0])
    labels, milliseconds = [], []
    for text in texts:
        started = time.perf_counter()
        labels.append(answer(text))
        milliseconds.append((time.perf_counter() - started) * 1000)
    _dump(folder / "answers.json", {"labels": labels, "milliseconds": milliseconds})


def _dump(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
