"""Everything that staff maintain under data/directory, loaded and checked together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.content import schema
from bot.content.problems import ContentError, Problem
from bot.content.validate import parse
from bot.content.yaml_file import YamlFile, read

COUNTY = "kreis-coesfeld"
T = TypeVar("T")


@dataclass(frozen=True)
class StaffDirectory:
    """All staff files by slug; `files` keeps the YAML with its lines for messages."""

    sources: dict[str, schema.SourceEntry]
    laws: dict[str, schema.Law]
    municipalities: dict[str, schema.MunicipalityFile]
    organisations: dict[str, schema.OrganisationFile]
    services: dict[str, schema.ServiceFile]
    responsibilities: dict[str, schema.ResponsibilityFile]
    outside: list[schema.OutsidePlace]
    files: dict[str, YamlFile]

    def towns(self) -> list[str]:
        """Slugs of the eleven municipalities, without the county."""
        return [slug for slug in self.municipalities if slug != COUNTY]


def load(root: Path) -> StaffDirectory:
    """Load `root` (data/directory). Raises ContentError with every problem of every file at once."""
    problems: list[Problem] = []
    files: dict[str, YamlFile] = {}

    def attempt(work: Callable[[], T]) -> T | None:
        try:
            return work()
        except ContentError as error:
            problems.extend(error.problems)
            return None

    def folder(name: str, model: type[schema._File]) -> dict[str, schema._File]:
        entries = {}
        for path in sorted((root / name).glob("*.yml")):
            file = attempt(lambda path=path: read(path))
            if file is None:
                continue
            files[f"{name}/{path.stem}"] = file
            if not schema.SLUG.fullmatch(path.stem):
                problems.append(Problem(path, 1, "Der Dateiname darf nur a-z, 0-9 und Bindestriche enthalten."))
            if (entry := attempt(lambda file=file: parse(model, file))) is not None:
                entries[path.stem] = entry
        return entries

    def table(name: str, model: type[schema._File]) -> dict[str, schema._File]:
        file = attempt(lambda: read(root / name))
        if file is None or not isinstance(file.data, dict):
            return {}
        files[name] = file
        parsed = ((key, attempt(lambda key=key: parse(model, file, (key,)))) for key in file.data)
        return {key: entry for key, entry in parsed if entry is not None}

    outside_file = attempt(lambda: read(root / "areas" / "outside.yml"))
    outside = []
    if outside_file is not None:
        files["areas/outside"] = outside_file
        parsed = (
            attempt(lambda i=i: parse(schema.OutsidePlace, outside_file, (i,))) for i in range(len(outside_file.data))
        )
        outside = [entry for entry in parsed if entry is not None]
    directory = StaffDirectory(
        sources=table("sources.yml", schema.SourceEntry),  # type: ignore[arg-type]
        laws=table("laws.yml", schema.Law),  # type: ignore[arg-type]
        municipalities=folder("municipalities", schema.MunicipalityFile),  # type: ignore[arg-type]
        organisations=folder("organisations", schema.OrganisationFile),  # type: ignore[arg-type]
        services=folder("services", schema.ServiceFile),  # type: ignore[arg-type]
        responsibilities=folder("responsibilities", schema.ResponsibilityFile),  # type: ignore[arg-type]
        outside=outside,
        files=files,
    )
    problems.extend(_cross_check(directory))
    if problems:
        raise ContentError(problems)
    return directory


def cited_laws(citation: str, known: Collection[str]) -> list[str | None]:
    """The statutes a citation names, by abbreviation: `§ 3, § 5 PAuswG; § 2 35. BImSchV` → ["PAuswG", "35. BImSchV"].

    None stands for a part that ends with no abbreviation of `known`.
    """
    parts = [part.strip() for part in citation.split(";")]
    return [max((law for law in known if f" {part}".endswith(f" {law}")), key=len, default=None) for part in parts]


def _cross_check(directory: StaffDirectory) -> Iterator[Problem]:
    yield from _unknown_sources(directory)
    yield from _doubled_names(directory)
    yield from _unknown_places(directory)
    yield from _responsibility_gaps(directory)


def _unknown_sources(directory: StaffDirectory) -> Iterator[Problem]:
    for name, file in directory.files.items():
        if name in {"sources.yml", "laws.yml"}:
            continue
        for key in list(file.lines):
            value = _value(file, key)
            if key and key[-1] == "source" and isinstance(value, str) and value not in directory.sources:
                yield file.problem(key, f"Die Quelle „{value}“ steht nicht in data/directory/sources.yml. Bitte eintragen.")
            if key and key[-1] == "law" and isinstance(value, str):
                if None in cited_laws(value, directory.laws):
                    message = f"„{value}“ nennt ein Gesetz, das nicht in data/directory/laws.yml steht. Bitte dort eintragen."
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
                yield file.problem(("synonyms", i), f"„{synonym}“ steht schon bei „{other}“. Bitte nur einmal verwenden.")


def _unknown_places(directory: StaffDirectory) -> Iterator[Problem]:
    organisations = {*directory.organisations, *directory.municipalities}
    areas = set(directory.municipalities)
    for slug, organisation in directory.organisations.items():
        file = directory.files[f"organisations/{slug}"]
        if organisation.parent and organisation.parent not in organisations:
            yield file.problem(("parent",), f"Die Stelle „{organisation.parent}“ gibt es nicht.")
        if organisation.area and organisation.area not in areas:
            yield file.problem(("area",), f"Die Gemeinde „{organisation.area}“ gibt es nicht.")
    for kind, offices in (("municipalities", directory.municipalities), ("organisations", directory.organisations)):
        for slug, office in offices.items():
            for i, entry in enumerate(office.online):
                if entry.service and entry.service not in directory.services:
                    message = f"Die Leistung „{entry.service}“ gibt es nicht."
                    yield directory.files[f"{kind}/{slug}"].problem(("online", i, "service"), message)
    for name, entry in directory.responsibilities.items():
        file = directory.files[f"responsibilities/{name}"]
        for i, service in enumerate(entry.services):
            if service not in directory.services:
                yield file.problem(("services", i), f"Die Leistung „{service}“ gibt es nicht.")
        for i, rule in enumerate(entry.rules):
            if rule.organisation not in organisations:
                yield file.problem(("rules", i, "organisation"), f"Die Stelle „{rule.organisation}“ gibt es nicht.")
            for area in (rule.area, *rule.excluded):
                if area not in areas:
                    yield file.problem(("rules", i), f"Die Gemeinde „{area}“ gibt es nicht.")


def _responsibility_gaps(directory: StaffDirectory) -> Iterator[Problem]:
    """Every listed service needs exactly one rule per town; two rules of the same rank contradict each other."""
    owner: dict[str, str] = {}
    for name, entry in directory.responsibilities.items():
        file = directory.files[f"responsibilities/{name}"]
        for i, service in enumerate(entry.services):
            if (other := owner.setdefault(service, name)) != name:
                yield file.problem(("services", i), f"„{service}“ steht schon in responsibilities/{other}.yml.")
        for town in directory.towns():
            matching = [r for r in entry.rules if town not in r.excluded and r.area in (town, COUNTY)]
            own = [r for r in matching if r.area == town]
            if not matching:
                yield file.problem(("rules",), f"Für {town} ist niemand zuständig. Bitte eine Zeile ergänzen.")
            elif len(own or matching) > 1:
                yield file.problem(("rules",), f"Für {town} sind zwei Stellen zuständig. Bitte eine ausnehmen (excluded).")
    for slug, service in directory.services.items():
        if service.level in {"extern", "polizei"} and slug not in owner:
            message = "Diese Leistung erbringt eine andere Stelle. Bitte in responsibilities/ eintragen, welche."
            yield directory.files[f"services/{slug}"].problem(("level",), message)


def _value(file: YamlFile, key: tuple[str | int, ...]) -> object:
    data = file.data
    for step in key:
        data = data[step]
    return data
