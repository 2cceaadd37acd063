"""What a message means while the form for a callback or e-mail is open. Pure.

In the tracker `pending` says which step is asked for: `{"need": "request", "step", "asked", "sure"}`. What the citizen
enters is kept apart from the tracker (bot/handover), because it is personal.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actions import request_contact, weighing
from bot.handover.database import utc
from bot.handover.request import Request, Step

if TYPE_CHECKING:
    from actions.question import Question

OPEN = "request"
"""The command of the button that opens the form; those of its steps are `request_…`."""
TIMES = {"request_morning": "vormittags", "request_afternoon": "nachmittags", "request_any_time": "jederzeit"}
_STEPS: tuple[Step, ...] = ("topic", "name", "contact", "time", "consent", "confirm")
_DELIBERATE = frozenset({"delete_data", "start_over"})
_SURE = 0.8
_LIVE = frozenset({"waste_dates", "waste_sorting", "parking", "journey", "departures", "warnings"})
_SERVICE_QUESTIONS = frozenset(weighing.SERVICE_ASPECTS)
_QUESTION_WORD = re.compile(
    r"^(?:und |aber |ach )?(?:was|wie|wieviel|wo|wohin|wann|wer|wen|welche[rsn]?|warum|wieso|kann|können|darf|muss|"
    r"brauche?|gibt|hat|habt|haben|ist|sind|what|how|where|when|who|can|do)\b",
    re.IGNORECASE,
)
_CANCEL = re.compile(
    r"\b(?:abbrechen|abbruch|abbrech|stopp?|cancel|vergiss es|doch nicht|iptal|anuluj|отмена|скасувати)\b|إلغاء",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:ja|jo|jup|okay|ok|einverstanden|stimme zu|gerne?|passt|genau|richtig|stimmt|absenden|senden|so lassen|yes|"
    r"evet|tak|так|да|نعم)(?!\w)",
    re.IGNORECASE,
)
_NO = re.compile(r"^\W*(?:nein|nee|nö|no|lieber nicht|nicht einverstanden|hayır|ні|нет|لا)(?!\w)", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:ändern|aendern|korrigieren|falsch|change)\b", re.IGNORECASE)
_CONTINUE = re.compile(r"^\W*(?:weiter|fortsetzen|continue)\b", re.IGNORECASE)
_ANY_TIME = re.compile(r"\b(?:egal|jederzeit|immer|ganztags)\b", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"^(?:guten tag,? |hallo,? )?(?:ich heiße|ich heisse|mein name ist|ich bin(?: der| die)?|name:?|my name is)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?=(?:.*[^\W\d_]){2})[^\W\d_][^\W\d_ .,'’()/-]*(?:[ .,'’()/-]{1,3}[^\W\d_]+)*\.?")


def takes(question: Question) -> bool:
    """Whether the message belongs to the form: all but danger (which has its own action), another button, a wish to
    delete or start over, and a second question after it was asked once whether to leave the form."""
    command = question.chosen.get("command", "")
    if command == OPEN or command.startswith(f"{OPEN}_"):
        return True
    pending = question.pending or {}
    if pending.get("need") != "request" or question.chosen:
        return False
    if question.intent in _DELIBERATE and question.confidence >= _SURE and not is_cancel(question):
        return False
    return not (pending.get("asked") and is_question(question))


def is_question(question: Question) -> bool:
    """A clear new question; a name, a number or „nachmittags“ is none, whatever intent the model hears."""
    text, words = question.text.strip(), len(question.text.split())
    if text.endswith("?") or (_QUESTION_WORD.match(text) and words >= 3):
        return words >= 2
    if words < 3 or question.confidence < _SURE:
        return False
    about_service = question.intent in _SERVICE_QUESTIONS and question.found.decision == "one"
    return about_service or question.intent in _LIVE


def is_cancel(question: Question) -> bool:
    """„Abbrechen“, pressed or typed."""
    typed = _CANCEL.search(question.text) is not None and len(question.text.split()) <= 5
    return question.chosen.get("command") == "request_cancel" or typed


def is_yes(question: Question) -> bool:
    """Agreement in few words."""
    return bool(_YES.match(question.text) or question.intent == "affirm") and 0 < len(question.text.split()) <= 4


def is_no(question: Question) -> bool:
    """Refusal in few words."""
    return bool(_NO.match(question.text) or question.intent == "deny") and 0 < len(question.text.split()) <= 4


def is_continue(question: Question) -> bool:
    """Go on with the form instead of the new question."""
    return question.chosen.get("command") == "request_continue" or bool(_CONTINUE.match(question.text))


def is_change(question: Question) -> bool:
    """Correct what was entered."""
    typed = _CHANGE.search(question.text) is not None and len(question.text.split()) <= 5
    return question.chosen.get("command") == "request_change" or typed


def entered(draft: Request, question: Question) -> Request | None:
    """`draft` with what the message enters at its step, one step on; None if it enters nothing valid there."""
    keeps = question.chosen.get("command") == "request_keep" or is_yes(question)
    values = _kept(draft) if keeps else None
    if values is None:
        values = _values(draft, question)
    if values is None:
        return None
    draft = replace(draft, **values)
    return replace(draft, step=_next(draft))


def _kept(draft: Request) -> dict[str, Any] | None:
    """Nothing to change, if something is there at the step that can be kept."""
    present = {"topic": draft.topic, "name": draft.name, "contact": draft.contact, "time": draft.best_time}
    return {} if present.get(draft.step) else None


def _values(draft: Request, question: Question) -> dict[str, Any] | None:
    """What the message enters."""
    text = question.text.strip()
    match draft.step:
        case "topic":
            return {"topic": text} if sum(map(str.isalpha, text)) >= 3 and not is_yes(question) else None
        case "name":
            return _name(text)
        case "contact":
            contact = request_contact.find(draft.entry or "")
            return {"phone": contact.phone, "email": contact.email} if contact else None
        case "time":
            return _time(text, question)
        case "consent":
            agrees = question.chosen.get("command") == "request_agree" or is_yes(question)
            return {"consented": utc(question.now)} if agrees else None
    return None


def _name(text: str) -> dict[str, Any] | None:
    name = _INTRODUCTION.sub("", text).strip(" .,!")
    valid = len(name) <= 80 and len(name.split()) <= 8 and _NAME.fullmatch(name)
    return {"name": name} if valid else None


def _time(text: str, question: Question) -> dict[str, Any] | None:
    if (chosen := TIMES.get(question.chosen.get("command", ""))) is not None:
        return {"best_time": chosen}
    if _ANY_TIME.search(text) or is_no(question) or question.intent == "dont_know":
        return {"best_time": TIMES["request_any_time"]}
    return {"best_time": text[:100]} if text else None


def _next(draft: Request) -> Step:
    """The step after; nobody needs a time of day for an e-mail."""
    following = _STEPS[_STEPS.index(draft.step) + 1]
    return "consent" if following == "time" and draft.phone is None else following
