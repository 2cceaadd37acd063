"""All checks of data/ together: directory, wording, sentences. Imports no Rasa, so that it takes seconds."""

from __future__ import annotations

from bot import paths
from bot.content import sentences, staff_directory, wordings
from bot.content.problems import ContentError, Problem


def check_everything() -> list[Problem]:
    """Every problem of every file."""
    problems: list[Problem] = []
    try:
        staff_directory.load(paths.DIRECTORY)
    except ContentError as error:
        problems.extend(error.problems)
    problems.extend(wordings.check(paths.ANSWERS))
    problems.extend(sentences.check(paths.NLU, paths.ROOT / "tests" / "sentences"))
    return problems
