"""All checks of data/ together: directory, wording, sentences. Imports no Rasa, so that it takes seconds."""

from __future__ import annotations

import datetime as dt

from bot import paths
from bot.content import aspect_cues, deliveries, sentences, staff_directory, translations, word_lists, wordings
from bot.content.checks import files
from bot.content.problems import Problem
from bot.nlu.places import Gazetteer, lookalikes


def check_everything(today: dt.date) -> list[Problem]:
    """Every fault and hint of every file, each once, sorted by file and line."""
    directory, problems = staff_directory.inspect(paths.DIRECTORY, today)
    for folder in (paths.ANSWERS, paths.TRANSLATIONS, paths.NLU):
        problems.extend(files.misnamed(folder))
    problems.extend(wordings.check(paths.ANSWERS))
    problems.extend(translations.check(paths.TRANSLATIONS, paths.ANSWERS, directory))
    problems.extend(deliveries.check(paths.DELIVERY, {*directory.municipalities, *directory.organisations}))
    problems.extend(aspect_cues.check(paths.ASPECT_CUES))
    problems.extend(word_lists.check(paths.NLU))
    placeless = Gazetteer(directory, lookalikes()).placeless
    problems.extend(sentences.check(paths.NLU, paths.ROOT / "tests", placeless))
    return sorted(set(problems))
