"""Checks of the example sentences: none twice, none also a test sentence, no markup that Rasa reads differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.problems import ContentError, Problem
from bot.content.yaml_file import read

_PUNCTUATION = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Sentences that differ only in case, punctuation or spaces are the same sentence."""
    return _PUNCTUATION.sub(" ", text.casefold()).strip() or text.strip()


def check(nlu: Path, tests: Path) -> Iterator[Problem]:
    """All problems of the sentence files below `nlu`; `tests` holds sentences that must not be trained on."""
    blind = set(_test_sentences(tests))
    seen: dict[str, str] = {}
    for path in sorted(nlu.glob("*/*.yml")):
        try:
            file = read(path)
        except ContentError as error:
            yield from error.problems
            continue
        yield from file.problems
        blocks = file.data.get("nlu") if isinstance(file.data, dict) else None
        if not (isinstance(blocks, list) and blocks and all(isinstance(block, dict) for block in blocks)):
            yield Problem(path, 1, "Hier fehlt „nlu:“ mit einem „intent“ und „examples“.")
            continue
        for i, block in enumerate(blocks):
            intent = str(block.get("intent", ""))
            start = file.line(("nlu", i, "examples"))
            for offset, line in enumerate(str(block.get("examples", "")).splitlines(), 1):
                if not line.strip():
                    continue
                place = start + offset
                sentence = line.strip().removeprefix("-").strip()
                if not line.strip().startswith("- "):
                    yield Problem(path, place, "Jeder Satz beginnt mit „- “.")
                if sentence.startswith("/") or re.search(r"[\[\]{}]", sentence):
                    yield Problem(path, place, "Klammern [ ] { } und ein / am Anfang sind hier nicht erlaubt.")
                folded = fold(sentence)
                if folded in seen:
                    message = f"„{sentence}“ steht schon bei „{seen[folded]}“. Bitte einen Satz löschen."
                    yield Problem(path, place, message)
                seen[folded] = intent
                if folded in blind:
                    yield Problem(path, place, f"„{sentence}“ ist ein Prüfsatz und darf nicht gelernt werden.")


def _test_sentences(tests: Path) -> Iterator[str]:
    for path in tests.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            turns = entry.get("turns", [entry.get("text", "")])
            yield from (fold(turn if isinstance(turn, str) else turn.get("text", "")) for turn in turns)
    for path in tests.glob("danger*.tsv"):
        rows = path.read_text("utf-8").splitlines()
        yield from (fold(row.split("\t")[2]) for row in rows if not row.startswith("#"))
