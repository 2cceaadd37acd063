"""Everything that staff maintain under data/directory, loaded and checked together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content import schema
from bot.content.loader import Loader
from bot.content.problems import ContentError, Problem
from bot.content.schema_hours import SchoolCalendarFile
from bot.content.schema_numbers import NationalNumbers
from bot.content.yaml_file import YamlFile

COUNTY = "kreis-coesfeld"
BODIES = (
    *("ascheberg", "billerbeck", "coesfeld", "duelmen", "havixbeck", COUNTY, "luedinghausen", "nordkirchen"),
    *("nottuln", "olfen", "rosendahl", "senden"),
)
"""The twelve administrations: names that stay (docs/contract.md)."""


@dataclass(frozen=True)
class StaffDirectory:
    """All staff files by slug; `files` keeps the YAML with its lines for messages, `names` the slugs (see Loader)."""

    sources: dict[str, schema.SourceEntry]
    laws: dict[str, schema.Law]
    municipalities: dict[str, schema.MunicipalityFile]
    organisations: dict[str, schema.OrganisationFile]
    services: dict[str, schema.ServiceFile]
    responsibilities: dict[str, schema.ResponsibilityFile]
    levels: dict[str, schema.UsualResponsibility]
    local: dict[tuple[str, str], schema.LocalFile]
    """By municipality and service."""
    other_languages: dict[str, schema.OtherLanguageFile]
    """By language; a folder that need not be there."""
    outside: list[schema.OutsidePlace]
    files: dict[str, YamlFile]
    names: dict[str, frozenset[str]]
    school_calendar: SchoolCalendarFile | None = None
    """None while its file has faults."""

    def towns(self) -> list[str]:
        """Slugs of the eleven municipalities, without the county."""
        return [slug for slug in self.municipalities if slug != COUNTY]

    def towns_decided(self, service: str) -> set[str]:
        """The towns for which a file of responsibilities/ says who decides on a service."""
        rules = [
            rule
            for entry in self.responsibilities.values()
            if service in entry.services
            for rule in entry.rules
            if rule.stage == "decision"
        ]
        return {
            town
            for town in self.towns()
            if any(town not in rule.excluded and rule.area in (town, COUNTY) for rule in rules)
        }

    def foreign_names(self, service: str) -> Iterator[str]:
        """What a service is called in other languages, each once."""
        names = (name for file in self.other_languages.values() for name in file.__root__.get(service, ()))
        return iter(dict.fromkeys(names))

    def blocks(self) -> Iterator[schema.Sourced]:
        """Every block of facts that names a law or a source."""
        for texts in (*self.services.values(), *self.local.values()):
            for module in (*schema.MODULES, "fees"):
                if (block := getattr(texts, module)) is not None:
                    yield block
        for entry in self.responsibilities.values():
            yield from entry.rules
        yield from self.levels.values()

    def in_folder(self, name: str) -> Iterator[tuple[str, YamlFile]]:
        """The files of a folder that can be read, by slug, whether their content is right or not."""
        for path, file in self.files.items():
            folder, _, slug = path.rpartition("/")
            if folder == name:
                yield slug, file


def load(root: Path, today: dt.date | None = None) -> StaffDirectory:
    """Load `root` (data/directory). Raises ContentError with every fault of every file. `today`: see `inspect`."""
    directory, problems = inspect(root, today)
    if faults := [problem for problem in problems if not problem.hint]:
        raise ContentError(faults)
    return directory


def inspect(root: Path, today: dt.date | None = None) -> tuple[StaffDirectory, list[Problem]]:
    """What can be read of `root`, and every fault and hint. Without `today` no date is compared with the calendar:
    what is right must not become wrong because of the clock of a server."""
    from bot.content import checks  # noqa: PLC0415 - they need the types of this module

    loader = Loader(root)
    loader.whole("national_numbers.yml", NationalNumbers)
    directory = StaffDirectory(
        sources=loader.table("sources.yml", schema.SourceEntry),
        laws=loader.table("laws.yml", schema.Law),
        municipalities=loader.folder("municipalities", schema.MunicipalityFile),
        organisations=loader.folder("organisations", schema.OrganisationFile),
        services=loader.folder("services", schema.ServiceFile),
        responsibilities=loader.folder("responsibilities", schema.ResponsibilityFile),
        levels=loader.table("levels.yml", schema.UsualResponsibility),
        local=loader.pairs("local", schema.LocalFile),
        other_languages=loader.folder("other_languages", schema.OtherLanguageFile)
        if (root / "other_languages").is_dir()
        else {},
        outside=loader.rows("areas/outside.yml", schema.OutsidePlace),
        school_calendar=loader.whole("calendars/schulferien_nrw.yml", SchoolCalendarFile),
        files=loader.files,
        names=loader.names,
    )
    problems = [*loader.problems, *checks.problems(root, directory, today)]
    if not any(not problem.hint for problem in problems):
        # Only when everything can be read and found, something can be said to be used nowhere.
        problems.extend(checks.unused(directory))
    return directory, problems


def cited_laws(citation: str, known: Collection[str]) -> list[str | None]:
    """The statutes a citation names, by abbreviation: `§ 3, § 5 PAuswG; § 2 35. BImSchV` → ["PAuswG", "35. BImSchV"].

    None stands for a part that ends with no abbreviation of `known`.
    """
    return [next((ending for ending in _endings(part) if ending in known), None) for part in citation.split(";")]


def _endings(citation: str) -> Iterator[str]:
    """`§ 2 35. BImSchV` → the whole, then without its first word, and so on."""
    words = citation.split()
    return (" ".join(words[i:]) for i in range(len(words)))
