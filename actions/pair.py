"""Two services in one message: „Perso und Reisepass, was kosten die?“"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from actions.question import Question
from bot.directory.finder import Candidate, Found

_CLAUSE = re.compile(r"[,.;:!?\n]+")
_BETWEEN = re.compile(r"\s*(?:&|\+|\bund\b|\bsowie\b)\s*", re.IGNORECASE)


def named(question: Question, find: Callable[[str], Found]) -> tuple[str, ...]:
    """The two services that „und“ joins, each named plainly; empty if it is not two.

    Only where the whole message leaves it open which of several is meant: „Pass und Ausweis“ may well be one matter.
    A comma joins nothing: stories name many a service.
    """
    if question.service is not None or question.found.decision != "several":
        return ()
    clauses = ([part for part in _BETWEEN.split(clause) if part.strip()] for clause in _CLAUSE.split(question.text))
    joined = [parts for parts in clauses if len(parts) == 2]
    if len(joined) != 1:
        return ()
    offered = {candidate.service for candidate in question.candidates}
    plain = [found.candidates[0].service for part in joined[0] if (found := find(part)).decision == "one"]
    services = tuple(dict.fromkeys(service for service in plain if service in offered))
    return services if len(services) == 2 else ()


def about(question: Question, service: str) -> Question:
    """The same question about one of them."""
    return replace(question, service=service, found=Found((Candidate(service, 1.0),), "one"))
