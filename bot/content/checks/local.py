"""What towns have of their own: data/directory/local/<municipality>/<service>.yml."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import schema
from bot.content.checks.references import names_of, unknown
from bot.content.problems import Problem
from bot.content.staff_directory import StaffDirectory


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """Folder and file name stand for a municipality and a service; the file must say something new."""
    towns, services = names_of(directory, "area"), names_of(directory, "service")
    for folder, slugs in directory.names.items():
        if not folder.startswith("local/"):
            continue
        town = folder.removeprefix("local/")
        for slug in sorted(slugs):
            if (file := directory.files.get(f"{folder}/{slug}")) is None:
                continue
            if towns is not None and town not in towns:
                yield file.problem((), f"{unknown(directory, 'area', town)} Bitte den Ordner umbenennen.")
                break
            if services is not None and slug not in services:
                yield file.problem((), f"{unknown(directory, 'service', slug)} Bitte die Datei umbenennen.")
    for pair, entry in directory.local.items():
        yield from _content(directory, pair, entry)


def _content(directory: StaffDirectory, pair: tuple[str, str], entry: schema.LocalFile) -> Iterator[Problem]:
    town, slug = pair
    file = directory.files[f"local/{town}/{slug}"]
    blocks = {name: block for name in (*schema.MODULES, "fees") if (block := getattr(entry, name)) is not None}
    if not blocks and not entry.links:
        yield file.problem((), "Die Datei ändert nichts. Bitte einen Abschnitt eintragen oder die Datei löschen.")
    general = directory.services.get(slug)
    for name, block in blocks.items():
        if general is not None and block == getattr(general, name):
            message = f"„{name}“ ist dasselbe wie in services/{slug}.yml und ändert nichts. Bitte löschen."
            yield file.problem((name,), message)
    for i, link in enumerate(entry.links):
        if link.service not in (None, slug):
            message = f"Links gelten hier immer für „{slug}“. Bitte die Zeile „service“ löschen."
            yield file.problem(("links", i, "service"), message)
