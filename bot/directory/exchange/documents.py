"""Which files an export consists of: one file, a folder, the list `index.txt` of older exports, or a zip archive."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from bot.directory.exchange.faults import Faults
from bot.directory.exchange.objects import Place

_SUFFIXES = (".xml", ".json")
_LARGEST_ARCHIVE = 20 * 1024**3
"""Bytes: what a zip archive may unpack to. It is read as a stream, never unpacked."""


@dataclass(frozen=True)
class Document:
    """One file of an export: its name for messages, and how to open it."""

    name: str
    open: Callable[[], IO[bytes]]


def documents(path: Path, faults: Faults) -> Iterator[Document]:
    """The files of an export in the order in which they count."""
    if not path.exists():
        faults.add(Place(str(path), 1), "Diese Datei oder diesen Ordner gibt es nicht. Bitte den Pfad prüfen.")
    elif path.is_dir():
        yield from _folder(path, faults)
    elif path.suffix.lower() == ".zip":
        yield from _archive(path, faults)
    elif path.suffix.lower() == ".txt":
        yield from _listed(path, faults)
    else:
        yield _file(path)


def _file(path: Path) -> Document:
    return Document(str(path), lambda: path.open("rb"))


def _folder(path: Path, faults: Faults) -> Iterator[Document]:
    lists = sorted(path.rglob("index*.txt"))
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES)
    for listed in lists:
        yield from _listed(listed, faults)
    if not lists:
        yield from map(_file, files)
        if not files:
            faults.add(Place(str(path), 1), "Der Ordner enthält keine XML-Datei. Bitte den Ordner des Exports angeben.")


def _listed(index: Path, faults: Faults) -> Iterator[Document]:
    """The files that an `index.txt` names, one a line, with Windows line ends or without."""
    text = index.read_bytes().decode("utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines(), start=1):
        name = line.strip()
        if not name:
            continue
        file = index.parent.joinpath(*name.replace("\\", "/").split("/"))
        if not file.resolve().is_relative_to(index.parent.resolve()):
            faults.add(Place(str(index), number), f"„{name}“ liegt außerhalb des Ordners. Bitte die Zeile streichen.")
        elif not file.is_file():
            faults.add(Place(str(index), number), f"„{name}“ fehlt. Bitte den Export vollständig kopieren.")
        else:
            yield _file(file)


def _archive(path: Path, faults: Faults) -> Iterator[Document]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        faults.add(Place(str(path), 1), "Das ist kein lesbares ZIP-Archiv. Bitte neu herunterladen.")
        return
    entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
    if sum(entry.file_size for entry in entries.values()) > _LARGEST_ARCHIVE:
        faults.add(Place(str(path), 1), "Das Archiv wäre entpackt größer als 20 GB und wird nicht gelesen.")
        return
    lists = sorted(name for name in entries if PurePosixPath(name).match("index*.txt"))
    names = [name for listed in lists for name in _names(archive, listed)] or sorted(entries)
    for name in names:
        if name not in entries:
            faults.add(
                Place(f"{path}/{name}", 1), "Diese Datei fehlt im Archiv. Bitte den Export vollständig erzeugen."
            )
        elif PurePosixPath(name).suffix.lower() in _SUFFIXES:
            yield Document(f"{path}/{name}", lambda name=name: archive.open(name))  # type: ignore[misc]


def _names(archive: zipfile.ZipFile, listed: str) -> Iterator[str]:
    folder = PurePosixPath(listed).parent
    for line in archive.read(listed).decode("utf-8-sig", "replace").splitlines():
        if name := line.strip().replace("\\", "/"):
            yield str(folder / name)
