"""Names, synonyms, aliases and keys that must not be given twice: nobody could say which is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory
from bot.content.yaml_file import Key, YamlFile

_MANY = 3


@dataclass(frozen=True)
class _Name:
    file: YamlFile
    key: Key
    text: str


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """Each group is compared within itself; what stands first keeps the name. A copied file is one problem."""
    by_files: dict[tuple[int, int], list[tuple[_Name, _Name]]] = defaultdict(list)
    for group in _groups(directory):
        for name, first in _doubles(group):
            if name.file is not first.file or first.key != ("name",):  # its own name is a synonym, if a useless one
                by_files[id(name.file), id(first.file)].append((name, first))
    for doubles in by_files.values():
        yield from _told(doubles)
    yield from _postcodes(directory)


def _groups(directory: StaffDirectory) -> Iterator[Iterator[_Name]]:
    services, towns, organisations = "services", "municipalities", "organisations"
    name, aliases = ("name",), ("aliases", "*")
    # Official names first: a synonym must not be what another service is called.
    yield _names(directory, (services, name), (services, ("synonyms", "*")))
    yield _names(directory, (services, ("leika",)))
    yield _names(directory, (services, ("life_situations", "*")))
    yield _names(directory, (towns, name), (organisations, name), (towns, aliases), (organisations, aliases))
    yield _names(directory, (towns, ("ars",)))
    yield _places(directory)
    for _, file in directory.in_folder(towns):
        yield (_Name(file, key, text) for key, text in file.texts("parts", "*", "name"))


def _names(directory: StaffDirectory, *where: tuple[str, tuple[str, ...]]) -> Iterator[_Name]:
    for folder, path in where:
        for _, file in directory.in_folder(folder):
            yield from (_Name(file, key, text) for key, text in file.texts(*path))


def _places(directory: StaffDirectory) -> Iterator[_Name]:
    """Towns and the places outside the county. Parts of towns may share a name (Kirchspiel)."""
    yield from _names(directory, ("municipalities", ("name",)))
    yield from _names(directory, ("municipalities", ("aliases", "*")))
    if (outside := directory.files.get("areas/outside.yml")) is not None:
        for path in (("*", "name"), ("*", "aliases", "*")):
            yield from (_Name(outside, key, text) for key, text in outside.texts(*path))


def _postcodes(directory: StaffDirectory) -> Iterator[Problem]:
    """Twice in a town is a fault; two towns may share one, but it then decides nothing."""
    codes = list(_names(directory, ("municipalities", ("postcodes", "*"))))
    for name, first in _doubles(codes):
        shared = name.file is not first.file
        advice = "Sie wird dann keiner von beiden zugeordnet." if shared else "Bitte nur einmal eintragen."
        message = f"Die Postleitzahl {name.text} steht schon in {first.file.place(first.key)}. {advice}"
        yield name.file.problem(name.key, message, hint=shared)


def _told(doubles: list[tuple[_Name, _Name]]) -> Iterator[Problem]:
    """`doubles`: the names that one file has from another."""
    if len(doubles) > _MANY:
        name, first = doubles[0]
        message = (
            f"„{name.text}“ und {len(doubles) - 1} weitere Angaben stehen schon in {first.file.place(first.key)}. "
            "Ist eine der beiden Dateien eine Kopie? Bitte die Kopie löschen oder dort alle Namen ändern."
        )
        yield name.file.problem(name.key, message)
        return
    for name, first in doubles:
        message = f"„{name.text}“ steht schon in {first.file.place(first.key)}. Bitte nur an einer Stelle verwenden."
        yield name.file.problem(name.key, message)


def _doubles(names: Iterable[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Each name that was there before, with its first place. Case and blanks make no difference."""
    seen: dict[str, _Name] = {}
    for name in names:
        first = seen.setdefault(" ".join(name.text.casefold().split()), name)
        if first is not name:
            yield name, first
