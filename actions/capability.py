"""The frame of every action: read the question, decide, render, remember."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from actions import clarify, desk, patience, question, routing, together
from actions.answer import Answer
from actions.outcome import Outcome
from actions.question import Question
from actions.render import render
from bot.directory import facts as f
from bot.directory import queries, responsibility


class Capability(Action, ABC):
    """An action that answers with exactly one outcome. An exception is left to the edge, which apologises."""

    resumes: ClassVar[bool] = True
    """Whether a bare answer to a question of ours („Dülmen“, „das zweite“) goes on with that question instead."""

    @property
    @abstractmethod
    def key(self) -> str:
        """The capability's name; abstract, so that rasa-sdk registers no half-made class."""

    def name(self) -> str:
        """`action_fee` for the key `fee`, as rules.yml names it."""
        return f"action_{self.key}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """One turn."""
        asked = question.read(tracker)
        with desk.session(asked.now.date()) as session:
            capability: Capability = self
            if self.resumes:
                routed, asked = routing.route(asked, self.key)
                capability = routing.capability(routed) if routed != self.key else self
            answer = patience.limited(together.answer(capability, asked, session), asked, session)
            place = queries.place(session, answer.municipality) if answer.municipality else None
        return utter(dispatcher, render(answer, asked, place), answer, asked)

    @abstractmethod
    def answer(self, question: Question, session: Session) -> Answer:
        """Decide; no text, no SQL."""


class ServiceCapability(Capability):
    """A capability about one service; asks back which one, and where, if that is open."""

    needs_place: ClassVar[bool] = True
    """False: what is the same everywhere is told even before the place is known."""

    def answer(self, question: Question, session: Session) -> Answer:
        """Settle service and place, then tell."""
        if question.service is None:
            return clarify.service(question, session, self.key)
        service = queries.service(session, question.service, question.municipality)
        if service is None:
            return clarify.service(replace(question, service=None), session, self.key)
        responsible = responsible_for(question, session, service)
        if responsible is None and self.needs_place:
            return clarify.municipality(question, session, self.key)
        answer = self.about(question, session, service, responsible)
        return answer or clarify.municipality(question, session, self.key)

    @abstractmethod
    def about(
        self, question: Question, session: Session, service: f.Service, responsible: f.Responsible | None
    ) -> Answer | None:
        """The answer; None if it cannot be told without the place (only where `responsible` is None)."""


def responsible_for(question: Question, session: Session, service: f.Service) -> f.Responsible | None:
    """Who is responsible at the question's place, or everywhere; None if the place has to be asked."""
    if question.municipality is not None:
        found = responsibility.responsible(session, service.slug, question.municipality)
        if found is not None:
            return found
    if responsibility.same_everywhere(session, service.slug):
        return responsibility.responsible(session, service.slug, queries.COUNTY)
    return None


def utter(dispatcher: CollectingDispatcher, outcome: Outcome, answer: Answer, asked: Question) -> list[EventType]:
    """Send the outcome and remember what the next turn may lean on."""
    slots: dict[str, Any] = {
        "service": answer.service or asked.previous_service,
        "municipality": answer.municipality or asked.previous_municipality,
        "aspect": answer.aspect or asked.previous_aspect,
        "day": asked.day.date.isoformat() if asked.day else None,
        "pending": None,
        "failures": 0,
        **answer.remember,
    }
    if answer.language is not None or asked.language_detected:
        slots["language"] = outcome.language
    outcome = replace(outcome, expects=slots["pending"]["need"] if slots["pending"] else None)
    dispatcher.utter_message(text=outcome.text, json_message={"outcome": outcome.to_json()})
    return [SlotSet(name, value) for name, value in slots.items()]
