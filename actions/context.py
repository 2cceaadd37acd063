"""What a message means in the light of what was said before. Pure, apart from asking the finder a second time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.directory.finder import Found

ANSWERS = frozenset({"affirm", "deny", "dont_know"})
"""Intents of somebody who answers rather than asks."""
_OTHER = re.compile(
    r"^\W*(?:etwas|was)\s+ander(?:e)?s\b|\bnicht?s\s+davon\b|\bkein(?:e|es|s)?\s+davon\b", re.IGNORECASE
)
# A whole new question of more words stands for itself.
_SHORT = 10
_STANDS, _KNOWN_ALONE = 0.6, 0.03


def wants_something_else(text: str) -> bool:
    """„Etwas anderes“, typed instead of pressed."""
    return bool(_OTHER.search(text)) and len(text.split()) <= _SHORT


def in_context(found: Found, text: str, service: str, find: Callable[[str], Found]) -> Found:
    """What a short message says about services after one about `service` (slug): „und für Kinder?“ after a passport.

    The message is looked up again together with the service talked about. If that remains likeliest, the words only
    ask more about it; if another one of those that the words alone may mean gets ahead, the talk has moved on.
    """
    if found.decision == "one" or not found.candidates or len(text.split()) > _SHORT:
        return found
    together = find(f"{service.replace('-', ' ')} {text}").candidates
    if not together:
        return found
    first, alone = together[0], {candidate.service: candidate.score for candidate in found.candidates}
    if first.service == service:
        stays = first.score >= _STANDS or found.decision == "none"
        return Found(together, "one") if stays else found
    moved = first.score >= _STANDS / 2 and alone.get(first.service, 0.0) >= _KNOWN_ALONE
    return Found(together, "one") if moved else found


def said_before(found: Found, services: Iterable[str]) -> Found:
    """Among several candidates, the one that was talked about before (`services`, latest first) is meant."""
    if found.decision != "several":
        return found
    offered = {candidate.service: candidate for candidate in found.candidates[:4]}
    known = next((offered[slug] for slug in services if slug in offered), None)
    if known is None:
        return found
    others = tuple(candidate for candidate in found.candidates if candidate is not known)
    return replace(found, candidates=(known, *others), decision="one")
