"""Municipalities and organisations: the twelve bodies, who belongs to whom, contacts given twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.problems import Problem
from bot.content.staff_directory import BODIES, StaffDirectory
from bot.content.suggest import did_you_mean
from bot.content.yaml_file import YamlFile


def check(directory: StaffDirectory, root: Path) -> Iterator[Problem]:
    """Faults of the offices' files."""
    yield from _bodies(directory, root)
    yield from _families(directory)
    for folder in ("municipalities", "organisations"):
        for _, file in directory.in_folder(folder):
            yield from _contacts(file)


def _bodies(directory: StaffDirectory, root: Path) -> Iterator[Problem]:
    found = directory.names.get("municipalities")
    if found is None:
        return
    for slug in BODIES:
        if slug not in found:
            yield Problem(root / "municipalities" / f"{slug}.yml", 1, "Diese Datei fehlt. Bitte wiederherstellen.")
    for slug in sorted(found - set(BODIES)):
        message = f"„{slug}“ ist keine der zwölf Verwaltungen im Kreis Coesfeld.{did_you_mean(slug, BODIES)}"
        yield Problem(root / "municipalities" / f"{slug}.yml", 1, message)


def _families(directory: StaffDirectory) -> Iterator[Problem]:
    for slug, organisation in directory.organisations.items():
        file = directory.files[f"organisations/{slug}"]
        if slug in BODIES:
            yield file.problem((), f"„{slug}“ heißt schon eine Verwaltung. Bitte die Datei umbenennen: {slug}-amt.yml")
        if organisation.kind == "standort" and organisation.parent is None:
            yield file.problem(("kind",), "Ein Standort braucht die Stelle, zu der er gehört. Bitte „parent“ ergänzen.")
        circle = _circle(directory, slug)
        if circle and slug == min(circle):
            way = " → ".join([*circle, slug])
            message = f"Diese Stellen liegen im Kreis übereinander: {way}. Bitte ein „parent“ löschen."
            yield file.problem(("parent",), message)


def _circle(directory: StaffDirectory, start: str) -> list[str]:
    """The organisations from `start` upwards, if they lead back to it; else nothing."""
    above = [start]
    while (unit := directory.organisations.get(above[-1])) is not None and unit.parent is not None:
        if unit.parent == start:
            return above
        if unit.parent in above:
            break
        above.append(unit.parent)
    return []


def _contacts(file: YamlFile) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for key, value in file.texts("contacts", "*", "value"):
        line = file.line(key)
        first = seen.setdefault((str(file.value((*key[:-1], "kind"))), value), line)
        if first != line:
            yield file.problem(key, f"„{value}“ steht schon in Zeile {first}. Bitte eine Angabe löschen.")
