"""„Ja“, „nein“, „weiß nicht“: what they mean depends on what was asked."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability
from actions.smalltalk import suggestions
from bot.directory import queries

_NOT = re.compile(r"\b(?:nicht|kein\w*)\b", re.IGNORECASE)


class ActionDialogue(Capability):
    """Takes a yes, no or don't-know; a service, office or day in the same message counts more."""

    key = "dialogue"

    def answer(self, question: Question, session: Session) -> Answer:
        """„Nein, den Reisepass“ names a service and is answered with it."""
        if question.found.decision == "one":
            return capability(question.previous_aspect or "overview").answer(question, session)
        if question.day is not None and question.previous_aspect in ("hours", "open_now"):
            return capability("hours").answer(question, session)
        unit = None if _NOT.search(question.text) else queries.unit_named(session, question.text)
        if unit is not None:
            aspect = question.previous_aspect if question.previous_aspect not in (None, "compare") else "office"
            return capability(str(aspect)).answer(replace(question, service=unit), session)
        if question.intent == "dont_know" and question.pending is not None:
            return capability("handover").answer(question, session)
        return Answer("smalltalk", (Phrase(f"dialogue.{question.intent}"),), choices=suggestions(session))
