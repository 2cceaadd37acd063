"""The form for a callback or an e-mail: asks step by step, shows what it has, hands it in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from actions import desk, office_phrases, request_form, routing
from actions.answer import Answer, Choice, Phrase
from actions.capability import Capability
from actions.handover import office
from actions.question import Question
from bot import settings
from bot.directory import queries
from bot.handover.request import CONTACT, Request, new_key

_KEEP = Choice("command=request_keep", key="request_keep")
_CANCEL = Choice("command=request_cancel", key="request_cancel")
_AGAIN = Choice("command=request", key="request")
_CHOICES = {
    "time": (
        Choice("command=request_morning", key="request_morning"),
        Choice("command=request_afternoon", key="request_afternoon"),
        Choice("command=request_any_time", key="request_any_time"),
    ),
    "consent": (Choice("command=request_agree", key="request_agree"),),
    "confirm": (
        Choice("command=request_send", key="request_send"),
        Choice("command=request_change", key="request_change"),
    ),
}
_LEAVE = (
    Choice("command=request_continue", key="request_continue"),
    Choice("command=request_leave", key="request_leave"),
)


class ActionRequest(Capability):
    """One turn of the form. Reached by routing only."""

    key = "request"

    def answer(self, question: Question, session: Session) -> Answer:
        """Open the form, or take what the message enters."""
        pending = question.pending or {}
        command = question.chosen.get("command")
        if command == request_form.OPEN or (command is None and pending.get("need") != "request"):
            return _opened(question, session)
        draft = desk.forms().draft(question.conversation)
        if draft is None:
            return _without_form(question)
        refuses = draft.step == "consent" and not pending.get("asked") and request_form.is_no(question)
        if request_form.is_cancel(question) or refuses:
            desk.forms().discard(question.conversation)
            return Answer("handover", (Phrase("request.cancelled"),), municipality=question.municipality)
        asked = pending.get("asked")
        if asked and (command == "request_leave" or request_form.is_yes(question)):
            return _left(question, session, asked)
        if request_form.is_continue(question) or (asked and request_form.is_no(question)):
            return _asks(draft, question, sure=True)
        return _entered(draft, question, pending)


def _opened(question: Question, session: Session) -> Answer:
    target = office(question, session)
    if target is None:
        return routing.capability("handover").answer(replace(question, intent="callback"), session)
    organisation, service = target
    if desk.deliveries().target(organisation.slug, organisation.body) is None:
        return routing.capability("handover").answer(replace(question, intent="callback"), session)
    place = queries.place(session, question.municipality) if question.municipality else None
    draft = Request(
        key=new_key(),
        conversation=question.conversation,
        organisation=organisation.slug,
        body=organisation.body,
        office=office_phrases.office_name(organisation, service),
        service=service.slug if service else None,
        municipality=question.municipality,
        topic=", ".join([service.name, *([place.name] if place else [])]) if service else None,
    )
    desk.forms().save(draft, question.now)
    return _asks(draft, question, first=Phrase("request.open", {"office": draft.office}))


def _entered(draft: Request, question: Question, pending: dict[str, Any]) -> Answer:
    if draft.step == "confirm":
        if question.chosen.get("command") == "request_send" or request_form.is_yes(question):
            return _handed_in(draft, question)
        if request_form.is_change(question):
            return _asks(_saved(replace(draft, step="topic"), question), question)
    asks = draft.step != "topic" and not pending.get("sure") and request_form.is_question(question)
    following = request_form.entered(draft, question)
    # A number or address is unmistakable; a name or time of day may be a question in disguise.
    if asks and not (following and draft.step == "contact"):
        return _leave_or_not(draft, question)
    if following is None:
        wrong = Phrase(f"request.{draft.step}_wrong") if draft.step in ("name", "contact", "consent") else None
        return _asks(_saved(draft, question), question, first=wrong, sure=bool(pending.get("sure")))
    return _asks(_saved(following, question), question)


def _saved(draft: Request, question: Question) -> Request:
    desk.forms().save(draft, question.now)
    return draft


def _asks(draft: Request, question: Question, first: Phrase | None = None, sure: bool = False) -> Answer:
    """What the draft needs next. `sure`: whatever comes is the answer, not a new question."""
    values = {
        "office": draft.office,
        "topic": draft.topic,
        "name": draft.name,
        "contact": CONTACT if draft.contact else None,
        "time": draft.best_time if draft.phone else None,
        "days": settings.load().request_retention_days,
    }
    has = {"topic": draft.topic, "name": draft.name, "contact": draft.contact}
    keep = (_KEEP,) if has.get(draft.step) else ()
    return Answer(
        "handover",
        (*([first] if first else []), Phrase(f"request.{draft.step}", values)),
        service=draft.service,
        municipality=question.municipality,
        organisation=draft.body,
        choices=(*keep, *_CHOICES.get(draft.step, ()), _CANCEL),
        remember={"pending": {"need": "request", "step": draft.step, "sure": sure}},
    )


def _leave_or_not(draft: Request, question: Question) -> Answer:
    """A new question came: ask once, and keep what was asked so that it can be answered."""
    key, settled = routing.route(replace(question, pending=None), question.intent)
    asked = {
        "key": key if routing.answers(key) else "fallback",
        "intent": settled.intent,
        "service": settled.service,
        "municipality": settled.municipality,
    }
    return Answer(
        "handover",
        (Phrase("request.leave"),),
        service=draft.service,
        organisation=draft.body,
        choices=_LEAVE,
        remember={"pending": {"need": "request", "step": draft.step, "asked": asked}},
    )


def _left(question: Question, session: Session, asked: dict[str, Any]) -> Answer:
    desk.forms().discard(question.conversation)
    settled = replace(
        question,
        chosen={},
        pending=None,
        intent=asked["intent"],
        service=asked["service"],
        municipality=asked["municipality"],
    )
    return routing.capability(asked["key"]).answer(settled, session)


def _handed_in(draft: Request, question: Question) -> Answer:
    request = desk.forms().hand_in(draft.key, question.now)
    return _sent(request, question) if request is not None else _without_form(question)


def _without_form(question: Question) -> Answer:
    """Pressed twice, or too late: what was handed in is told again, else the form is gone."""
    handed_in = desk.forms().handed_in(question.conversation)
    if handed_in and question.chosen.get("command") == "request_send":
        return _sent(handed_in[-1], question)
    return Answer("handover", (Phrase("request.expired"),), municipality=question.municipality, choices=(_AGAIN,))


def _sent(request: Request, question: Question) -> Answer:
    return Answer(
        "handover",
        (Phrase("request.sent", {"reference": request.reference, "office": request.office}),),
        service=request.service,
        municipality=question.municipality,
        organisation=request.body,
    )
