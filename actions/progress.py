"""„Ist mein Ausweis fertig?“: the assistant sees no files of citizens and says so, with the office that does."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.office_question import office_in_question
from actions.question import Question


class ActionProgress(Capability):
    """Names the office that knows the state of an application."""

    key = "progress"

    def answer(self, question: Question, session: Session) -> Answer:
        """Never guesses: only the office knows."""
        target = office_in_question(question, session, self.key)
        if isinstance(target, Answer):
            return target
        organisation, service = target
        name = office_phrases.office_name(organisation, service)
        return Answer(
            status="answered_partly",
            phrases=(Phrase("progress.unknown", {"office": name}), office_phrases.reach(organisation, session, name)),
            aspect="progress",
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
        )
