"""data/handover/delivery.yml: where requests of citizens go, per administration or office. Empty: nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import root_validator, validator

from bot.content import suggest, values
from bot.content.problems import ContentError, Problem
from bot.content.schema_base import StaffEntry
from bot.content.validate import parse
from bot.content.yaml_file import YamlFile, read

_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


class DeliveryEntry(StaffEntry):
    """The address of one office: `email` or `webhook`."""

    email: str | None
    webhook: str | None

    _is_an_address = validator("email", allow_reuse=True)(values.email)

    @validator("webhook")
    def _is_safe(cls, value: str) -> str:
        """Personal data leaves the machine only encrypted."""
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)):
            raise ValueError(f"„{value}“ ist keine verschlüsselte Adresse. Bitte vollständig mit https:// schreiben.")
        return value

    @root_validator(skip_on_failure=True)
    def _is_one(cls, given: dict[str, Any]) -> dict[str, Any]:
        if (given.get("email") is None) == (given.get("webhook") is None):
            raise ValueError("Bitte genau eines angeben: „email: …“ oder „webhook: https://…“.")
        return given


def load(path: Path) -> dict[str, DeliveryEntry]:
    """The entries by slug; one with a fault is left out. Raises ContentError if the file cannot be read at all."""
    file = read(path)
    return {slug: entry for slug, entry in _entries(file) if isinstance(entry, DeliveryEntry)}


def check(path: Path, offices: Collection[str]) -> Iterator[Problem]:
    """All problems of the file; `offices`: the slugs of all administrations and offices. A missing file is none."""
    if not path.is_file():
        return
    try:
        file = read(path)
    except ContentError as error:
        yield from error.problems
        return
    yield from file.problems
    if file.data is not None and not isinstance(file.data, dict):
        yield file.problem((), "Hier werden Angaben der Form „coesfeld:“ und darunter „email: …“ erwartet.")
    for slug, entry in _entries(file):
        if isinstance(entry, ContentError):
            yield from entry.problems
        if slug not in offices:
            yield file.problem((slug,), f"Die Stelle „{slug}“ gibt es nicht.{suggest.did_you_mean(slug, offices)}")


def _entries(file: YamlFile) -> Iterator[tuple[str, DeliveryEntry | ContentError]]:
    for slug in file.data if isinstance(file.data, dict) else ():
        try:
            yield slug, parse(DeliveryEntry, file, (slug,))
        except ContentError as error:
            yield slug, error
