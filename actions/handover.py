"""„Ich möchte mit einem Menschen sprechen“, Rückruf, Beschwerde: the office that can be reached."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, Phrase
from actions.capability import Capability, responsible_for
from actions.question import Question
from bot.directory import offices, queries


class ActionHandover(Capability):
    """The responsible office of the conversation, else the town hall, else the county's switchboard."""

    key = "handover"

    def answer(self, question: Question, session: Session) -> Answer:
        """A person is offered with every way of reaching one that is on file."""
        service = queries.service(session, question.service) if question.service else None
        found = responsible_for(question, session, service) if service else None
        slug = found.organisation.slug if found else question.municipality or queries.COUNTY
        organisation = offices.organisation(session, slug)
        assert organisation is not None, "every body has its administration"
        name = office_phrases.office_name(organisation, service)
        kind = question.intent if question.intent in ("human", "callback", "complaint") else "human"
        return Answer(
            status="handover",
            phrases=(Phrase(f"handover.{kind}", {"office": name}), office_phrases.reach(organisation, session, name)),
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
        )
