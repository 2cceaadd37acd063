"""A seeded fault: a minimal change to a copy of the real data, and what the check must say about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """Either `old` becomes `new` in `file` (below data/directory), or `do` is done to that path.

    `says`: words of the one message, fault and correction. The message is expected at the first line that `new`
    changes, or at the line with `where`; in `reported`, if that is another file. `alone`: it hides or causes other
    faults, so that it cannot be seeded together with them.
    """

    name: str
    file: str
    old: str = ""
    new: str = ""
    says: tuple[str, ...] = ()
    where: str = ""
    reported: str = ""
    do: Callable[[Path], object] | None = None
    alone: bool = False
    hint: bool = False

    def seed(self, root: Path) -> None:
        """Change the copy below `root`."""
        path = root / self.file
        if self.do is not None:
            self.do(path)
            return
        text = path.read_text("utf-8")
        assert self.old in text, f"{self.file} has changed: {self.old!r} is not there"
        path.write_text(text.replace(self.old, self.new, 1), "utf-8")

    def place(self, root: Path) -> tuple[Path, int]:
        """Where the message is expected, once everything is seeded."""
        path = root / (self.reported or self.file)
        if self.do is not None and not self.where:
            return path, 1
        text = path.read_text("utf-8")
        if self.where:
            return path, _line(text, text.index(self.where))
        same = 0
        for before, after in zip(self.old.split("\n"), self.new.split("\n"), strict=False):
            if before != after:
                break
            same += 1
        return path, _line(text, text.index(self.new)) + same


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
