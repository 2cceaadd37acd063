"""What is wrong in a data file, said so that an editor without programming knowledge can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot import paths


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: `[FEHLER] data/….yml:14: message with the correction`. A `hint` is worth a look and stops nothing."""

    path: Path
    line: int
    message: str
    hint: bool = False

    def __str__(self) -> str:
        kind = "HINWEIS" if self.hint else "FEHLER"
        return f"[{kind}] {shown(self.path)}:{self.line}: {self.message}"


class ContentError(Exception):
    """Data files with faults: `problems` holds all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shown(path: Path) -> Path:
    """A path as messages name it: from the project's folder, if it lies there."""
    return path.relative_to(paths.ROOT) if path.is_relative_to(paths.ROOT) else path
