"""A place named in a message, and what the words beside it say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.nlu import place_evidence as evidence
from bot.nlu import place_incidental, place_roles
from bot.nlu.folding import core, fold

OUTSIDE = "outside/"
_APOSTROPHES = "'’`´"


@dataclass(frozen=True)
class Mention:
    """One place in a message; start and end are offsets in the original text."""

    value: str
    start: int
    end: int
    confidence: float
    part: str | None = None
    negated: bool = False
    role: place_roles.Role | None = None
    """Whether a way begins (`from`) or ends (`to`) here."""
    incidental: bool = False
    """A place beyond the county that only comes along in a matter of ours."""


def without_bare_county(text: str, mentions: list[Mention]) -> list[Mention]:
    """„Ich wohne in Olfen, macht das der Kreis?“ is about Olfen: „der Kreis“ counts only where no town is named."""
    named = [mention for mention in mentions if not _is_bare_county(text, mention)]
    return named if any(not mention.value.startswith(OUTSIDE) for mention in named) else mentions


def _is_bare_county(text: str, mention: Mention) -> bool:
    return core(text[mention.start : mention.end]) in evidence.COUNTY_OFFICE


def in_context(text: str, tokens: list[tuple[str, int, int]], mentions: list[Mention]) -> list[Mention]:
    """The mentions with what the words beside them say: refused, where from or where to, only coming along."""
    marked = []
    for i, mention in enumerate(mentions):
        others = [other for other in mentions if other.value != mention.value]
        later = bool(others) and any(other.value != mention.value for other in mentions[i + 1 :])
        before = [fold(word) for word, _, end in tokens if end <= mention.start]
        after = [fold(word) for word, start, _ in tokens if start >= mention.end]
        suffix = after[0] if after and text[mention.end] in _APOSTROPHES else None
        marked.append(
            replace(
                mention,
                negated=evidence.is_negated(before, after, bool(others), later),
                role=place_roles.role(before, after, suffix),
                incidental=mention.value.startswith(OUTSIDE) and place_incidental.is_incidental(before, after),
            )
        )
    return marked
