"""Single services seen beside the others: their topic, and the length of their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory
from bot.content.suggest import fold, nearest

MAX_LINES = 60


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """A topic that no other service has but nearly: probably misspelt. Long files are hints."""
    files = [file for _, file in directory.in_folder("services")]
    topics = Counter(topic for file in files for _, topic in file.texts("topic") if topic == fold(topic))
    for file in files:
        for key, topic in file.texts("topic"):
            guess = nearest(topic, topics.keys() - {topic}, at_least=80) if topics[topic] == 1 else None
            if guess is not None:
                yield file.problem(key, f"Das Thema „{topic}“ hat keine andere Leistung. Meinten Sie „{guess}“?")
        if file.length > MAX_LINES:
            message = f"Die Datei hat {file.length} Zeilen, gut sind höchstens {MAX_LINES}. Bitte kürzen."
            yield file.problem((), message, hint=True)
