"""Single services seen beside the others: their topic, and the length of their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory
from bot.content.suggest import nearest

MAX_LINES = 60


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """A topic that no other service has but nearly: probably misspelt. Long files are hints."""
    topics = Counter(service.topic for service in directory.services.values())
    for slug, service in directory.services.items():
        file = directory.files[f"services/{slug}"]
        others = [topic for topic in topics if topic != service.topic]
        if topics[service.topic] == 1 and (guess := nearest(service.topic, others)) is not None:
            message = f"Das Thema „{service.topic}“ hat keine andere Leistung. Meinten Sie „{guess}“?"
            yield file.problem(("topic",), message)
    for _, file in directory.in_folder("services"):
        if file.length > MAX_LINES:
            message = f"Die Datei hat {file.length} Zeilen, gut sind höchstens {MAX_LINES}. Bitte kürzen."
            yield file.problem((), message, hint=True)
