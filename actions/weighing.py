"""The intent model and the service finder weighed against each other.

The model hears the tone of a question („wie lange“, „was kostet“), the finder its subject. Where the model is unsure,
or takes a question about a service for something else (a parking permit for a parking space), the subject decides,
and the tone is the most probable one that a question about a service can have.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.directory.finder import Found

if TYPE_CHECKING:
    from actions.question import Question

SERVICE_ASPECTS = (
    *("overview", "requirements", "documents", "fee", "duration", "online", "office", "appointment"),
    *("hours", "open_now", "contact", "address", "progress", "report", "compare"),
)
"""Intents that ask something about a service."""
_TONES = frozenset(SERVICE_ASPECTS) - {"compare"}
_COMPARABLE = frozenset({"hours", "open_now", "fee", "online", "appointment", "contact", "address"})
_SEVERAL_TOWNS = 3
_ANY_OF_THEM = re.compile(
    r"\b(?:welche[smnr]?|irgendein\w*|alle[rn]?|sämtliche[rn]?)\s+(?:der\s+)?"
    r"(?:rathäuser|rathaus|bürgerbüros?|bürgerämter|gemeinden?|stadt|städten?|kommunen?|orte?n?)\b|"
    r"^(?:und\s+)?wer\s+(?:hat|bietet)\b",
    re.IGNORECASE,
)
"""„Welches Rathaus hat gerade offen?“"""
_NEVER_OVERRULED = frozenset({"emergency", "violence", "crisis", "follow_up"})
_NOT_UNDERSTOOD = frozenset({"", "nlu_fallback"})
_NOTHING_OF_OURS = frozenset({"out_of_scope", "other_authority", "chitchat"})
# Set on tests/sentences/dev.jsonl.
_SUBJECT_SURE = 0.8
_TONE_SURE = 0.9
_TONE_HEARD = 0.12
_HEARD_DIMLY = 0.5
_ABOUT_SERVICE = 0.5
_SUBJECT_LIKELY, _AHEAD, _WORDS = 0.3, 2.5, 4
_TONE_PLAIN, _NAMED = 0.6, 0.5
_OF_THE_TOWN_HALL = frozenset({"hours", "open_now", "contact", "address"})
# A word beside the subject that tells what is asked makes two words a whole question: „Trautermin reservieren“.
_TELLING = frozenset(SERVICE_ASPECTS) - {"overview", "compare", "report"}
_FEW_WORDS = 2
_SUBJECT_POSSIBLE, _ABOUT_SERVICE_SURELY = 0.1, 0.8
# Logistic regression on the training sentences, each judged by a model that had not seen it (docs/adr/0004).
_FOREIGN_BY_MODEL, _FOREIGN_BY_FINDER, _FOREIGN_CONSTANT = 0.85, -0.27, 0.28


def weigh_subject(question: Question) -> Found:
    """What the finder says in the light of the intent.

    A whole sentence that plainly asks something about a service is no vague word: the finder's doubts come from all the
    other words in it. So the first of several candidates is the subject if it is far ahead, and what the finder would
    rather drop is at least offered.
    """
    found = question.found
    about_service = _share(question, SERVICE_ASPECTS)
    if not found.candidates:
        return found
    first, *others = (candidate.score for candidate in found.candidates)
    if question.intent in _OF_THE_TOWN_HALL and question.confidence >= _TONE_PLAIN and first < _NAMED:
        return replace(found, decision="none")  # „Telefonnummer von Olfen“: nothing but the town hall is meant
    if len(question.text.split()) < (_FEW_WORDS if question.intent in _TELLING else _WORDS):
        return found
    if found.decision == "several" and about_service >= _ABOUT_SERVICE:
        clear = first >= _SUBJECT_LIKELY and first >= _AHEAD * max(others, default=0.0)
        return replace(found, decision="one") if clear else found
    if found.decision == "none" and about_service >= _ABOUT_SERVICE_SURELY and not question.town_hall:
        return replace(found, decision="several") if first >= _SUBJECT_POSSIBLE else found
    return found


def service_aspect(question: Question) -> str | None:
    """The aspect of a service to answer instead of the recognised intent; None if the intent stands."""
    intent = question.intent
    if intent in SERVICE_ASPECTS:
        return _compared(question)
    if intent in _NEVER_OVERRULED or question.outside is not None or question.found.decision == "none":
        return None
    return _tone(question) if _is_about_service(question) else None


def _is_about_service(question: Question) -> bool:
    """Whether the subject outweighs an intent that is none of a service."""
    if question.intent in _NOT_UNDERSTOOD:
        return True
    if question.intent in _NOTHING_OF_OURS:
        return foreign(question) < 0.5
    if question.confidence < _HEARD_DIMLY:
        return True
    sure = question.found.decision == "one" and question.candidates[0].score >= _SUBJECT_SURE
    return sure and question.confidence < _TONE_SURE


def is_not_ours(question: Question) -> bool:
    """Whether a question to an office is more probably no matter of the administration at all."""
    if question.previous_service or question.town_hall or question.outside:
        return False
    return question.intent in SERVICE_ASPECTS and foreign(question) >= 0.5


def foreign(question: Question) -> float:
    """The probability that the message is no matter of ours: of those two only, model and finder together."""
    ours, other = _share(question, SERVICE_ASPECTS), _share(question, _NOTHING_OF_OURS)
    if not ours + other:
        return 0.0
    any_subject = sum(candidate.score for candidate in question.candidates)
    logit = _FOREIGN_BY_MODEL * _logit(other / (ours + other)) + _FOREIGN_BY_FINDER * _logit(any_subject)
    return 1 / (1 + math.exp(-logit - _FOREIGN_CONSTANT))


def is_place_change(question: Question) -> bool:
    """Whether only the place changes („ich wohne jetzt in Senden“): not if the words more probably mean a service."""
    if question.intent != "change_municipality":
        return False
    return question.found.decision == "none" or question.confidence >= _HEARD_DIMLY


def _compared(question: Question) -> str | None:
    """Who names one place compares nothing; who names three, or asks „welche Gemeinde“, asks about each of them."""
    if question.intent == "compare" and len(question.towns) == 1 and question.confidence < _TONE_SURE:
        return _tone(question)
    if question.intent in _COMPARABLE and len(question.towns) >= _SEVERAL_TOWNS:
        return "compare"
    if question.intent in _COMPARABLE and not question.towns and _ANY_OF_THEM.search(question.text):
        return "compare"
    return None


def _share(question: Question, intents: Collection[str]) -> float:
    return sum(share for name, share in question.ranking if name in intents)


def _logit(share: float) -> float:
    within = min(max(share, 0.001), 0.999)
    return math.log(within / (1 - within))


def _tone(question: Question) -> str:
    """The most probable aspect but comparison, which names no single service or place."""
    heard = [(share, name) for name, share in question.ranking if name in _TONES and share >= _TONE_HEARD]
    return max(heard)[1] if heard else "overview"
