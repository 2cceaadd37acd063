"""A seeded fault: a minimal change to a copy of the real data, and what the check must say about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """What `old` (a regular expression) matches first in `file` becomes `new`; or `do` is done to that path.

    Faults hang on the form of the data, not on facts that staff change. Files are below data/directory.
    `says`: words of the one message, fault and correction. The message is expected where `new` begins, or at the line
    with `where`; in `reported`, if that is another file. `alone`: it hides or causes other faults, so that it cannot
    be seeded together with them.
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
        changed, count = re.subn(self.old, lambda _: self.new, path.read_text("utf-8"), count=1)
        assert count == 1, f"{self.file} has changed: nothing matches {self.old!r}"
        path.write_text(changed, "utf-8")

    def place(self, root: Path) -> tuple[Path, int]:
        """Where the message is expected, once everything is seeded."""
        path = root / (self.reported or self.file)
        if self.do is not None and not self.where:
            return path, 1
        text = path.read_text("utf-8")
        return path, text.count("\n", 0, text.index(self.where or self.new)) + 1


def insert(name: str, file: str, before: str, block: str, *says: str, where: str = "", hint: bool = False) -> Fault:
    """A fault in a block of its own, put in front of the first line that begins with `before`."""
    return Fault(name, file, rf"(?m)^(?={re.escape(before)})", block, says, where or block, hint=hint)
