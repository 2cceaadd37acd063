"""Further questions of one message: „… und was kostet das?“. The cues are German, in data/nlu/aspect_cues.yml.

They complete the intent model, which hears one question per message; they never decide what a message is mainly about.
Precision before recall: a cue counts only at the beginning of a sentence or of what follows a comma, „und“ or „oder“.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot import paths
from bot.content import yaml_file
from bot.nlu.folding import fold

_PARTS = re.compile(r"[.?!;:,\n]+|\b(?:und|oder|sowie|un)\b")
_LEAD = r"^\W*(?:(?:auch|dann|noch|bitte|ausserdem|mal|so|hallo|moin|wenn ja|also|ggf|evtl|eventuell)\W+){0,3}"
_GAP = r"(?:\W+\w+){0,4}?"


def heard(text: str) -> tuple[str, ...]:
    """The aspects whose cues begin a part of `text`, in order of appearance, each once."""
    parts = _PARTS.split(fold(text))
    return tuple(dict.fromkeys(aspect for part in parts for aspect, cue in _cues() if cue.search(part)))


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Raises ContentError if the staff file cannot be read."""
    told: dict[str, list[str]] = yaml_file.read(paths.ASPECT_CUES).data
    return tuple((aspect, re.compile(_LEAD + f"(?:{'|'.join(map(_pattern, cues))})")) for aspect, cues in told.items())


def _pattern(cue: str) -> str:
    """`brauch* ich … termin` → a pattern of whole words on folded text."""
    words = [_GAP if word == "…" else r"\W+" + re.escape(fold(word)).replace(r"\*", r"\w*") for word in cue.split()]
    alone = r"\W*$" if len(words) == 1 else ""
    return "".join(words).removeprefix(r"\W+") + r"\b" + alone
