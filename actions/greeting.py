"""The first message of a conversation: says that it is a program (EU AI Act, Art. 50)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.smalltalk import suggestions
from bot.directory import queries


class ActionGreeting(Capability):
    """Sent by the edge when a conversation starts."""

    key = "greeting"

    def answer(self, question: Question, session: Session) -> Answer:
        """Names the place of the embedding site, if there is one."""
        place = queries.place(session, question.municipality) if question.municipality else None
        values = {"place": place.official_name if place else None}
        return Answer(
            "smalltalk",
            (Phrase("greeting.first", values),),
            municipality=question.municipality,
            choices=suggestions(session),
        )
