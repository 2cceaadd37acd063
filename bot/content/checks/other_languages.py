"""Names of services in other languages: each of a service that there is, and of one only."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory
from bot.content.suggest import nearest


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """Unknown services, and names that two services of one language share: the finder could not tell them apart."""
    known = directory.names.get("services", frozenset())
    for language, file in directory.in_folder("other_languages"):
        entries = directory.other_languages.get(language)
        owners: dict[str, str] = {}
        for service, names in entries.__root__.items() if entries else ():
            if known and service not in known:
                guess = nearest(service, known)
                advice = f" Meinten Sie „{guess}“?" if guess else " Bitte löschen."
                yield file.problem((service,), f"Die Leistung „{service}“ gibt es nicht.{advice}")
            for name in names:
                owner = owners.setdefault(name.casefold(), service)
                if owner != service:
                    message = f"„{name}“ steht schon bei „{owner}“. Bitte bei einer der beiden Leistungen löschen."
                    yield file.problem((service,), message)
