"""What „Wann ist geöffnet?“ and „Ist jetzt geöffnet?“ have in common: which office, and what is said if its hours are
not on file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from actions import hours_phrases, office_phrases, opening
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.office_question import office_in_question
from actions.opening import Lane
from actions.question import Question
from actions.values import German, service_name


class OfficeHours(Capability):
    """Hours of the office in question, or an honest unknown with the official page."""

    @abstractmethod
    def told(self, lanes: Sequence[Lane], question: Question, session: Session) -> list[Phrase]:
        """What is asked for, of lanes whose hours are on file."""

    def answer(self, question: Question, session: Session) -> Answer:
        """The lanes by which one may come, then the telephone."""
        target = office_in_question(question, session, self.key)
        if isinstance(target, Answer):
            return target
        organisation, service = target
        question = same_day(question)
        name = office_phrases.office_name(organisation, service)
        own = office_phrases.is_citizen_office(organisation, service)
        lanes = opening.lanes(organisation)
        notes = organisation.notes_on("hours")
        if lanes:
            phrases = self.told(lanes, question, session)
        elif notes:
            values = {"office": organisation.office}
            phrases = [Phrase("hours.partly", {**values, "text": German(note.text)}, (note.source,)) for note in notes]
        else:
            phrases = [Phrase("hours.unknown", {"office": name})]
        phrases += hours_phrases.telephone(organisation, question, session)
        if service is not None and not own and (lanes or notes):
            # What is on file are the hours of the Bürgerbüro; the office for this service may keep others.
            phrases.insert(0, Phrase("hours.other_office", {"service": service_name(service)}))
        complete = bool(lanes) and own and not any(phrase.key in hours_phrases.UNSURE for phrase in phrases)
        if not complete:
            phrases.append(office_phrases.official_page(organisation, session, name))
        return Answer(
            status="answered" if complete else "answered_partly",
            phrases=tuple(phrases),
            aspect=self.key,
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
            # „Abends“ alone names no day that a next question could keep.
            remember={"day": question.day.date.isoformat() if question.day and not question.day.any_day else None},
        )


def same_day(question: Question) -> Question:
    """„Und nach 16 Uhr?“ keeps the day that was talked about."""
    day = question.day
    if day is None or not day.any_day or question.intent != "follow_up" or question.previous_day is None:
        return question
    return replace(question, day=replace(day, any_day=False, date=date.fromisoformat(question.previous_day)))
