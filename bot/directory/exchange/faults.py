"""Collects what is wrong in exchanged files: all of it at once, each with its place and the correction."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.content.problems import ContentError, Problem
from bot.directory.exchange.objects import Place

MOST = 1000
"""More faults than this are counted, not kept: a wrong file has one for every object."""


class Faults:
    """`add` stops the import in the end, `hint` only tells."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._further = 0
        self.hints: Counter[str] = Counter()

    def add(self, place: Place, message: str) -> None:
        """A fault: nothing will be imported."""
        if len(self._problems) < MOST:
            self._problems.append(Problem(Path(place.document), place.line, message))
        else:
            self._further += 1

    def hint(self, message: str) -> None:
        """Something that was passed over; the same message is counted."""
        self.hints[message] += 1

    def __bool__(self) -> bool:
        return bool(self._problems)

    def check(self) -> None:
        """Raises ContentError with all faults, if there are any."""
        if not self._problems:
            return
        problems = sorted(set(self._problems))
        if self._further:
            last = problems[-1]
            problems.append(Problem(last.path, last.line, f"… und {self._further} weitere Fehler dieser Art."))
        raise ContentError(problems)
