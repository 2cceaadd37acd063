"""Who is responsible: for every service, town and day exactly one organisation decides, at most one takes in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.content.checks import coverage
from bot.content.checks.references import meant, names_of
from bot.content.problems import Problem
from bot.content.schema import ResponsibilityFile, ResponsibilityRule
from bot.content.staff_directory import BODIES, COUNTY, StaffDirectory
from bot.content.suggest import nearest
from bot.content.yaml_file import YamlFile

USUAL_LEVELS = ("gemeinde", "kreis")
"""Levels of services whose responsible body follows from levels.yml."""
TOWNS = [body for body in BODIES if body != COUNTY]


def check(directory: StaffDirectory, today: dt.date | None) -> Iterator[Problem]:
    """Faults of levels.yml and of the files in responsibilities/."""
    yield from _levels(directory)
    yield from _listed_twice(directory)
    for name, entry in directory.responsibilities.items():
        yield from _rules(directory, directory.files[f"responsibilities/{name}"], entry, today)
    yield from _undecided(directory)


def _levels(directory: StaffDirectory) -> Iterator[Problem]:
    names = directory.names.get("levels.yml")
    if names is None:
        return
    file = directory.files["levels.yml"]
    guesses = set()
    for name in sorted(names - set(USUAL_LEVELS)):
        guess = nearest(name, USUAL_LEVELS)
        guesses.add(guess)
        hint = f"Meinten Sie „{guess}“?" if guess else f"Hier stehen nur {' und '.join(USUAL_LEVELS)}."
        yield file.problem((name,), f"„{name}“ ist hier nicht vorgesehen. {hint}")
    for name in USUAL_LEVELS:
        if name not in names | guesses:
            yield file.problem((), f"„{name}“ fehlt: wer ist in der Regel zuständig? Bitte ergänzen.")


def _listed_twice(directory: StaffDirectory) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for _, file in directory.in_folder("responsibilities"):
        for key, service in file.texts("services", "*"):
            if service in first:
                yield file.problem(key, f"„{service}“ steht schon in {first[service]}. Bitte nur einmal eintragen.")
            first.setdefault(service, file.place(key))


def _rules(
    directory: StaffDirectory, file: YamlFile, entry: ResponsibilityFile, today: dt.date | None
) -> Iterator[Problem]:
    useless = list(_useless(file, entry.rules))
    yield from useless
    areas = names_of(directory, "area")
    if useless or areas is None or any(not {rule.area, *rule.excluded} <= areas for rule in entry.rules):
        return  # gaps and overlaps would only follow from that
    deciding = [(i, rule) for i, rule in enumerate(entry.rules) if rule.stage == "decision"]
    yield from _gaps(file, deciding, _themselves(directory, entry), today)
    for stage in ("decision", "intake"):
        yield from _overlaps(file, [(i, rule) for i, rule in enumerate(entry.rules) if rule.stage == stage])


def _themselves(directory: StaffDirectory, entry: ResponsibilityFile) -> bool:
    """Whether a town without a rule does it itself: all services of the file are of the level gemeinde."""
    slugs = (slug if slug in directory.services else meant(directory, "service", slug) for slug in entry.services)
    return {directory.services[slug].level for slug in slugs if slug in directory.services} <= {"gemeinde"}


def _useless(file: YamlFile, rules: Sequence[ResponsibilityRule]) -> Iterator[Problem]:
    """Rules that never apply, and exceptions from what does not apply anyway."""
    for i, rule in enumerate(rules):
        # All eleven towns may be excluded: the rule then is for those who ask about the county itself.
        if rule.area in rule.excluded:
            message = "Diese Zeile gilt nie: Ihr eigener Ort ist ausgenommen. Bitte „excluded“ berichtigen."
            yield file.problem(("rules", i, "excluded"), message)
            continue
        for j, area in enumerate(rule.excluded):
            if area in rule.excluded[:j]:
                yield file.problem(
                    ("rules", i, "excluded", j), f"„{area}“ ist zweimal ausgenommen. Bitte einmal löschen."
                )
            elif rule.area != COUNTY and area in BODIES:
                message = f"„{area}“ liegt nicht in „{rule.area}“ und kann nicht ausgenommen werden. Bitte löschen."
                yield file.problem(("rules", i, "excluded", j), message)


def _gaps(file: YamlFile, rules: coverage.Rules, themselves: bool, today: dt.date | None) -> Iterator[Problem]:
    """Towns for which nobody decides, ever or at times. Without any rule the level of the service decides."""
    gaps: dict[str, list[str]] = defaultdict(list)
    for town in TOWNS if rules else ():
        when = coverage.gap(rules, town, today)
        if when is not None and (when or not themselves):
            gaps[when].append(town)
    for when, towns in gaps.items():
        yield file.problem(("rules",), f"Für {_listed(towns)} ist {when}niemand zuständig. Bitte eine Zeile ergänzen.")


def _overlaps(file: YamlFile, rules: coverage.Rules) -> Iterator[Problem]:
    """Towns for which two organisations are responsible at the same time and stage."""
    overlaps: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for town in TOWNS:
        if (found := coverage.overlap(rules, town)) is not None:
            overlaps[found].append(town)
    for (first, second, when), towns in overlaps.items():
        message = (
            f"Für {_listed(towns)} sind {when}zwei Stellen zuständig, auch die in Zeile "
            f"{file.line(('rules', first))}. Bitte eine löschen, mit „excluded“ ausnehmen oder zeitlich begrenzen."
        )
        yield file.problem(("rules", second), message)


def _listed(towns: list[str]) -> str:
    return "alle Städte und Gemeinden" if len(towns) == len(TOWNS) else ", ".join(towns)


def _undecided(directory: StaffDirectory) -> Iterator[Problem]:
    """Services of others need a file that says who decides."""
    decided: set[str | None] = set()
    taken_in: dict[str, Problem] = {}
    for name, entry in directory.responsibilities.items():
        decides = any(rule.stage == "decision" for rule in entry.rules)
        for i, service in enumerate(entry.services):
            if decides:
                known = service in directory.names.get("services", ())
                decided.add(service if known else meant(directory, "service", service))
            else:
                message = (
                    f"Wer entscheidet über „{service}“? Hier steht nur intake. Bitte eine Zeile mit decision ergänzen."
                )
                taken_in[service] = directory.files[f"responsibilities/{name}"].problem(("services", i), message)
    all_read = directory.names.get("responsibilities") == frozenset(directory.responsibilities)
    for slug, entry_of_service in directory.services.items():
        if entry_of_service.level in USUAL_LEVELS or slug in decided:
            continue
        if slug in taken_in:
            yield taken_in[slug]
        elif all_read:
            message = "Diese Leistung erbringt eine andere Stelle. Bitte in responsibilities/ eintragen, welche."
            yield directory.files[f"services/{slug}"].problem(("level",), message)
