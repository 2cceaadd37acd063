"""„Und in Senden?“, „und am Samstag?“: the same question with another place or day."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability


class ActionFollowUp(Capability):
    """Asks the previous aspect again."""

    key = "follow_up"

    def answer(self, question: Question, session: Session) -> Answer:
        """Without a previous question it is one about a service, or not understood."""
        if question.previous_aspect is None:
            return capability("overview").answer(question, session)
        if question.day is not None and question.previous_aspect in ("open_now", "hours"):
            return capability("hours").answer(question, session)
        return capability(question.previous_aspect).answer(question, session)
