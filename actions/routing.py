"""Which capability a message goes to, when it answers a question of ours or changes only a detail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from actions import context, request_form, weighing
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
    "request": "ActionRequest",
    "fallback": "ActionFallback",
    "change_municipality": "ActionChangeMunicipality",
    "follow_up": "ActionFollowUp",
    "choose": "ActionChoose",
}
LIVE = ("waste_dates", "waste_sorting", "parking", "journey", "departures", "warnings")
_ORDINALS = (
    (0, r"\b(?:erste[ns]?|1\.?|eins)\b"),
    (1, r"\b(?:zweite[ns]?|2\.?|zwei)\b"),
    (2, r"\b(?:dritte[ns]?|3\.?|drei)\b"),
    (-1, r"\bletzte[ns]?\b"),
)
_WHICH = re.compile(r"\bwelche[smr]?\b|\bwer\b|\bwo\b|\birgend", re.IGNORECASE).search
_PLACE_FREE = frozenset(
    {"smalltalk", "settings", "handover", "out_of_scope", "emergency", "compare", "change_municipality"}
)


def answers(key: str) -> bool:
    """Whether there is a capability of this key or aspect."""
    return key in _HOME or key in LIVE


def capability(key: str) -> Capability:
    """The capability of a key or aspect."""
    home = "live" if key in LIVE else key
    found: Capability = getattr(import_module(f"actions.{home}"), _HOME[home])()
    return found


def route(question: Question, key: str) -> tuple[str, Question]:
    """Where the message goes, and the question completed by what is pending."""
    if request_form.takes(question):
        return "request", question
    if question.pending is not None and question.pending["need"] == "request":
        question = replace(question, pending=None)
    return _beyond_forms(question, key)


def _beyond_forms(question: Question, key: str) -> tuple[str, Question]:
    # One may well travel to a place beyond the county.
    travels = question.intent in ("journey", "departures")
    if question.outside is not None and key not in _PLACE_FREE and not travels:
        return "out_of_scope", question
    if question.pending is not None:
        answered = _answer_to(question, question.pending)
        if answered is not None:
            return answered
    if weighing.is_not_ours(question):
        return "out_of_scope", question
    if question.intent in context.ANSWERS and (on := _goes_on(question)) is not None:
        return on, question
    if question.previous_aspect == "compare" and _compares_on(question):
        return "compare", question
    return weighing.service_aspect(question) or key, question


def _answer_to(question: Question, pending: Mapping[str, Any]) -> tuple[str, Question] | None:
    """Where an answer to the question of ours goes; None if the message is something else."""
    aspect = str(pending["aspect"])
    if pending["need"] == "municipality" and question.towns and _names_only_a_place(question):
        intent = pending.get("intent") or question.intent
        return aspect, replace(question, service=pending.get("service"), intent=intent)
    if pending["need"] != "service":
        return None
    if context.wants_something_else(question.text):
        return "choose", replace(question, chosen={"command": "something_else"})
    pick = _picked(question, pending["candidates"])
    return (aspect, replace(question, service=pick)) if pick is not None else None


def _names_only_a_place(question: Question) -> bool:
    """„Dülmen“, „weiß nicht, ich wohne in Buldern“: no other question hides in it."""
    answers = question.intent in context.ANSWERS or question.intent == "change_municipality"
    return question.found.decision == "none" or answers


def _goes_on(question: Question) -> str | None:
    """„Nicht Coesfeld, Senden“, „nein, den Reisepass“: the same question about another place or service."""
    if question.previous_aspect is None:
        return None
    if question.towns or question.found.decision == "one":
        return "follow_up"
    return None


def _compares_on(question: Question) -> bool:
    """„Und welches hat jetzt offen?“ after a comparison, unless one place is named."""
    return question.intent in ("open_now", "hours", "follow_up") and not question.towns and bool(_WHICH(question.text))


def _picked(question: Question, candidates: list[str]) -> str | None:
    """The offered service that a short text names: by ordinal, by the finder, or by likeness of the name."""
    text = question.text.casefold()
    if not text or len(text) > 60 or not candidates:
        return None
    for index, pattern in _ORDINALS:
        if re.search(pattern, text) and len(text.split()) <= 4 and (index < len(candidates)):
            return candidates[index]
    for candidate in question.found.candidates[:3] if question.found.decision != "none" else ():
        if candidate.service in candidates:
            return candidate.service
    close = max(candidates, key=lambda slug: fuzz.partial_ratio(text, slug.replace("-", " ")))
    return close if len(text) >= 4 and fuzz.partial_ratio(text, close.replace("-", " ")) >= 85 else None
