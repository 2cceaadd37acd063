"""„Ja“, „nein“, „weiß nicht“: what they mean depends on what was asked."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability
from actions.smalltalk import suggestions


class ActionDialogue(Capability):
    """Takes a yes, no or don't-know; a service or place in the same message counts more."""

    key = "dialogue"

    def answer(self, question: Question, session: Session) -> Answer:
        """„Nein, den Reisepass“ names a service and is answered with it."""
        if question.found.decision == "one":
            return capability(question.previous_aspect or "overview").answer(question, session)
        if question.intent == "dont_know" and question.pending is not None:
            return capability("handover").answer(question, session)
        return Answer("smalltalk", (Phrase(f"dialogue.{question.intent}"),), choices=suggestions(session))
