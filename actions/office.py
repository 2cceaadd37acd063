"""„Wer ist zuständig?“, „Wo muss ich hin?“: resolved on the pair (service, place)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import office_phrases, open_now
from actions.answer import Answer, Phrase
from actions.capability import ServiceCapability
from actions.office_question import agreed
from actions.question import Question
from actions.values import German, service_name
from bot.directory import facts as f
from bot.directory import queries


class ActionOffice(ServiceCapability):
    """Who is responsible, why, and where to go."""

    key = "office"

    def answer(self, question: Question, session: Session) -> Answer:
        """Who does it may be clear before it is clear which of several services is meant."""
        service = question.service or agreed(question, session)
        return super().answer(replace(question, service=service), session)

    def about(
        self, question: Question, session: Session, service: f.Service, responsible: f.Responsible | None
    ) -> Answer:
        """The responsible office with its reason and sites."""
        assert responsible is not None, "needs_place"
        place = queries.place(session, question.municipality) if question.municipality else None
        name = office_phrases.office_name(responsible.organisation, service)
        values = {"service": service_name(service), "place": place.name if place else None, "office": name}
        notes = responsible.organisation.notes_on("address")
        return Answer(
            status="answered",
            phrases=(
                Phrase("office.answer" if place else "office.answer_everywhere", values),
                *office_phrases.named(office_phrases.responsible(responsible, session, service), None),
                *open_now.told_beside(responsible.organisation, service, question),
                *(office_phrases.intake(session, service, place.slug, responsible) if place else ()),
                *(Phrase("text", {"text": German(note.text)}, (note.source,)) for note in notes),
            ),
            aspect="office",
            service=service.slug,
            municipality=question.municipality,
            organisation=responsible.organisation.body,
        )
