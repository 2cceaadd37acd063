"""The intent model and the service finder weighed against each other.

The model hears the tone of a question („wie lange“, „was kostet“), the finder its subject. Where the model is unsure,
or takes a question about a service for something else (a parking permit for a parking space), the subject decides,
and the tone is the most probable one that a question about a service can have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actions.question import Question

SERVICE_ASPECTS = (
    *("overview", "requirements", "documents", "fee", "duration", "online", "office", "appointment"),
    *("hours", "open_now", "contact", "address", "progress", "report", "compare"),
)
"""Intents that ask something about a service."""
_TONES = frozenset(SERVICE_ASPECTS) - {"compare"}
_COMPARABLE = frozenset({"hours", "open_now", "fee", "online", "contact", "address"})
_SEVERAL_TOWNS = 3
_NEVER_OVERRULED = frozenset({"emergency", "violence", "crisis", "follow_up"})
_NOT_UNDERSTOOD = frozenset({"", "nlu_fallback"})
# Set on tests/sentences/dev.jsonl.
_SUBJECT_SURE = 0.8
_TONE_SURE = 0.9
_TONE_HEARD = 0.12
_TONE_PLAIN = 0.5
_HEARD_DIMLY = 0.5
_NOTHING_OF_OURS = frozenset({"out_of_scope", "other_authority", "chitchat"})
_FOREIGN = 0.15
_SUBJECT_LIKELY, _AHEAD, _WORDS = 0.4, 2, 4


def subject_is_clear(question: Question) -> bool:
    """Whether the first of several candidates is the subject after all: a whole sentence that plainly asks something
    about a service is no vague word, and the finder's doubts come from all the other words in it."""
    if question.found.decision != "several" or len(question.text.split()) < _WORDS:
        return False
    if question.intent not in SERVICE_ASPECTS or question.confidence < _TONE_PLAIN:
        return False
    first, *others = (candidate.score for candidate in question.candidates)
    return first >= _SUBJECT_LIKELY and first >= _AHEAD * max(others, default=0.0)


def service_aspect(question: Question) -> str | None:
    """The aspect of a service to answer instead of the recognised intent; None if the intent stands."""
    intent = question.intent
    if intent in SERVICE_ASPECTS:
        return _compared(question)
    if intent in _NEVER_OVERRULED or question.outside is not None:
        return None
    decision = question.found.decision
    if intent in _NOT_UNDERSTOOD:
        return _tone(question) if decision != "none" else None
    if decision == "several" and question.confidence < _HEARD_DIMLY:
        return _tone(question)
    if decision != "one":
        return None
    sure = question.found.candidates[0].score >= _SUBJECT_SURE and question.confidence < _TONE_SURE
    return _tone(question) if sure else None


def is_place_change(question: Question) -> bool:
    """Whether only the place changes („ich wohne jetzt in Senden“): not if the words more probably mean a service."""
    if question.intent != "change_municipality":
        return False
    return question.found.decision == "none" or question.confidence >= _HEARD_DIMLY


def _compared(question: Question) -> str | None:
    """Who names one place compares nothing; who names three asks about each of them."""
    if question.intent == "compare" and len(question.towns) == 1 and question.confidence < _TONE_SURE:
        return _tone(question)
    if question.intent in _COMPARABLE and len(question.towns) >= _SEVERAL_TOWNS:
        return "compare"
    return None


def is_not_ours(question: Question) -> bool:
    """Whether a question without any subject of ours is more probably no matter of the administration at all."""
    if question.found.decision != "none" or question.previous_service or question.town_hall or question.outside:
        return False
    if question.intent not in SERVICE_ASPECTS or question.confidence >= _TONE_SURE:
        return False
    return sum(share for name, share in question.ranking if name in _NOTHING_OF_OURS) >= _FOREIGN


def _tone(question: Question) -> str:
    """The most probable aspect but comparison, which names no single service or place."""
    heard = [(share, name) for name, share in question.ranking if name in _TONES and share >= _TONE_HEARD]
    return max(heard)[1] if heard else "overview"
