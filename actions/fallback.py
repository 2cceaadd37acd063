"""Not understood: a service that fits is offered; after two failures a person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import clarify
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability
from actions.smalltalk import suggestions

PATIENCE = 2


class ActionFallback(Capability):
    """A question that fits no intent but a service still finds the service."""

    key = "fallback"

    def answer(self, question: Question, session: Session) -> Answer:
        """Overview, clarification, or the honest „nicht verstanden“."""
        if question.found.decision == "one":
            return capability("overview").answer(question, session)
        if question.found.decision == "several":
            return clarify.service(question, session, "overview")
        if question.failures + 1 >= PATIENCE:
            return capability("handover").answer(question, session)
        return Answer(
            "clarify",
            (Phrase("fallback.not_understood"),),
            municipality=question.municipality,
            choices=suggestions(session),
            remember={"failures": question.failures + 1},
        )
