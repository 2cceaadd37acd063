"""What is wrong in a data file, said so that an editor without programming knowledge can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot import paths


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: `[FEHLER] data/….yml:14: message with the correction`."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        path = self.path.relative_to(paths.ROOT) if self.path.is_relative_to(paths.ROOT) else self.path
        return f"[FEHLER] {path}:{self.line}: {self.message}"


class ContentError(Exception):
    """Data files with faults: `problems` holds all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
