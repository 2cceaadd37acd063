"""Not a matter of the county or its municipalities: says so, and who is responsible where that is known."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from bot.directory import queries


class ActionOutOfScope(Capability):
    """Another place, another authority, or nothing of public life at all."""

    key = "out_of_scope"

    def answer(self, question: Question, session: Session) -> Answer:
        """A place outside is named."""
        if question.outside is not None:
            name = queries.area_name(session, question.outside)
            return Answer("out_of_scope", (Phrase("out_of_scope.place", {"place": name}),))
        kind = "other_authority" if question.intent == "other_authority" else "nothing_of_ours"
        return Answer("out_of_scope", (Phrase(f"out_of_scope.{kind}"),))
