"""The twelve bodies a conversation can be about, from the directory's files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot import paths

KREIS = "kreis-coesfeld"


@dataclass(frozen=True)
class Municipality:
    """A body by its slug, with the name citizens know it by."""

    slug: str
    name: str


def load(directory: Path = paths.DIRECTORY) -> tuple[Municipality, ...]:
    """The bodies in order of their names, the Kreis last. An unreadable file still gives its slug with a made-up name,
    so that one broken file takes no municipality off the air."""
    found = [Municipality(file.stem, _name(file)) for file in sorted((directory / "municipalities").glob("*.yml"))]
    towns = sorted((body for body in found if body.slug != KREIS), key=lambda body: body.name)
    return (*towns, Municipality(KREIS, "Kreis Coesfeld"))


def _name(file: Path) -> str:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        return str(content["name"])
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return file.stem.replace("-", " ").title()
