"""Danger to life by pattern (data/nlu/emergency_patterns.yml), independent of the model. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot import paths
from bot.nlu.folding import fold

FILE = paths.NLU / "emergency_patterns.yml"
FAMILY = ("emergency", "violence", "crisis")
_SURE = 0.5
_FAR_AHEAD = 0.25
# Beside a look-alike („seit mein Mann gestorben ist …“) the model has to be surer.
_SURE_IN_SPITE = 0.8


@dataclass(frozen=True)
class Patterns:
    """Compiled patterns; `danger` in the order in which they are tried."""

    danger: list[tuple[str, re.Pattern[str]]]
    harmless: re.Pattern[str]

    def find(self, text: str) -> tuple[str | None, bool]:
        """(intent of the family or None, whether a look-alike was struck out)."""
        folded = re.sub(r"\s+", " ", fold(text[:1000]).replace("’", "'")).strip()
        rest, struck = self.harmless.subn(" ", folded)
        for intent, pattern in self.danger:
            if pattern.search(rest):
                return intent, struck > 0
        return None, struck > 0


def load(file: Path = FILE) -> Patterns:
    """Read and compile the patterns. Raises ValueError, in German, naming a pattern that cannot be read."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    danger = []
    for intent, languages in content["danger"].items():
        if intent not in FAMILY:
            raise ValueError(f"{file}: „{intent}“ gibt es nicht. Erlaubt: {', '.join(FAMILY)}.")
        danger += [(intent, _compiled(pattern, file)) for patterns in languages.values() for pattern in patterns]
    harmless = "|".join(f"(?:{_compiled(pattern, file).pattern})" for pattern in content["harmless"])
    return Patterns(danger, re.compile(harmless))


def _compiled(pattern: str, file: Path) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{file}: Das Muster {pattern} ist fehlerhaft ({error}).") from None


def judged(patterns: Patterns, text: str, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ranking [{name, confidence}, …] after a look at the words: what it must or cannot be."""
    intent, struck = patterns.find(text)
    if intent is not None:
        return [{"name": intent, "confidence": 1.0}, *(entry for entry in ranking if entry["name"] != intent)]
    if not ranking or ranking[0]["name"] not in FAMILY:
        return ranking
    family = sum(entry["confidence"] for entry in ranking if entry["name"] in FAMILY)
    others = [entry for entry in ranking if entry["name"] not in FAMILY]
    if not others or family >= (_SURE_IN_SPITE if struck else _SURE):
        return ranking
    if family - others[0]["confidence"] >= _FAR_AHEAD and not struck:
        return ranking
    return [others[0], *(entry for entry in ranking if entry is not others[0])]
