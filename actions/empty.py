"""A message without letters or digits: empty, an emoji, punctuation."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.smalltalk import suggestions


class ActionEmpty(Capability):
    """Asks politely for words."""

    key = "empty"

    def answer(self, question: Question, session: Session) -> Answer:
        """Keeps an open question of ours open."""
        return Answer(
            "clarify",
            (Phrase("empty.message"),),
            municipality=question.municipality,
            choices=suggestions(session),
            remember={"pending": question.pending, "failures": question.failures},
        )
