"""Long text is cut to what Rasa can bear (it blocks on long input) while the question in it is kept."""

from __future__ import annotations

import re

_PIECE = 300
"""Longest piece in characters that is kept or dropped as a whole."""

_SENTENCE = re.compile(r"[^.!?]*[.!?]+|[^.!?]+")


def excerpt(text: str, limit: int) -> str:
    """At most `limit` characters of a text of any length: its beginning, its end, and what stands before each `?`.

    Uses only linear string searches, so that the costly steps afterwards get a bounded text.
    """
    if len(text) <= limit:
        return text
    quarter = limit // 4
    head, middle, tail = text[:quarter], text[quarter:-quarter], text[-quarter:]
    budget = limit - 2 * quarter - 2
    questions: list[str] = []
    position = 0
    while budget > 0 and (mark := middle.find("?", position)) >= 0:
        question = middle[max(position, mark - _PIECE) : mark + 1][-budget:]
        questions.append(question)
        budget -= len(question) + 1
        position = mark + 1
    return " ".join((head, *questions, tail))[:limit]


def shorten(text: str, limit: int) -> str:
    """`text` within `limit` characters, in its old order: questions first, with what stands before each, the end and
    the beginning. Only without a question the rest of end and beginning fill up: a page of story would drown one."""
    if len(text) <= limit:
        return text
    pieces = [piece for sentence in _SENTENCE.findall(text) for piece in _pieces(sentence.strip())]
    last = len(pieces) - 1
    questions = [at for at in range(last, -1, -1) if pieces[at].endswith("?")]
    inwards = [at for step in range(last + 1) for at in (last - step, step)]
    around = [*(at - 1 for at in questions if at), last, 0]
    kept: set[int] = set()
    room = limit
    for at in questions + (around if questions else inwards):
        if at not in kept and len(pieces[at]) + 1 <= room:
            kept.add(at)
            room -= len(pieces[at]) + 1
    return " ".join(pieces[at] for at in sorted(kept))


def _pieces(sentence: str) -> list[str]:
    """A sentence as pieces of at most `_PIECE` characters, cut at a space where there is one."""
    pieces: list[str] = []
    while len(sentence) > _PIECE:
        cut = sentence.rfind(" ", 1, _PIECE) + 1 or _PIECE
        pieces.append(sentence[:cut].strip())
        sentence = sentence[cut:]
    if sentence.strip():
        pieces.append(sentence.strip())
    return pieces
