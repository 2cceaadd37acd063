"""Checks of data/nlu/aspect_cues.yml: known aspects, each with a list of expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content import suggest
from bot.content.problems import ContentError, Problem
from bot.content.yaml_file import YamlFile, read

ASPECTS = (
    *("overview", "requirements", "documents", "fee", "duration", "online", "office"),
    *("appointment", "hours", "open_now", "contact", "address"),
)
"""What can be asked beside something else (docs/contract.md)."""
_CUE = re.compile(r"(?:\w+\*?|…)(?: (?:\w+\*?|…))*")


def check(path: Path) -> Iterator[Problem]:
    """All problems of the file."""
    try:
        file = read(path)
    except ContentError as error:
        yield from error.problems
        return
    yield from file.problems
    if not isinstance(file.data, dict):
        yield file.problem((), "Hier werden Angaben der Form „fee:“ mit einer Liste darunter erwartet.")
        return
    for aspect, cues in file.data.items():
        if aspect not in ASPECTS:
            yield file.problem((aspect,), f"„{aspect}“ kann niemand fragen.{suggest.did_you_mean(aspect, ASPECTS)}")
        if isinstance(cues, list):
            yield from _check_cues(file, aspect, cues)
        else:
            yield file.problem((aspect,), "Darunter wird eine Liste erwartet, je Zeile: - was kost*")


def _check_cues(file: YamlFile, aspect: str, cues: list[object]) -> Iterator[Problem]:
    for number, cue in enumerate(cues):
        if not isinstance(cue, str) or not _CUE.fullmatch(cue) or cue != cue.lower() or cue[0] == "…":
            message = (
                "Bitte nur kleine Wörter, „*“ am Wortende und „…“ zwischen Wörtern, zum Beispiel: was muss … zahlen"
            )
            yield file.problem((aspect, number), f"„{cue}“ ist so nicht lesbar. {message}")
