"""„Wann ist geöffnet?“, „Samstags?“, „An Heiligabend?“"""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import hours_phrases, office_phrases
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.office_question import office_in_question
from actions.question import Question
from bot.directory import hours as engine


class ActionHours(Capability):
    """The week, or the day that was asked for."""

    key = "hours"

    def answer(self, question: Question, session: Session) -> Answer:
        """Opening hours of the office in question, or an honest unknown with the official page."""
        target = office_in_question(question, session, self.key)
        if isinstance(target, Answer):
            return target
        organisation, service = target
        name = office_phrases.office_name(organisation, service)
        rules = engine.visiting_rules(organisation)
        own = office_phrases.is_citizen_office(organisation, service)
        notes = organisation.notes_on("hours")
        phrases: list[Phrase] = []
        if rules:
            phrases.append(hours_phrases.told(organisation, rules, organisation.office, question))
        elif notes:
            phrases += [
                Phrase("hours.partly", {"office": organisation.office, "text": note.text}, (note.source,))
                for note in notes
            ]
        else:
            phrases.append(Phrase("hours.unknown", {"office": name}))
        phrases += hours_phrases.telephone(organisation)
        if service is not None and not own:
            # What is on file are the hours of the Bürgerbüro; the office for this service may keep others.
            phrases.insert(0, Phrase("hours.other_office", {"service": service.name}))
        if not rules or not own:
            phrases.append(office_phrases.official_page(organisation, session, name))
        return Answer(
            status="answered" if rules and own else "answered_partly",
            phrases=tuple(phrases),
            aspect="hours",
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
        )
