"""Lists of words that mean one thing, as staff write them: `bio: biotonne*, braune tonne`. Imports no Rasa."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bot.content.problems import ContentError, Problem

FRACTIONS = ("bio", "rest", "papier", "gelb", "sperrmuell", "gruen", "glas", "elektro", "schadstoffe")
"""The kinds of waste that data/nlu/waste_fractions.txt may name."""
WordList = dict[str, tuple[str, ...]]
"""The words of each meaning, in the order of the file. `*` in a word stands for any further letters."""


def read(path: Path, meanings: Collection[str]) -> WordList:
    """The word list in `path`, which may name only these `meanings`.

    Raises ContentError with every fault; OSError if there is no such file.
    """
    found: WordList = {}
    owner: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        meaning, colon, rest = (part.strip() for part in line.partition(":"))
        if not colon or not rest:
            problems.append(Problem(path, number, "Bitte so schreiben: name: wort, wort"))
            continue
        if meaning not in meanings:
            allowed = ", ".join(meanings)
            problems.append(Problem(path, number, f"„{meaning}“ gibt es hier nicht. Möglich: {allowed}."))
            continue
        words = [word.strip() for word in rest.split(",") if word.strip()]
        for word in words:
            if owner.setdefault(word.casefold(), meaning) != meaning:
                problems.append(Problem(path, number, f"„{word}“ steht schon bei „{owner[word.casefold()]}“."))
        found[meaning] = (*found.get(meaning, ()), *words)
    if problems:
        raise ContentError(problems)
    return found


def check(nlu: Path) -> list[Problem]:
    """All problems of the word list in `nlu`."""
    try:
        read(nlu / "waste_fractions.txt", FRACTIONS)
    except ContentError as error:
        return error.problems
    return []
