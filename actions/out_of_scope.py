"""Not a matter of the county or its municipalities: says so, and who is responsible where that is known."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability
from bot.directory import queries

# A service that the finder is this sure of is ours, whatever the intent model thought of the sentence.
_SURELY_OURS = 0.9
_MODEL_SURE = 0.6


class ActionOutOfScope(Capability):
    """Another place, another authority, or nothing of public life at all."""

    key = "out_of_scope"

    def answer(self, question: Question, session: Session) -> Answer:
        """A place outside is named; a service of ours that was mistaken for small talk is answered after all."""
        if question.outside is not None:
            name = queries.area_name(session, question.outside)
            return Answer("out_of_scope", (Phrase("out_of_scope.place", {"place": name}),))
        if self._is_ours(question):
            return capability("overview").answer(question, session)
        kind = "other_authority" if question.intent == "other_authority" else "nothing_of_ours"
        return Answer("out_of_scope", (Phrase(f"out_of_scope.{kind}"),))

    def _is_ours(self, question: Question) -> bool:
        sure = question.found.decision == "one" and question.candidates[0].score >= _SURELY_OURS
        return sure and question.confidence < _MODEL_SURE
