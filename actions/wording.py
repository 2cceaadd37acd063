"""The wording that staff maintain in data/answers, read again when a file changes.

Form: `key: {de: {text: "…{placeholder}…"}}`.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot import paths

_log = logging.getLogger(__name__)
_LOOK_AGAIN_AFTER = 1.0


class Wordings:
    """The wordings of a folder. A file that is broken while somebody edits it leaves the last good ones in place."""

    def __init__(self, root: Path = paths.ANSWERS) -> None:
        self._root = root
        self._looked_at = float("-inf")
        self._stamp: tuple[float, int] | None = None
        self._entries: dict[str, dict[str, Any]] = {}

    def entries(self) -> dict[str, dict[str, Any]]:
        """All wordings by key. Raises yaml.YAMLError or OSError only if they could not be read even once."""
        now = time.monotonic()
        if now - self._looked_at > _LOOK_AGAIN_AFTER:
            self._looked_at = now
            files = sorted(self._root.rglob("*.yml"))
            stamp = (max(file.stat().st_mtime for file in files), len(files))
            if stamp != self._stamp:
                self._read(files, stamp)
        return self._entries

    def _read(self, files: list[Path], stamp: tuple[float, int]) -> None:
        entries: dict[str, dict[str, Any]] = {}
        try:
            for file in files:
                entries.update(yaml.safe_load(file.read_text("utf-8")) or {})
        except (yaml.YAMLError, OSError, ValueError):
            if not self._entries:
                raise
            _log.exception("A file of wordings is broken; the last good wordings stay in use.")
            return
        self._entries, self._stamp = entries, stamp


_wordings = Wordings()


def say(key: str, values: dict[str, Any], language: str = "de") -> str:
    """The text of `key` in `language`, else German, filled. A line whose placeholder has no value (None) is left out.

    Raises KeyError for an unknown key; a test walks all keys that actions use.
    """
    entry = keys()[key]
    text = str((entry.get(language) or entry["de"])["text"])
    lines = [line for line in text.strip("\n").split("\n") if _complete(line, values)]
    return "\n".join(line.format_map(values) for line in lines)


def keys() -> dict[str, dict[str, Any]]:
    """All wordings by key."""
    return _wordings.entries()


def _complete(line: str, values: dict[str, Any]) -> bool:
    return all(values[name] is not None for _, name, _, _ in Formatter().parse(line) if name)
