"""Danger to life by pattern (data/danger, explained in its README), weighed together with the model. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot import paths
from bot.nlu.folding import core

# In the order in which they are searched.
FAMILY = ("violence", "crisis", "emergency")
# How much of the probability must lie on the family for the model alone to raise the alarm; measured on
# tests/sentences/danger_dev.tsv and dev.jsonl (docs/adr/0004).
_SURE = 0.4
# … beside an office matter („Unfallversicherung“, „seit mein Mann gestorben ist“),
_SURE_AT_THE_OFFICE = 0.95
# … and beside a look-alike („Osterfeuer“).
_SURE_IN_SPITE = 0.99

_LETTERS = str.maketrans({"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})
# Apostrophes, also ʼ and the accent used as one, and Arabic vowel signs.
_UNWRITTEN = re.compile(r"['’‘ʼ´`\u064b-\u0652]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_BETWEEN = re.compile(r"[^\w.!?\U0001f300-\U0001faff]+")
_STOPS = re.compile(r"[\s.!?]*[.!?][\s.!?]*")
# As bot.nlu.folding.core folds the text.
_AE_OE_UE = re.compile(r"([aou])e")
_LIST = re.compile(r"\{([a-z_]+)\}")


class Finding(NamedTuple):
    """What the words alone say."""

    # emergency, violence, crisis or None
    intent: str | None
    # a look-alike („Osterfeuer“) was struck out
    look_alike: bool
    # an office matter („Versicherung“, „Antrag“) is spoken of
    office_matter: bool


@dataclass(frozen=True)
class Patterns:
    """Compiled patterns; `danger` in the order in which they are tried."""

    danger: list[tuple[str, re.Pattern[str]]]
    harmless: re.Pattern[str]
    matters: re.Pattern[str]

    def find(self, text: str) -> Finding:
        """Look-alikes are struck out first: „Das Osterfeuer … hilfe, es brennt“ is a danger all the same."""
        folded = folded_for_danger(text)
        rest, struck = self.harmless.subn(" ", folded)
        rest = re.sub(r"\s+", " ", rest).strip(" .")
        intent = next((intent for intent, pattern in self.danger if pattern.search(rest)), None)
        return Finding(intent, struck > 0, self.matters.search(folded) is not None)


def folded_for_danger(text: str) -> str:
    """The first 1,000 characters with one spelling for all that people type: words divided by one blank, sentences by
    ` . `; no umlauts, apostrophes, hyphens or stretched letters (`Hiiilfe, es brennt's!` → `hilfe es brennts`)."""
    one = _UNWRITTEN.sub("", core(text[:1000])).translate(_LETTERS)
    return _STOPS.sub(" . ", _BETWEEN.sub(" ", _STRETCHED.sub(r"\1", one))).strip(" .")


def load(folder: Path = paths.DANGER) -> Patterns:
    """Read and compile the patterns. Raises ValueError, in German, naming a pattern that cannot be read."""
    lists = _read(folder / "words.yml")
    danger = [(intent, _compiled(sorted((folder / intent).glob("*.yml")), lists)) for intent in FAMILY]
    harmless = _compiled(sorted((folder / "harmless").glob("*.yml")), lists)
    return Patterns(danger, harmless, _compiled([folder / "matters.yml"], lists))


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _compiled(files: list[Path], lists: dict[str, str]) -> re.Pattern[str]:
    """One expression for all patterns of the files; it matches whole words, though Arabic glues „and“ to the next."""
    expressions = [_expression(pattern, lists, file) for file in files for pattern in _read(file)]
    return re.compile(rf"(?<![^\Wوف])(?:{'|'.join(expressions)})(?!\w)")


def _expression(pattern: str, lists: dict[str, str], file: Path) -> str:
    written = pattern
    try:
        while _LIST.search(written):
            written = _LIST.sub(lambda found: lists[found.group(1)], written)
        written = _AE_OE_UE.sub(r"\1", _UNWRITTEN.sub("", written)).translate(_LETTERS)
        written = written.replace(" …", r"(?: \w+){0,6}?").replace(" ~", r"(?: \w+){0,2}?")
        written = written.replace("^", r"(?:^|(?<=\. ))")
        # Groups that remember nothing are three times as fast.
        written = re.sub(r"\((?!\?)", "(?:", written)
        re.compile(written)
    except (re.error, KeyError) as error:
        raise ValueError(f"{file}: Das Muster {pattern} ist fehlerhaft ({error}).") from None
    if "…" in written or "~" in written:
        raise ValueError(f"{file}: Das Muster {pattern} ist fehlerhaft: Vor … und ~ gehört ein Leerzeichen.")
    return written


def judged(patterns: Patterns, text: str, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ranking [{name, confidence}, …] after a look at the words: what it must or cannot be.

    A rule decides alone. Without one the model must lay enough of its probability on the family, more beside an
    office matter, nearly all beside a look-alike.
    """
    found = patterns.find(text)
    if found.intent is not None:
        return [{"name": found.intent, "confidence": 1.0}, *(e for e in ranking if e["name"] != found.intent)]
    family = [entry for entry in ranking if entry["name"] in FAMILY]
    others = [entry for entry in ranking if entry["name"] not in FAMILY]
    if not family or not others:
        return ranking
    weight = sum(entry["confidence"] for entry in family)
    needed = _SURE_IN_SPITE if found.look_alike else _SURE_AT_THE_OFFICE if found.office_matter else _SURE
    first = family[0] | {"confidence": weight} if weight >= needed else others[0]
    return [first, *(entry for entry in ranking if entry["name"] != first["name"])]
