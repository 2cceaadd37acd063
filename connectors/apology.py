"""What a citizen reads when a part of the assistant does not answer: never silence, the emergency numbers first.

Reads the files that staff edit instead of the directory's database, because the database may be what is missing.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from actions.outcome import Link, LinkKind, Outcome, SourceNote, SourceState
from bot import bidi, languages, paths

_log = logging.getLogger(__name__)

_ORGANISATION = "kreis-coesfeld"

# The only facts in code: EU and German law fix them, and they must be right even when every data file is gone.
_RESCUE, _POLICE = "112", "110"

_LAST_RESORT = (
    "In einer Notlage: {rescue} oder {police}.\n"
    "Es tut mir leid, ich kann gerade nicht antworten. Bitte versuchen Sie es in einer Minute noch einmal."
)

_LABELS = {
    "error.rescue": "Notruf: {number}",
    "error.police": "Polizei: {number}",
    "error.phone": "Kreis Coesfeld: {number}",
    "error.website": "Kreis Coesfeld",
}
"""Labels of the links where the answer file cannot be read."""
_UNREVIEWED = "translation.unreviewed"

_MAX_AGE = 10.0
"""Seconds until the files are read again, so that a corrected telephone number is live without a restart."""


class Apology:
    """The apology as an outcome, read again when it is older than a few seconds."""

    def __init__(
        self, read: Callable[[str], dict[str, Any]] | None = None, clock: Callable[[], float] = time.monotonic
    ):
        self._read = read or load
        self._clock = clock
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    def current(self, language: str | None = None) -> dict[str, Any]:
        """A fresh copy of the outcome JSON, status `error`, in a language or German.

        Never raises: unreadable files give a shorter text.
        """
        now, tag = self._clock(), languages.supported(language)
        if tag not in self._kept or now - self._kept[tag][0] > _MAX_AGE:
            self._kept[tag] = (now, self._read(tag))
        return dict(self._kept[tag][1])


def load(
    language: str = languages.GERMAN, answers: Path = paths.ANSWERS, directory: Path = paths.DIRECTORY
) -> dict[str, Any]:
    """The outcome JSON from the answer files and the directory's files; what is missing there is left out."""
    wordings = _wordings(language, answers)
    template = wordings.get("error")
    numbers = _read_yaml(directory / "national_numbers.yml")
    bodies = [_read_yaml(directory / folder / f"{_ORGANISATION}.yml") for folder in ("municipalities", "organisations")]
    phone, website = _contact(bodies, "phone"), _contact(bodies, "website")
    facts = {
        "rescue": _number(numbers, "feuerwehr_rettungsdienst", _RESCUE),
        "police": _number(numbers, "polizei", _POLICE),
        "phone": phone.get("value"),
        "website": website.get("value"),
    }
    outcome = Outcome(
        status="error",
        text=_text(template or _LAST_RESORT, facts, language, wordings),
        organisation=_ORGANISATION,
        links=_links(facts, wordings),
        language=language,
        sources=_sources(_read_yaml(directory / "sources.yml"), (phone.get("source"), website.get("source"))),
    )
    return outcome.to_json()


def _wordings(language: str, answers: Path) -> dict[str, str]:
    """The German texts by key, and what the language has instead."""
    german = _read_yaml(answers / "system" / "error.yml")
    texts = {key: _dig(entry, "de", "text") for key, entry in (german if isinstance(german, dict) else {}).items()}
    if language != languages.GERMAN:
        folder = paths.TRANSLATIONS / languages.by_tag(language).folder
        for file, wanted in (("answers.yml", tuple(texts)), ("words.yml", (_UNREVIEWED,))):
            translated = _read_yaml(folder / file)
            texts.update((key, _dig(translated, key, "text") or texts.get(key)) for key in wanted)
    return {key: text for key, text in texts.items() if isinstance(text, str)}


def _text(template: str, facts: dict[str, str | None], language: str, wordings: dict[str, str]) -> str:
    """The apology, and that nobody has reviewed its translation."""
    if languages.by_tag(language).right_to_left:
        facts = {name: bidi.isolated(value) if value else value for name, value in facts.items()}
    text = _fill(template, facts)
    return f"{text}\n\n{wordings[_UNREVIEWED]}" if _UNREVIEWED in wordings else text


def _fill(template: str, facts: dict[str, str | None]) -> str:
    """The lines of `template` whose placeholders all have a value; the emergency numbers come first in any case."""
    known = {name: value for name, value in facts.items() if value}
    lines: list[str] = []
    for line in template.splitlines():
        try:
            names = [name for _, name, _, _ in Formatter().parse(line) if name is not None]
            if all(name in known for name in names):
                lines.append(line.format_map(known))
        except (ValueError, KeyError, AttributeError, IndexError):
            _log.warning("Unusable line in the apology: %s", line)
    text = "\n".join(line for line in lines if line.strip())
    if known["rescue"] in text and known["police"] in text:
        return text
    return f"In einer Notlage: {known['rescue']} oder {known['police']}.\n{text}".strip()


def _links(facts: dict[str, str | None], wordings: dict[str, str]) -> tuple[Link, ...]:
    rescue, police, phone, website = facts["rescue"], facts["police"], facts["phone"], facts["website"]
    labels = {**_LABELS, **wordings}
    numbers = (("error.rescue", rescue), ("error.police", police), ("error.phone", phone))
    made = [_phone_link(labels[key], number) for key, number in numbers]
    if website and website.startswith("https://"):
        made.append(_link(labels["error.website"], website, "website"))
    return tuple(link for link in made if link is not None)


def _phone_link(label: str, number: str | None) -> Link | None:
    if not number:
        return None
    return _link(label.replace("{number}", number), "tel:" + re.sub(r"[^+\d]", "", number), "phone")


def _link(label: str, url: str, kind: LinkKind) -> Link:
    return Link(label, url, kind)


def _number(numbers: Any, name: str, default: str) -> str:
    """A national number, written as a plain value or as a mapping with `number` or `value`."""
    found = _dig(numbers, name)
    if isinstance(found, dict):
        found = found.get("number", found.get("value"))
    return str(found) if found else default


def _contact(bodies: list[Any], kind: str) -> dict[str, str]:
    """The first contact of `kind` in the files of the Kreis, which is a municipality and an organisation alike."""
    for contacts in (_dig(body, "contacts") for body in bodies):
        for contact in contacts if isinstance(contacts, list) else ():
            if isinstance(contact, dict) and contact.get("kind") == kind and contact.get("value"):
                return {key: str(value) for key, value in contact.items()}
    return {}


def _sources(known: Any, names: tuple[str | None, ...]) -> tuple[SourceNote, ...]:
    """The named sources as notes; a source not on file, or without address and date, gives none."""
    notes: dict[str, SourceNote] = {}
    for name in names:
        source = _dig(known, name) or _dig(known, "sources", name)
        if not isinstance(source, dict) or not source.get("url"):
            continue
        as_of = source.get("as_of") or source.get("retrieved")
        state: SourceState = "verified" if source.get("verified_by") else "unverified"
        if source.get("stale"):
            state = "expired"
        if as_of:
            notes[str(name)] = SourceNote(str(source["url"]), str(as_of), state, str(source.get("title") or ""))
    return tuple(notes.values())


def _dig(value: Any, *keys: str | None) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, yaml.YAMLError) as error:
        _log.warning("%s is unreadable: %s", path.name, type(error).__name__)
        return None
