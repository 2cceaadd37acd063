"""Names of services in other languages: each belongs to one service only."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """Names that two services of one language share: the finder could not tell them apart."""
    for language, file in directory.in_folder("other_languages"):
        entries = directory.other_languages.get(language)
        owners: dict[str, str] = {}
        for service, names in entries.__root__.items() if entries else ():
            for name in names:
                owner = owners.setdefault(name.casefold(), service)
                if owner != service:
                    message = f"„{name}“ steht schon bei „{owner}“. Bitte bei einer der beiden Leistungen löschen."
                    yield file.problem((service,), message)
