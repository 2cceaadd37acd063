"""Reads the staff files of data/directory one after the other and collects the problems of all."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content.problems import ContentError, Problem
from bot.content.schema import SLUG
from bot.content.suggest import fold
from bot.content.validate import parse
from bot.content.yaml_file import Key, YamlFile, read

Entry = TypeVar("Entry", bound=BaseModel)
MAX_SLUG = 60


class Loader:
    """`files` by folder and slug (`services/wohngeld`) or by name (`sources.yml`).

    `names` holds the slugs of a folder or table, also of entries with faults: one broken file must not make every
    reference to it look wrong. Where even the names are unknown, the folder or table is missing there.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.files: dict[str, YamlFile] = {}
        self.names: dict[str, frozenset[str]] = {}

    def folder(self, name: str, model: type[Entry]) -> dict[str, Entry]:
        """One entry a file, by the file's name."""
        folder = self.root / name
        if not folder.is_dir():
            self.problems.append(Problem(folder, 1, "Dieser Ordner fehlt. Bitte wiederherstellen."))
            return {}
        # Hidden files are left behind by macOS and editors (`._senden.yml`).
        found = sorted(path for path in folder.glob("*.yml") if not path.name.startswith("."))
        self.names[name] = frozenset(path.stem for path in found)
        entries = {}
        for path in found:
            if not SLUG.fullmatch(path.stem) or len(path.stem) > MAX_SLUG:
                self.problems.append(Problem(path, 1, _file_name(path.stem)))
            entry = self._entry(model, self._read(path, f"{name}/{path.stem}"), ())
            if entry is not None:
                entries[path.stem] = entry
        return entries

    def pairs(self, name: str, model: type[Entry]) -> dict[tuple[str, str], Entry]:
        """One entry a file, by its folder's name and its own. Without the outer folder there are none."""
        entries = {}
        for folder in sorted(path.name for path in (self.root / name).glob("*") if path.is_dir()):
            for slug, entry in self.folder(f"{name}/{folder}", model).items():
                entries[folder, slug] = entry
        return entries

    def table(self, name: str, model: type[Entry]) -> dict[str, Entry]:
        """One file with an entry under each of its keys."""
        file = self._shaped(name, dict, "Hier werden Einträge erwartet: je Eintrag ein Name mit Doppelpunkt.")
        if file is None:
            return {}
        self.names[name] = frozenset(file.data)
        entries = {key: self._entry(model, file, (key,)) for key in file.data}
        return {key: entry for key, entry in entries.items() if entry is not None}

    def rows(self, name: str, model: type[Entry]) -> list[Entry]:
        """One file with a list of entries."""
        file = self._shaped(name, list, "Hier wird eine Liste erwartet: je Eintrag eine Zeile, die mit „- “ beginnt.")
        entries = [self._entry(model, file, (i,)) for i in range(len(file.data) if file else 0)]
        return [entry for entry in entries if entry is not None]

    def whole(self, name: str, model: type[Entry]) -> Entry | None:
        """One file that is one entry; None if it has faults."""
        return self._entry(model, self._read(self.root / name, name), ())

    def _shaped(self, name: str, shape: type, otherwise: str) -> YamlFile | None:
        file = self._read(self.root / name, name)
        if file is None or isinstance(file.data, shape):
            return file
        self.problems.append(
            file.problem((), "Die Datei ist leer. Bitte wiederherstellen." if file.data is None else otherwise)
        )
        return None

    def _read(self, path: Path, name: str) -> YamlFile | None:
        try:
            file = read(path)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        self.problems.extend(file.problems)
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


def _file_name(stem: str) -> str:
    written = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in fold(stem)).strip("-")
    return (
        f"Der Dateiname darf nur a-z, 0-9 und Bindestriche enthalten, höchstens {MAX_SLUG} Zeichen. "
        f"Bitte umbenennen: {'-'.join(filter(None, written.split('-')))[:MAX_SLUG]}.yml"
    )
