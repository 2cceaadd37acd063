"""Danger first: the numbers at once, nothing else asked. Works without the directory's database."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from actions import desk, question
from actions.answer import Answer, LinkFact, Phrase
from actions.capability import Capability, utter
from actions.office_phrases import telephone_url
from actions.question import Question
from actions.render import render

_FIRST = {
    "emergency": ("feuerwehr_rettungsdienst", "polizei"),
    "violence": ("polizei", "hilfetelefon_gewalt_gegen_frauen", "nummer_gegen_kummer_kinder"),
    "crisis": ("telefonseelsorge", "telefonseelsorge_kurz", "feuerwehr_rettungsdienst"),
}


class ActionEmergency(Capability):
    """The wording `emergency.<intent>` with the numbers as tel: links."""

    key = "emergency"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """As every capability, but nothing here may wait for or fail with a database."""
        asked = question.message_only(tracker)
        answer = decide(asked)
        return utter(dispatcher, render(answer, asked), answer, asked)

    def answer(self, question: Question, session: Session) -> Answer:
        """The same decision, for callers that have a session."""
        return decide(question)


def decide(question: Question) -> Answer:
    """110, 112 or the help lines, by what kind of danger it is."""
    kind = question.intent if question.intent in _FIRST else "emergency"
    numbers = desk.national_numbers()
    links = tuple(LinkFact("phone", telephone_url(numbers[key]), "", numbers[key]) for key in _FIRST[kind])
    return Answer("emergency", (Phrase(f"emergency.{kind}", dict(numbers), (), links),))
