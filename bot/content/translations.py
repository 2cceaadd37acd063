"""Checks of data/translations: complete, nothing unknown, the same placeholders, no fact that German does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from bot import languages
from bot.content import suggest
from bot.content.problems import ContentError, Problem
from bot.content.staff_directory import StaffDirectory
from bot.content.yaml_file import YamlFile, read

_FACT = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\d+")
_SAME = {"day": "dd"}
"""Placeholders of which a language takes the one or the other: 8 or 08."""
_FILES = ("answers.yml", "words.yml", "services.yml", "terms.yml")
_BESIDE = ("README.md", "small_words.yml")


@dataclass(frozen=True)
class _Originals:
    """What is to be translated: German wordings by key, names of services by slug, expressions of the directory."""

    answers: Mapping[str, str]
    words: Mapping[str, str]
    services: Mapping[str, str]
    terms: frozenset[str]


def check(root: Path, answers: Path, directory: StaffDirectory) -> Iterator[Problem]:
    """All problems of the translations below `root`; what is wrong with the German wording is reported there."""
    folders = {language.folder: language for language in languages.TRANSLATED}
    for path in sorted(root.iterdir()):
        if path.name not in folders and path.name not in _BESIDE and not path.name.startswith("."):
            known = ", ".join(folders)
            yield Problem(path, 1, f"Das wird nicht gelesen. Ordner für Sprachen sind: {known}. Bitte umbenennen.")
    originals = _originals(answers, directory)
    for folder in folders:
        yield from _check_folder(root / folder, originals)


def _originals(answers: Path, directory: StaffDirectory) -> _Originals:
    texts: dict[bool, dict[str, str]] = {False: {}, True: {}}
    for path in sorted(answers.rglob("*.yml")):
        try:
            file = read(path)
        except ContentError:
            continue
        for (key, _, _), text in file.texts("*", "de", "text"):
            texts[path.parent.name == "words"][str(key)] = text
    services = {slug: entry.name for slug, entry in directory.services.items()}
    return _Originals(texts[False], texts[True], services, frozenset(_terms(directory)))


def _terms(directory: StaffDirectory) -> Iterator[str]:
    """What answers say of the directory in short German expressions."""
    for level in directory.levels.values():
        yield level.reason
    for entry in directory.responsibilities.values():
        yield from (rule.reason for rule in entry.rules if rule.reason)
    for texts in (*directory.services.values(), *directory.local.values()):
        for fee in texts.fees.items if texts.fees else ():
            yield from (label for label in (fee.who, fee.what) if label)


def _check_folder(folder: Path, originals: _Originals) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in _FILES and not path.name.startswith("."):
            yield Problem(path, 1, f"Die Datei wird nicht gelesen. Gelesen werden: {', '.join(_FILES)}.")
    for name, wanted, field in (
        ("answers.yml", originals.answers, "text"),
        ("words.yml", originals.words, "text"),
        ("services.yml", originals.services, "name"),
        ("terms.yml", None, "text"),
    ):
        try:
            file = read(folder / name)
        except ContentError as error:
            yield from error.problems
            continue
        yield from file.problems
        if not isinstance(file.data, dict):
            yield file.problem((), "Hier werden Angaben der Form „schlüssel: …“ erwartet.")
        elif wanted is None:
            yield from _check_terms(file, originals.terms)
        else:
            yield from _check_entries(file, wanted, field)


def _check_entries(file: YamlFile, wanted: Mapping[str, str], field: str) -> Iterator[Problem]:
    missing = [key for key in wanted if key not in file.data]
    for key, entry in file.data.items():
        text = _text(entry, field)
        if key not in wanted:
            message = f"„{key}“ gibt es im Deutschen nicht.{suggest.did_you_mean(key, missing)}"
            yield file.problem((key,), f"{message} Bitte umbenennen oder löschen.")
        elif text is None:
            yield file.problem((key,), _form(key, field))
        else:
            yield from (file.problem((key, field), message) for message in _faults(text, wanted[key], field))
    if missing:
        # One message a file: where a language is new, hundreds of keys are missing.
        more = f" und {len(missing) - 5} weitere" if len(missing) > 5 else ""
        yield file.problem((), f"Es fehlen: {', '.join(missing[:5])}{more}. Bitte übersetzen.")


def _check_terms(file: YamlFile, terms: frozenset[str]) -> Iterator[Problem]:
    for key, entry in file.data.items():
        text = _text(entry, "text")
        if text is None:
            yield file.problem((key,), _form(key, "text"))
        else:
            yield from (file.problem((key, "text"), message) for message in _faults(text, key, "text"))
    for term in sorted(terms - set(file.data)):
        yield file.problem((), f"„{term}“ ist nicht übersetzt und erscheint auf Deutsch.", hint=True)


def _text(entry: object, field: str) -> str | None:
    """The translation, if the entry has the right form."""
    if not isinstance(entry, dict) or set(entry) != {field, "reviewed"} or entry["reviewed"] not in ("true", "false"):
        return None
    text = entry[field]
    return text if isinstance(text, str) and text.strip() else None


def _form(key: str, field: str) -> str:
    return f"„{key}“ braucht zwei Zeilen: {field}: … und reviewed: false (oder true, wenn ein Mensch es geprüft hat)."


def _faults(text: str, german: str, field: str) -> Iterator[str]:
    try:
        lines, german_lines = _placeholders(text), _placeholders(german) if field == "text" else []
    except ValueError:
        yield "Eine geschweifte Klammer fehlt oder ist zu viel."
        return
    used, wanted = set().union(*lines), set().union(*german_lines)
    if used != wanted:
        expected = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "keine"
        yield f"Die Platzhalter sind andere als im Deutschen. Erwartet: {expected}."
    elif not all(any(line <= original for original in german_lines) for line in lines if line):
        yield "Platzhalter aus zwei deutschen Zeilen stehen hier in einer. Bitte auf Zeilen verteilen wie im Deutschen."
    typed = [fact for fact in _FACT.findall(text) if fact not in _FACT.findall(german)]
    if typed:
        yield f"„{typed[0]}“ steht nicht im deutschen Text. Fakten gehören nach data/directory."


def _placeholders(text: str) -> list[set[str]]:
    """The names of placeholders line by line. Raises ValueError if a brace is missing."""
    lines = [[name for _, name, _, _ in Formatter().parse(line) if name is not None] for line in text.split("\n")]
    return [{_SAME.get(name, name) for name in names} for names in lines]
