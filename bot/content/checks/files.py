"""Files that lie in the data and that nobody reads: their author believes that they do something."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.problems import Problem

_READ = re.compile(
    r"(?:(?:sources|laws|levels|national_numbers)|areas/outside|calendars/schulferien_nrw"
    r"|(?:municipalities|organisations|services|responsibilities|other_languages|local/[^/]+)/[^/]+)\.yml"
)
_MEANT = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
_FOLDERS = ("services", "organisations", "responsibilities")


def check(root: Path) -> Iterator[Problem]:
    """Content that is not read is a fault, anything else (a note, a backup) a hint; hidden files are left alone."""
    for folder, subfolders, names in os.walk(root):
        for link in [name for name in subfolders if (Path(folder) / name).is_symlink()]:
            message = "Diese Verknüpfung zu einem Ordner wird nicht gelesen. Bitte die Dateien selbst hierher legen."
            yield Problem(Path(folder) / link, 1, message)
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            path = Path(folder) / name
            inside = path.relative_to(root).as_posix()
            if name.startswith(".") or _READ.fullmatch(inside):
                continue
            yield Problem(path, 1, _advice(inside), hint=_MEANT.search(name) is None)


def misnamed(root: Path) -> Iterator[Problem]:
    """Content below `root` (wording, example sentences) whose name ends so that it is not read."""
    for path in sorted(root.rglob("*")):
        if _MEANT.search(path.name) and path.suffix != ".yml":
            renamed = _MEANT.sub(".yml", path.name)
            yield Problem(path, 1, f"Die Datei wird nicht gelesen. Bitte umbenennen: {renamed}")


def _advice(inside: str) -> str:
    renamed = _MEANT.sub(".yml", inside)
    if renamed != inside and _READ.fullmatch(renamed):
        return f"Die Datei wird nicht gelesen. Bitte umbenennen: {Path(renamed).name}"
    if _MEANT.search(inside):
        return f"In diesem Ordner wird die Datei nicht gelesen. Bitte verschieben, etwa nach {' oder '.join(_FOLDERS)}."
    return "Diese Datei gehört nicht zum Verzeichnis und wird nicht gelesen. Bitte löschen, wenn niemand sie braucht."
