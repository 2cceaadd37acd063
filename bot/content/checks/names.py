"""Names, synonyms, aliases and keys that must not be given twice: nobody could say which is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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
    """Each group is compared within itself; what stands first keeps the name."""
    services, towns = "services", "municipalities"
    yield from _once(_names(directory, (services, ("leika",))))
    # Official names first: a synonym must not be what another service is called.
    called = _names(directory, (services, ("name",)), (services, ("synonyms", "*")))
    yield from _once(called, but=lambda name, first: name.file is first.file and first.key == ("name",))
    yield from _once(_names(directory, (services, ("life_situations", "*"))))
    offices = [(folder, path) for path in (("name",), ("aliases", "*")) for folder in (towns, "organisations")]
    yield from _once(_names(directory, *offices))
    yield from _once(_names(directory, (towns, ("ars",))))
    yield from _once(_places(directory))
    yield from _postcodes(directory)
    for _, file in directory.in_folder(towns):
        yield from _once(_Name(file, key, text) for key, text in file.texts("parts", "*", "name"))


def _names(directory: StaffDirectory, *where: tuple[str, tuple[str, ...]]) -> Iterator[_Name]:
    for folder, path in where:
        for _, file in directory.in_folder(folder):
            yield from (_Name(file, key, text) for key, text in file.texts(*path))


def _places(directory: StaffDirectory) -> Iterator[_Name]:
    """Towns and the places outside the county. Parts of towns may share a name (Kirchspiel)."""
    yield from _names(directory, ("municipalities", ("name",)), ("municipalities", ("aliases", "*")))
    if (outside := directory.files.get("areas/outside.yml")) is not None:
        for path in (("*", "name"), ("*", "aliases", "*")):
            yield from (_Name(outside, key, text) for key, text in outside.texts(*path))


def _postcodes(directory: StaffDirectory) -> Iterator[Problem]:
    """Twice in a town is a fault; two towns may share one, but it then decides nothing."""
    codes = list(_names(directory, ("municipalities", ("postcodes", "*"))))
    for name, first in _doubles(codes):
        shared = name.file is not first.file
        advice = "Sie wird dann keiner von beiden zugeordnet." if shared else "Bitte nur einmal eintragen."
        message = f"Die Postleitzahl {name.text} steht schon in {_place(first)}. {advice}"
        yield name.file.problem(name.key, message, hint=shared)


def _once(names: Iterable[_Name], but: Callable[[_Name, _Name], bool] = lambda name, first: False) -> Iterator[Problem]:
    """A problem for each name that was there before; `but` says which of them are none."""
    by_files: dict[tuple[int, int], list[tuple[_Name, _Name]]] = defaultdict(list)
    for name, first in _doubles(names):
        if not but(name, first):
            by_files[id(name.file), id(first.file)].append((name, first))
    for doubles in by_files.values():
        if len(doubles) > _MANY:
            name, first = doubles[0]
            message = (
                f"„{name.text}“ und {len(doubles) - 1} weitere Angaben stehen schon in {_place(first)}. "
                "Ist diese Datei eine Kopie? Bitte löschen oder alle Namen ändern."
            )
            yield name.file.problem(name.key, message)
            continue
        for name, first in doubles:
            message = f"„{name.text}“ steht schon in {_place(first)}. Bitte nur an einer Stelle verwenden."
            yield name.file.problem(name.key, message)


def _doubles(names: Iterable[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Each name that was there before, with its first place. Case and blanks make no difference."""
    seen: dict[str, _Name] = {}
    for name in names:
        first = seen.setdefault(" ".join(name.text.casefold().split()), name)
        if first is not name:
            yield name, first


def _place(name: _Name) -> str:
    return f"{name.file.path.parent.name}/{name.file.path.name}:{name.file.line(name.key)}"
