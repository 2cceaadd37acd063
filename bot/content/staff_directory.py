"""Everything that staff maintain under data/directory, loaded and checked together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content import schema
from bot.content.problems import ContentError, Problem
from bot.content.schema_hours import SchoolCalendarFile
from bot.content.validate import parse
from bot.content.yaml_file import Key, YamlFile, read

COUNTY = "kreis-coesfeld"
Entry = TypeVar("Entry", bound=BaseModel)


@dataclass(frozen=True)
class StaffDirectory:
    """All staff files by slug; `files` keeps the YAML with its lines for messages."""

    sources: dict[str, schema.SourceEntry]
    laws: dict[str, schema.Law]
    municipalities: dict[str, schema.MunicipalityFile]
    organisations: dict[str, schema.OrganisationFile]
    services: dict[str, schema.ServiceFile]
    responsibilities: dict[str, schema.ResponsibilityFile]
    levels: dict[str, schema.UsualResponsibility]
    local: dict[tuple[str, str], schema.LocalFile]
    """By municipality and service."""
    outside: list[schema.OutsidePlace]
    files: dict[str, YamlFile]
    names: dict[str, frozenset[str]]
    """Slugs by folder, also of files with faults: one broken file must not make every reference to it look wrong."""
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

    def blocks(self) -> Iterator[schema.Sourced]:
        """Every block of facts that names a law or a source."""
        for texts in (*self.services.values(), *self.local.values()):
            for module in (*schema.MODULES, "fees"):
                if (block := getattr(texts, module)) is not None:
                    yield block
        for entry in self.responsibilities.values():
            yield from entry.rules
        yield from self.levels.values()


def load(root: Path) -> StaffDirectory:
    """Load `root` (data/directory). Raises ContentError with every problem of every file at once."""
    from bot.content import cross_check  # noqa: PLC0415 - it needs the types of this module

    loader = _Loader(root)
    directory = StaffDirectory(
        sources=loader.table("sources.yml", schema.SourceEntry),
        laws=loader.table("laws.yml", schema.Law),
        municipalities=loader.folder("municipalities", schema.MunicipalityFile),
        organisations=loader.folder("organisations", schema.OrganisationFile),
        services=loader.folder("services", schema.ServiceFile),
        responsibilities=loader.folder("responsibilities", schema.ResponsibilityFile),
        levels=loader.table("levels.yml", schema.UsualResponsibility),
        local=loader.pairs("local", schema.LocalFile),
        outside=loader.rows("areas/outside.yml", schema.OutsidePlace),
        school_calendar=loader.whole("calendars/schulferien_nrw.yml", SchoolCalendarFile),
        files=loader.files,
        names=loader.names,
    )
    problems = [*loader.problems, *cross_check.problems(directory)]
    if problems:
        raise ContentError(problems)
    return directory


class _Loader:
    """Reads file after file and collects the problems of all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.files: dict[str, YamlFile] = {}
        self.names: dict[str, frozenset[str]] = {}

    def folder(self, name: str, model: type[Entry]) -> dict[str, Entry]:
        """One entry a file, by the file's name."""
        entries = {}
        paths = sorted((self.root / name).glob("*.yml"))
        self.names[name] = frozenset(path.stem for path in paths)
        for path in paths:
            if not schema.SLUG.fullmatch(path.stem):
                self.problems.append(Problem(path, 1, "Der Dateiname darf nur a-z, 0-9 und Bindestriche enthalten."))
            entry = self._entry(model, self._read(path, f"{name}/{path.stem}"), ())
            if entry is not None:
                entries[path.stem] = entry
        return entries

    def pairs(self, name: str, model: type[Entry]) -> dict[tuple[str, str], Entry]:
        """One entry a file, by its folder's name and its own."""
        entries = {}
        for folder in sorted(path.name for path in (self.root / name).glob("*/")):
            for slug, entry in self.folder(f"{name}/{folder}", model).items():
                entries[folder, slug] = entry
        return entries

    def table(self, name: str, model: type[Entry]) -> dict[str, Entry]:
        """One file with an entry under each of its keys."""
        file = self._read(self.root / name, name)
        keys = list(file.data) if file is not None and isinstance(file.data, dict) else []
        entries = {key: self._entry(model, file, (key,)) for key in keys}
        return {key: entry for key, entry in entries.items() if entry is not None}

    def rows(self, name: str, model: type[Entry]) -> list[Entry]:
        """One file with a list of entries."""
        file = self._read(self.root / name, name)
        count = len(file.data) if file is not None and isinstance(file.data, list) else 0
        entries = [self._entry(model, file, (i,)) for i in range(count)]
        return [entry for entry in entries if entry is not None]

    def whole(self, name: str, model: type[Entry]) -> Entry | None:
        """One file that is one entry; None if it has faults."""
        return self._entry(model, self._read(self.root / name, name), ())

    def _read(self, path: Path, name: str) -> YamlFile | None:
        try:
            file = read(path)
        except FileNotFoundError:
            self.problems.append(Problem(path, 1, "Diese Datei fehlt. Bitte wiederherstellen."))
            return None
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        self.files[name] = file
        return file

    def _entry(self, model: type[Entry], file: YamlFile | None, key: Key) -> Entry | None:
        if file is None:
            return None
        try:
            return parse(model, file, key)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None


def cited_laws(citation: str, known: Collection[str]) -> list[str | None]:
    """The statutes a citation names, by abbreviation: `§ 3, § 5 PAuswG; § 2 35. BImSchV` → ["PAuswG", "35. BImSchV"].

    None stands for a part that ends with no abbreviation of `known`.
    """
    parts = [part.strip() for part in citation.split(";")]
    return [max((law for law in known if f" {part}".endswith(f" {law}")), key=len, default=None) for part in parts]
