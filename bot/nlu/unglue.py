"""Towns glued to their neighbours: `stadtbüchereidülmen`, `inNottuln`, `Rosendahlalles`. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.nlu.folding import core

Token = tuple[str, int, int]
"""A word with its start and end in the text."""

_SHORTEST = 6
"""Letters a town's name must have to be seen within a longer word: „olfen“ is in „geholfen“."""
_GOES_ON = re.compile(r"er|ern|s$|e?sch|sstr|str|weg|damm|tor")
"""After a town's name: its inhabitants and adjective, a street."""
_BEFORE = ("in", "aus", "von", "bei", "nach")
_VERBS = frozenset({"aussenden", "nachsenden", "beisenden"})


class Unglue:
    """Takes the name of a place apart from the word before or after it."""

    def __init__(self, towns: Collection[str], names: Collection[str], others: Collection[str]) -> None:
        """`towns` are found anywhere, `names` after a preposition; `others` are words. All as `core` folds."""
        self._towns = [town for town in towns if len(town) >= _SHORTEST]
        self._names, self._others = frozenset(names), frozenset(others)

    def __call__(self, token: Token) -> list[Token]:
        """One token, or the two it consists of."""
        word, start, end = token
        cut = self._cut(word)
        return [(word[:cut], start, start + cut), (word[cut:], start + cut, end)] if cut else [token]

    def _cut(self, word: str) -> int:
        """Where the second word begins; 0 if there is one only."""
        folded = core(word)
        if len(folded) <= _SHORTEST or folded in self._names or folded in self._others:
            return 0
        for before in _BEFORE:
            rest = folded.removeprefix(before)
            if rest != folded and len(rest) > 4 and rest in self._names and folded not in _VERBS:
                return len(before)
        for town in self._towns:
            if folded.endswith(town):
                return next((at for at in range(len(word) - 1, 0, -1) if core(word[at:]) == town), 0)
            if folded.startswith(town) and not _GOES_ON.match(folded, len(town)):
                return next((at for at in range(1, len(word)) if core(word[:at]) == town), 0)
        return 0
