"""What a message means in the light of what was said before. Pure, apart from asking the finder a second time."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from bot.directory.finder import Found

ANSWERS = frozenset({"affirm", "deny", "dont_know"})
"""Intents of somebody who answers rather than asks."""
_OTHER = re.compile(
    r"^\W*(?:etwas|was)\s+ander(?:e)?s\b|\bnicht?s\s+davon\b|\bkein(?:e|es|s)?\s+davon\b", re.IGNORECASE
)
# A whole new question of more words stands for itself.
_SHORT = 14
_STANDS, _KNOWN_ALONE, _NAMED = 0.6, 0.03, 0.6
_NEXT = 0.25


def wants_something_else(text: str) -> bool:
    """„Etwas anderes“, typed instead of pressed."""
    return bool(_OTHER.search(text)) and len(text.split()) <= _SHORT


def in_context(found: Found, text: str, service: str, find: Callable[[str], Found], moves_on: bool = False) -> Found:
    """What a short message says about services after one about `service` (slug): „und für Kinder?“ after a passport.

    The message is looked up again together with the service talked about. If that remains likeliest, the words only
    ask more about it; if another one of those that the words alone may mean gets ahead, the talk has moved on.
    `moves_on`: something must have changed („und …?“) and it is neither place nor day, so it is the service.
    """
    if found.decision == "one" or not found.candidates or len(text.split()) > _SHORT:
        return found
    if found.candidates[0].score >= _NAMED:
        return found
    together = find(f"{service.replace('-', ' ')} {text}").candidates
    alone = {candidate.service: candidate.score for candidate in found.candidates}
    others = [candidate for candidate in together if alone.get(candidate.service, 0.0) >= _KNOWN_ALONE]
    other = next((candidate for candidate in others if candidate.service != service), None)
    enough = _NEXT if moves_on or (together and together[0].service != service) else 1.0
    if other is not None and other.score >= enough:
        return Found((other, *(c for c in together if c is not other)), "one")
    if together and together[0].service == service:
        stays = together[0].score >= _STANDS or found.decision == "none"
        return Found(together, "one") if stays else found
    return found


def said_before(found: Found, services: Collection[str]) -> Found:
    """Among several candidates that are about as likely, the one that was talked about before is meant."""
    if found.decision != "several":
        return found
    near = [candidate for candidate in found.candidates[:4] if 2 * candidate.score >= found.candidates[0].score]
    known = next((candidate for candidate in near if candidate.service in services), None)
    if known is None:
        return found
    others = tuple(candidate for candidate in found.candidates if candidate is not known)
    return replace(found, candidates=(known, *others), decision="one")
