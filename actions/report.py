"""„Ich möchte ein Schlagloch melden“: who takes the report."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import clarify, office_phrases
from actions.answer import Answer, Phrase
from actions.capability import Capability, responsible_for
from actions.question import Question
from actions.values import service_name
from bot.directory import queries

# Where the finder names no service of its own, a defect is a case for the general reporting office.
_GENERAL = "maengelmelder"


class ActionReport(Capability):
    """The office that takes a report of this kind at this place."""

    key = "report"

    def answer(self, question: Question, session: Session) -> Answer:
        """Responsible office and how to reach it; the assistant itself forwards nothing yet, and says so."""
        found = question.found
        slug = found.candidates[0].service if found.decision != "none" else _GENERAL
        service = queries.service(session, slug) or queries.service(session, _GENERAL)
        if service is None:
            return clarify.service(question, session, self.key)
        responsible = responsible_for(question, session, service)
        if responsible is None:
            return clarify.municipality(replace(question, service=service.slug), session, self.key)
        name = office_phrases.office_name(responsible.organisation, service)
        return Answer(
            status="answered",
            phrases=(
                Phrase("report.where", {"service": service_name(service), "office": name}),
                *office_phrases.responsible(responsible, session, service),
            ),
            aspect="report",
            service=service.slug,
            municipality=question.municipality,
            organisation=responsible.organisation.body,
        )
