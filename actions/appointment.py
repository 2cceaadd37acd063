"""„Brauche ich einen Termin?“, „Wo buche ich?“"""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, LinkFact, Phrase
from actions.capability import Capability, responsible_for
from actions.office_question import office_in_question
from actions.question import Question
from actions.values import German
from bot.directory import facts as f
from bot.directory import offices


class ActionAppointment(Capability):
    """The appointment page and what is known about coming without one; with or without a service."""

    key = "appointment"

    def answer(self, question: Question, session: Session) -> Answer:
        """The answer for the responsible office, or for the town hall."""
        target = office_in_question(question, session, self.key)
        if isinstance(target, Answer):
            return target
        organisation, service = target
        body = offices.organisation(session, organisation.body) or organisation
        name = office_phrases.office_name(organisation, service)
        pages = booking_pages(organisation, body, service)
        # What is on file for a town holds for its Bürgerbüro; the office for this service may do it differently.
        own = office_phrases.is_citizen_office(organisation, service)
        notes = organisation.notes_on("appointment") if own else ()
        phrases = [Phrase("text", {"text": German(note.text)}, (note.source,)) for note in notes]
        for entry in pages:
            link = LinkFact("appointment", entry.url, entry.label)
            phrases.append(Phrase("appointment.page", {"url": entry.url, "office": name}, (entry.source,), (link,)))
        known = bool(phrases) and (own or any(page.service is not None for page in pages))
        if not known:
            phrases.insert(0, Phrase("appointment.unknown", {"office": name}))
        found = responsible_for(question, session, service) if service else None
        if found is not None and service is not None:
            phrases += office_phrases.responsible(found, session, service)
        else:
            phrases.append(office_phrases.reach(organisation, session, name))
        return Answer(
            status="answered" if known else "answered_partly",
            phrases=tuple(phrases),
            aspect="appointment",
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
        )


def booking_pages(
    organisation: f.Organisation, body: f.Organisation, service: f.Service | None
) -> tuple[f.OnlineService, ...]:
    """Where appointments of an office can be booked: its own pages, then those of the body above it."""
    fitting = (None, service.slug if service else None)
    known = (*organisation.online_services, *body.online_services)
    return tuple(dict.fromkeys(page for page in known if page.kind == "appointment" and page.service in fitting))
