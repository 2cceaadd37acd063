"""The wording that staff maintain in data/answers, read again when a file changes.

Form: `key: {de: {text: "…{placeholder}…"}}`.
"""

from __future__ import annotations

import time
from functools import lru_cache
from string import Formatter
from typing import Any

import yaml

from bot import paths

_LOOK_AGAIN_AFTER = 1.0
_checked: dict[str, float] = {"at": 0.0, "stamp": 0.0}


def say(key: str, values: dict[str, Any], language: str = "de") -> str:
    """The text of `key` in `language`, else German, filled. A line whose placeholder has no value (None) is left out.

    Raises KeyError for an unknown key: `kreislotse check` finds these before anyone else does.
    """
    entry = _wordings(_stamp())[key]
    text = str((entry.get(language) or entry["de"])["text"])
    lines = [line for line in text.strip("\n").split("\n") if _complete(line, values)]
    return "\n".join(line.format_map(values) for line in lines)


def keys() -> dict[str, dict[str, Any]]:
    """All wordings by key."""
    return _wordings(_stamp())


def placeholders(text: str) -> set[str]:
    """The placeholder names in a wording."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _complete(line: str, values: dict[str, Any]) -> bool:
    return all(values[name] is not None for name in placeholders(line))


def _stamp() -> float:
    now = time.monotonic()
    if now - _checked["at"] > _LOOK_AGAIN_AFTER:
        _checked["stamp"] = max(path.stat().st_mtime for path in paths.ANSWERS.rglob("*.yml"))
        _checked["at"] = now
    return _checked["stamp"]


@lru_cache(maxsize=2)
def _wordings(_: float) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = {}
    for path in sorted(paths.ANSWERS.rglob("*.yml")):
        loaded.update(yaml.safe_load(path.read_text("utf-8")) or {})
    return loaded
