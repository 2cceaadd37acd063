"""Faults that show only across files: unknown sources, doubled names, gaps and overlaps of responsibility."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import hours_check, schema
from bot.content.problems import Problem
from bot.content.staff_directory import COUNTY, StaffDirectory, cited_laws
from bot.content.yaml_file import YamlFile


def problems(directory: StaffDirectory) -> Iterator[Problem]:
    """Every problem that shows only across files."""
    yield from _unknown_sources(directory)
    yield from _doubled_names(directory)
    yield from _unknown_places(directory)
    yield from _responsibility_gaps(directory)
    yield from hours_check.problems(directory)


def _unknown_sources(directory: StaffDirectory) -> Iterator[Problem]:
    for name, file in directory.files.items():
        if name in {"sources.yml", "laws.yml"}:
            continue
        for key in list(file.lines):
            value = _value(file, key)
            if key and key[-1] == "source" and isinstance(value, str) and value not in directory.sources:
                yield file.problem(
                    key, f"Die Quelle „{value}“ steht nicht in data/directory/sources.yml. Bitte eintragen."
                )
            if key and key[-1] == "law" and isinstance(value, str) and None in cited_laws(value, directory.laws):
                message = (
                    f"„{value}“ nennt ein Gesetz, das nicht in data/directory/laws.yml steht. Bitte dort eintragen."
                )
                yield file.problem(key, message)


def _doubled_names(directory: StaffDirectory) -> Iterator[Problem]:
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    for slug, service in directory.services.items():
        file = directory.files[f"services/{slug}"]
        if service.leika and (other := keys.setdefault(service.leika, slug)) != slug:
            yield file.problem(("leika",), f"Der LeiKa-Schlüssel {service.leika} steht schon bei „{other}“.")
        for i, synonym in enumerate(service.synonyms):
            folded = synonym.casefold()
            other = words.setdefault(folded, slug)
            if other != slug:
                yield file.problem(
                    ("synonyms", i), f"„{synonym}“ steht schon bei „{other}“. Bitte nur einmal verwenden."
                )


def _unknown_places(directory: StaffDirectory) -> Iterator[Problem]:
    organisations = {*directory.names["organisations"], *directory.names["municipalities"]}
    areas = set(directory.names["municipalities"])
    for slug, organisation in directory.organisations.items():
        file = directory.files[f"organisations/{slug}"]
        if organisation.parent and organisation.parent not in organisations:
            yield file.problem(("parent",), f"Die Stelle „{organisation.parent}“ gibt es nicht.")
        if organisation.area and organisation.area not in areas:
            yield file.problem(("area",), f"Die Gemeinde „{organisation.area}“ gibt es nicht.")
    yield from _unknown_online_services(directory)
    yield from _unknown_responsible(directory, organisations, areas)


def _unknown_online_services(directory: StaffDirectory) -> Iterator[Problem]:
    offices: dict[str, schema.OfficeFacts] = {
        **{f"municipalities/{slug}": office for slug, office in directory.municipalities.items()},
        **{f"organisations/{slug}": office for slug, office in directory.organisations.items()},
    }
    for name, office in offices.items():
        for i, online in enumerate(office.online):
            if online.service and online.service not in directory.names["services"]:
                message = f"Die Leistung „{online.service}“ gibt es nicht."
                yield directory.files[name].problem(("online", i, "service"), message)


def _unknown_responsible(directory: StaffDirectory, organisations: set[str], areas: set[str]) -> Iterator[Problem]:
    for name, entry in directory.responsibilities.items():
        file = directory.files[f"responsibilities/{name}"]
        for i, service in enumerate(entry.services):
            if service not in directory.names["services"]:
                yield file.problem(("services", i), f"Die Leistung „{service}“ gibt es nicht.")
        for i, rule in enumerate(entry.rules):
            if rule.organisation not in organisations:
                yield file.problem(("rules", i, "organisation"), f"Die Stelle „{rule.organisation}“ gibt es nicht.")
            for area in (rule.area, *rule.excluded):
                if area not in areas:
                    yield file.problem(("rules", i), f"Die Gemeinde „{area}“ gibt es nicht.")


def _responsibility_gaps(directory: StaffDirectory) -> Iterator[Problem]:
    """Every listed service needs exactly one rule per town; two rules of the same rank contradict each other.

    A service of the level gemeinde needs rules only for the towns that are special: the others do it themselves.
    """
    owner: dict[str, str] = {}
    for name, entry in directory.responsibilities.items():
        file = directory.files[f"responsibilities/{name}"]
        for i, service in enumerate(entry.services):
            if (other := owner.setdefault(service, name)) != name:
                yield file.problem(("services", i), f"„{service}“ steht schon in responsibilities/{other}.yml.")
        levels = {directory.services[slug].level for slug in entry.services if slug in directory.services}
        for town in directory.towns():
            matching = [r for r in entry.rules if town not in r.excluded and r.area in (town, COUNTY)]
            own = [r for r in matching if r.area == town]
            if not matching and levels != {"gemeinde"}:
                yield file.problem(("rules",), f"Für {town} ist niemand zuständig. Bitte eine Zeile ergänzen.")
            elif len(own or matching) > 1:
                yield file.problem(
                    ("rules",), f"Für {town} sind zwei Stellen zuständig. Bitte eine ausnehmen (excluded)."
                )
    for slug, entry_of_service in directory.services.items():
        if entry_of_service.level in {"extern", "polizei"} and slug not in owner:
            message = "Diese Leistung erbringt eine andere Stelle. Bitte in responsibilities/ eintragen, welche."
            yield directory.files[f"services/{slug}"].problem(("level",), message)


def _value(file: YamlFile, key: tuple[str | int, ...]) -> object:
    data = file.data
    for step in key:
        data = data[step]
    return data
