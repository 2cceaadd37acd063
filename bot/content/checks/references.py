"""Wherever a service, an organisation, an area, a source or a law is named: is there one of that name?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.problems import Problem
from bot.content.staff_directory import BODIES, StaffDirectory, cited_laws
from bot.content.suggest import nearest
from bot.content.yaml_file import Key, YamlFile

_WHERE: dict[str, dict[tuple[str, ...], str]] = {
    "organisations": {("parent",): "organisation", ("area",): "area", ("online", "*", "service"): "service"},
    "municipalities": {("online", "*", "service"): "service"},
    "responsibilities": {
        ("services", "*"): "service",
        ("rules", "*", "organisation"): "organisation",
        ("rules", "*", "area"): "area",
        ("rules", "*", "excluded", "*"): "area",
    },
}
_UNKNOWN = {
    "service": ("Die Leistung „{}“ gibt es nicht.", "Die Namen sind die Dateinamen in data/directory/services."),
    "organisation": (
        "Die Stelle „{}“ gibt es nicht.",
        "Die Namen sind die Dateinamen in data/directory/organisations.",
    ),
    "area": ("Die Gemeinde „{}“ gibt es nicht.", "Die Namen sind die Dateinamen in data/directory/municipalities."),
    "source": ("Die Quelle „{}“ gibt es nicht.", "Bitte in data/directory/sources.yml eintragen."),
    "law": ("Das Gesetz „{}“ gibt es nicht.", "Bitte die Abkürzung in data/directory/laws.yml eintragen."),
}
_PARAGRAPHS = re.compile(r"^(?:(?:§+|Art\.?|Artikel|Abs\.?|Nr\.?|Satz|und|bis|ff?\.|\d+[a-z]?(?=[\s,]))[\s,]*)+")


@dataclass(frozen=True)
class Mention:
    """A place where an entry of a kind (service, organisation, area, source, law) is named."""

    kind: str
    name: str
    file: YamlFile
    key: Key


def mentions(directory: StaffDirectory) -> Iterator[Mention]:
    """Every place where something is named, in entries with faults, too."""
    for folder, paths in _WHERE.items():
        for _, file in directory.in_folder(folder):
            for path, kind in paths.items():
                yield from (Mention(kind, name, file, key) for key, name in file.texts(*path))
    for _, file in directory.in_folder("other_languages"):
        slugs = file.data if isinstance(file.data, dict) else ()
        yield from (Mention("service", str(slug), file, (slug,)) for slug in slugs)
    laws = names_of(directory, "law") or frozenset()
    for name, file in directory.files.items():
        for key in file.lines if name not in {"sources.yml", "laws.yml"} else ():
            if key and key[-1] in ("source", "law") and isinstance(value := file.value(key), str):
                named = [value] if key[-1] == "source" else _statutes(value, laws)
                yield from (Mention(str(key[-1]), name, file, key) for name in named)


def _statutes(citation: str, known: frozenset[str]) -> Iterator[str]:
    """The abbreviations in a citation; of an unknown one, what is left without its paragraphs."""
    for part, found in zip(citation.split(";"), cited_laws(citation, known), strict=True):
        yield found or _PARAGRAPHS.sub("", part.strip())


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """One problem for each name that nothing has, however often it is used."""
    places: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    known = {kind: names_of(directory, kind) for kind in _UNKNOWN}
    for mention in mentions(directory):
        names = known[mention.kind]
        if names is not None and mention.name not in names:
            places[mention.kind, mention.name].append(mention)
    for (kind, name), (first, *others) in places.items():
        again = ", ".join(other.file.place(other.key) for other in others[:5])
        more = f" und {len(others) - 5} weitere Stellen" if len(others) > 5 else ""
        yield first.file.problem(
            first.key, unknown(directory, kind, name) + (f" Ebenso: {again}{more}." if again else "")
        )


def unknown(directory: StaffDirectory, kind: str, name: str) -> str:
    """The message that there is no entry of that name, with the one that was probably meant."""
    message, otherwise = _UNKNOWN[kind]
    guess = meant(directory, kind, name)
    return f"{message.format(name)} " + (f"Meinten Sie „{guess}“?" if guess else otherwise)


def meant(directory: StaffDirectory, kind: str, name: str) -> str | None:
    """The entry that `name` most likely stands for: by its slug, else by what people call it."""
    known = names_of(directory, kind) or frozenset()
    called = _called(directory, kind)
    return nearest(name, known) or called.get(nearest(name, called) or "")


def names_of(directory: StaffDirectory, kind: str) -> frozenset[str] | None:
    """All names of a kind; None where they could not be read, so that nothing can be said."""
    tables = {
        "service": ("services",),
        "organisation": ("organisations", "municipalities"),
        "area": ("municipalities",),
        "source": ("sources.yml",),
        "law": ("laws.yml",),
    }[kind]
    known = [directory.names.get(table) for table in tables]
    if None in known:
        return None
    bodies = BODIES if "municipalities" in tables else ()
    return frozenset(bodies).union(*(names for names in known if names is not None))


def _called(directory: StaffDirectory, kind: str) -> dict[str, str]:
    folders = {
        "service": ("services",),
        "organisation": ("organisations", "municipalities"),
        "area": ("municipalities",),
    }
    return {
        text: slug
        for folder in folders.get(kind, ())
        for slug, file in directory.in_folder(folder)
        for path in (("name",), ("aliases", "*"), ("parts", "*", "name"))
        for _, text in file.texts(*path)
    }
