"""Questions about an office itself (hours, contact, address, appointment): which office is meant."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import clarify
from actions.answer import Answer
from actions.capability import responsible_for
from actions.question import Question
from bot.directory import facts as f
from bot.directory import offices, queries

Target = tuple[f.Organisation, f.Service | None]


def agreed(question: Question, session: Session) -> str | None:
    """The best of several candidates if the same office is responsible for all: then it need not be asked which one."""
    if question.found.decision != "several":
        return None
    slugs = [candidate.service for candidate in question.candidates[:3]]
    offices = set()
    for slug in slugs:
        service = queries.service(session, slug)
        found = responsible_for(question, session, service) if service else None
        offices.add(found.organisation.slug if found else None)
    return slugs[0] if len(offices) == 1 and None not in offices else None


def office_in_question(question: Question, session: Session, aspect: str) -> Target | Answer:
    """The office responsible for the service, else the town hall of the municipality, else a question back."""
    slug = None
    if question.found.decision != "one":
        slug = queries.unit_named(session, question.text)
    slug = slug or question.service or agreed(question, session)
    service = queries.service(session, slug) if slug and not question.town_hall else None
    if service is None and question.found.decision == "several" and not question.town_hall:
        return clarify.service(question, session, aspect)
    if service is not None:
        found = responsible_for(question, session, service)
        if found is None:
            return clarify.municipality(replace(question, service=service.slug), session, aspect)
        return found.organisation, service
    if question.municipality is None:
        return clarify.municipality(question, session, aspect)
    organisation = offices.organisation(session, question.municipality)
    assert organisation is not None, "every body has its administration"
    return organisation, None
