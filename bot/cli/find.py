"""`kreislotse find`: the service finder alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from bot import settings as environment
from bot.directory.finder import Finder, Found
from bot.directory.session import DirectoryUnavailable, open_engine

_DECISIONS = {"one": "Gemeint ist:", "several": "Gemeint ist eines davon:", "none": "Keine Leistung gefunden."}


def find(text: str | None, batch: Path | None, as_json: bool) -> int:
    """Print what the finder makes of `text`, or of every line `{"id", "text"}` of `batch`. Returns the exit code."""
    if (text is None) == (batch is None):
        return _fail("Bitte entweder einen Text oder --batch DATEI angeben.")
    try:
        finder = Finder(open_engine(environment.load().directory_url))
        if batch is None:
            _show(None, finder.find(text or ""), as_json)
            return 0
        with batch.open(encoding="utf-8", errors="replace") as lines:
            for identifier, found in _answers(finder, lines):
                _show(identifier, found, as_json)
    except (DirectoryUnavailable, ValueError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or batch}: {error.strerror}.")
    return 0


def _answers(finder: Finder, lines: TextIO) -> Iterator[tuple[Any, Found | str]]:
    """One result a line; a line that is no query gives a message instead, and the rest goes on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            yield None, f"Zeile {number} ist kein JSON."
            continue
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            yield None, f"Zeile {number} braucht ein Objekt mit „id“ und „text“."
            continue
        yield entry.get("id"), finder.find(entry["text"])


def _show(identifier: Any, found: Found | str, as_json: bool) -> None:
    if as_json:
        printed = json.dumps(_plain(identifier, found), ensure_ascii=False)
        print(printed.encode("utf-8", "replace").decode("utf-8"), flush=True)
        return
    if identifier is not None:
        print(f"[{identifier}]")
    if isinstance(found, str):
        print(found)
        return
    print(_DECISIONS[found.decision])
    for candidate in found.candidates:
        print(f"  {candidate.score:4.0%}  {candidate.service}")


def _plain(identifier: Any, found: Found | str) -> dict[str, Any]:
    if isinstance(found, str):
        return {"id": identifier, "error": found}
    candidates = [{"service": c.service, "score": c.score} for c in found.candidates]
    return {"id": identifier, "candidates": candidates, "decision": found.decision}


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
