"""Pages of the PVOG on disk, so that an interrupted retrieval goes on where it stopped."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

_STATE = "state.json"


@dataclass(frozen=True)
class State:
    """How far a retrieval is. `begin`: the first request, which says what is asked for; `next`: the coming one."""

    begin: str
    next: str
    index: int = 0
    pages: int = 0
    complete: bool = False
    tried: bool = False
    """Whether an import of the complete pages has been tried: then the next call starts anew."""


class PageSpool:
    """A folder with `state.json` and the pages. State and pages are put in place in one step each, page first: at
    worst a page is fetched twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resume(self, begin: str) -> State:
        """The state of an unfinished retrieval of the same, else a fresh one in an empty folder."""
        try:
            state = State(**json.loads((self.folder / _STATE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            state = None
        if state is not None and state.begin == begin and not state.tried:
            return state
        self.clear()
        self.folder.mkdir(parents=True)
        return State(begin, begin)

    def keep(self, state: State, content: Any, then: State) -> None:
        """Write the page that `state` asked for, and the state after it."""
        name = self.folder / f"{state.pages:06d}{'.xml' if isinstance(content, str) else '.json'}"
        if content:
            self._write(name, content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
        self.save(then)

    def save(self, state: State) -> None:
        """Write the state."""
        self._write(self.folder / _STATE, json.dumps(asdict(state)))

    def mark_tried(self, state: State) -> None:
        """The complete pages have been read; whatever came of it, the next call fetches anew."""
        self.save(replace(state, tried=True))

    def pages(self) -> list[Path]:
        """The pages in order."""
        return sorted(
            path for path in self.folder.iterdir() if path.stem.isdigit() and path.suffix in (".xml", ".json")
        )

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        unfinished = path.with_name(f"{path.name}.part")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
