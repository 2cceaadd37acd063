"""Questions about an office itself (hours, contact, address, appointment): which office is meant."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import clarify
from actions.answer import Answer
from actions.capability import responsible_for
from actions.question import Question
from bot.directory import facts as f
from bot.directory import queries

Target = tuple[f.Organisation, f.Service | None]


def office_in_question(question: Question, session: Session, aspect: str) -> Target | Answer:
    """The office responsible for the service, else the town hall of the municipality, else a question back."""
    service = queries.service(session, question.service) if question.service and not question.town_hall else None
    if service is None and question.found.decision == "several" and not question.town_hall:
        return clarify.service(question, session, aspect)
    if service is not None:
        found = responsible_for(question, session, service)
        if found is None:
            return clarify.municipality(question, session, aspect)
        return found.organisation, service
    if question.municipality is None:
        return clarify.municipality(question, session, aspect)
    organisation = queries.organisation(session, question.municipality)
    assert organisation is not None, "every body has its administration"
    return organisation, None
