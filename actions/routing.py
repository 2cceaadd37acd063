"""Which capability a message goes to, when it answers a question of ours or changes only a detail."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from actions import weighing
from actions.question import Question

if TYPE_CHECKING:
    from actions.capability import Capability

# key → (module, class); imported when needed, because every capability imports the frame that imports this.
_HOME = {
    "overview": "ActionOverview",
    "requirements": "ActionRequirements",
    "documents": "ActionDocuments",
    "fee": "ActionFee",
    "duration": "ActionDuration",
    "online": "ActionOnline",
    "office": "ActionOffice",
    "appointment": "ActionAppointment",
    "hours": "ActionHours",
    "open_now": "ActionOpenNow",
    "contact": "ActionContact",
    "address": "ActionAddress",
    "progress": "ActionProgress",
    "report": "ActionReport",
    "live": "ActionLive",
    "compare": "ActionCompare",
    "out_of_scope": "ActionOutOfScope",
    "handover": "ActionHandover",
    "fallback": "ActionFallback",
    "change_municipality": "ActionChangeMunicipality",
}
LIVE = ("waste_dates", "waste_sorting", "parking", "journey", "departures", "warnings")
_ORDINALS = (
    (0, r"\b(?:erste[ns]?|1\.?|eins)\b"),
    (1, r"\b(?:zweite[ns]?|2\.?|zwei)\b"),
    (2, r"\b(?:dritte[ns]?|3\.?|drei)\b"),
    (-1, r"\bletzte[ns]?\b"),
)
_PLACE_FREE = frozenset(
    {"smalltalk", "settings", "handover", "out_of_scope", "emergency", "compare", "change_municipality"}
)


def capability(key: str) -> Capability:
    """The capability of a key or aspect."""
    home = "live" if key in LIVE else key
    found: Capability = getattr(import_module(f"actions.{home}"), _HOME[home])()
    return found


def route(question: Question, key: str) -> tuple[str, Question]:
    """Where the message goes, and the question completed by what is pending."""
    # One may well travel to a place beyond the county.
    travels = question.intent in ("journey", "departures")
    if question.outside is not None and key not in _PLACE_FREE and not travels:
        return "out_of_scope", question
    pending = question.pending
    if pending is None:
        if weighing.is_not_ours(question):
            return "out_of_scope", question
        aspect = weighing.service_aspect(question)
        return aspect or key, question
    aspect = str(pending["aspect"])
    if pending["need"] == "municipality" and question.towns and question.found.decision == "none":
        return aspect, replace(
            question, service=pending.get("service"), intent=pending.get("intent") or question.intent
        )
    if pending["need"] == "service" and (pick := _picked(question, pending["candidates"])) is not None:
        return aspect, replace(question, service=pick)
    return key, question


def _picked(question: Question, candidates: list[str]) -> str | None:
    """The offered service that a short text names: by ordinal, by the finder, or by likeness of the name."""
    text = question.text.casefold()
    if not text or len(text) > 60 or not candidates:
        return None
    for index, pattern in _ORDINALS:
        if re.search(pattern, text) and len(text.split()) <= 4 and (index < len(candidates)):
            return candidates[index]
    for candidate in question.found.candidates[:3]:
        if candidate.service in candidates:
            return candidate.service
    close = max(candidates, key=lambda slug: fuzz.partial_ratio(text, slug.replace("-", " ")))
    return close if len(text) >= 4 and fuzz.partial_ratio(text, close.replace("-", " ")) >= 85 else None
