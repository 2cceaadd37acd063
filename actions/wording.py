"""The wording that staff maintain in data/answers and data/translations, read again when a file changes.

Form: `key: {de: {text: "…{placeholder}…"}}`; in the folder of a translation `key: {text: "…", reviewed: false}`.
"""

from __future__ import annotations

import logging
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot import languages, paths

_log = logging.getLogger(__name__)
_LOOK_AGAIN_AFTER = 1.0
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Wordings:
    """The wordings of a folder. A file that is broken while somebody edits it leaves the last good ones in place."""

    def __init__(self, root: Path = paths.ANSWERS, only: str = "*.yml") -> None:
        """`only`: which files of the folder."""
        self._root = root
        self._only = only
        self._looked_at = float("-inf")
        self._stamp: tuple[float, int] | None = None
        self._entries: dict[str, dict[str, Any]] = {}

    def entries(self) -> dict[str, dict[str, Any]]:
        """All wordings by key. Raises yaml.YAMLError or OSError only if they could not be read even once."""
        now = time.monotonic()
        if now - self._looked_at > _LOOK_AGAIN_AFTER:
            self._looked_at = now
            files = sorted(self._root.rglob(self._only))
            stamp = (max((file.stat().st_mtime for file in files), default=0.0), len(files))
            if stamp != self._stamp:
                self._read(files, stamp)
        return self._entries

    def _read(self, files: list[Path], stamp: tuple[float, int]) -> None:
        entries: dict[str, dict[str, Any]] = {}
        try:
            for file in files:
                entries.update(yaml.load(file.read_text("utf-8"), Loader=_Loader) or {})  # noqa: S506 - a safe loader
        except (yaml.YAMLError, OSError, ValueError):
            if not self._entries:
                raise
            _log.exception("A file of wordings is broken; the last good wordings stay in use.")
            return
        self._entries, self._stamp = entries, stamp


_german = Wordings()


@lru_cache(maxsize=32)
def _translation(folder: str, only: str) -> Wordings:
    return Wordings(paths.TRANSLATIONS / folder, only)


def keys() -> dict[str, dict[str, Any]]:
    """All German wordings by key."""
    return _german.entries()


def german(key: str) -> str:
    """The German text. Raises KeyError for an unknown key; a test walks all keys that actions use."""
    return str(keys()[key]["de"]["text"])


def wording(key: str, language: str) -> tuple[str, bool] | None:
    """A wording in another language, and whether a person has reviewed it; None if there is none."""
    return _found(language, "answers.yml", key, "text") or _found(language, "words.yml", key, "text")


def service(slug: str, language: str) -> tuple[str, bool] | None:
    """The name of a service in another language, likewise."""
    return _found(language, "services.yml", slug, "name")


def term(german_text: str, language: str) -> tuple[str, bool] | None:
    """A German expression of the directory in another language, likewise."""
    return _found(language, "terms.yml", german_text, "text")


def _found(language: str, file: str, key: str, field: str) -> tuple[str, bool] | None:
    folder = languages.by_tag(language).folder
    try:
        entry = _translation(folder, file).entries().get(key)
    except (yaml.YAMLError, OSError, ValueError):
        _log.exception("A translation cannot be read; German is said.")
        return None
    if not isinstance(entry, dict) or not entry.get(field):
        return None
    return str(entry[field]), entry.get("reviewed") is True
