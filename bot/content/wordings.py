"""Checks of the wording in data/answers: a key once, German present, no fact typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from bot.content.problems import ContentError, Problem
from bot.content.yaml_file import YamlFile, read

# A time, an amount of money, a web or mail address, or a longer number is a fact: it belongs into the directory.
_FACT = re.compile(r"\d{1,2}[:.]\d{2}\s*Uhr|\d+\s*(?:€|Euro)|https?://|www\.|\S+@\S+\.\w|\b\d{3,}\b")


def check(root: Path) -> Iterator[Problem]:
    """All problems of the answer files below `root`."""
    seen: dict[str, Path] = {}
    for path in sorted(root.rglob("*.yml")):
        try:
            file = read(path)
        except ContentError as error:
            yield from error.problems
            continue
        yield from file.problems
        if not isinstance(file.data, dict):
            yield file.problem((), "Hier werden Angaben der Form „schlüssel: …“ erwartet.")
            continue
        for key, entry in file.data.items():
            if (other := seen.setdefault(key, path)) != path:
                yield file.problem((key,), f"„{key}“ steht schon in {other.name}. Bitte nur einmal verwenden.")
            yield from _check_entry(file, key, entry)


def _check_entry(file: YamlFile, key: str, entry: object) -> Iterator[Problem]:
    german = entry.get("de") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(german, dict) or not isinstance(german.get("text"), str):
        yield file.problem((key,), f"„{key}“ braucht einen deutschen Text: de: text: …")
        return
    for language, wording in entry.items():
        text = str(wording.get("text", "")) if isinstance(wording, dict) else ""
        try:
            list(Formatter().parse(text))
        except ValueError:
            yield file.problem((key, language), "Eine geschweifte Klammer fehlt oder ist zu viel.")
        if (match := _FACT.search(text)) is not None:
            message = f"„{match[0]}“ ist ein Fakt und gehört nach data/directory; hier steht nur ein Platzhalter."
            yield file.problem((key, language), message)
