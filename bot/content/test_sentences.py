"""The sentences that tests measure with: tests/sentences and tests/conversations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml


def read(tests: Path) -> Iterator[str]:
    """Every sentence of a citizen in the files below `tests`/sentences and `tests`/conversations. Raises ValueError for
    a file of a form that is not known here: it would not be guarded."""
    for folder in (tests / "sentences", tests / "conversations"):
        for path in sorted(folder.glob("*.*")):
            if path.suffix in (".md", ".py"):
                continue
            reader = next((_READERS[name] for name in _READERS if path.match(name)), None)
            if reader is None:
                raise ValueError(f"{path}: Wie die Sätze darin zu lesen sind, steht noch nicht in {__name__}.")
            yield from reader(path.read_text("utf-8"))


def _json_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        entry = json.loads(line)
        for turn in entry.get("turns", [entry.get("text", "")]):
            yield turn if isinstance(turn, str) else turn.get("text", "")


def _column(at: int) -> Callable[[str], Iterator[str]]:
    return lambda text: (row.split("\t")[at] for row in text.splitlines() if row.strip() and not row.startswith("#"))


def _conversations(text: str) -> Iterator[str]:
    for case in yaml.safe_load(text):
        yield from (turn["say"] for turn in case["turns"] if turn.get("say"))


_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "*.jsonl": _json_lines,
    "find*.tsv": _column(0),
    "*.tsv": _column(-1),
    "*.yml": _conversations,
}
"""Pattern of file name → how its sentences are read; the first that fits."""
