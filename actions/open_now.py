"""„Ist jetzt geöffnet?“, „Bis wann heute?“"""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.hours_phrases import DAY_NAMES
from actions.office_question import office_in_question
from actions.question import Question
from actions.render import clock, german_date
from bot.directory import hours as engine


class ActionOpenNow(Capability):
    """Open or closed at this moment, until when, and the next opening."""

    key = "open_now"

    def answer(self, question: Question, session: Session) -> Answer:
        """Computed from the rules; unknown hours are said as unknown."""
        target = office_in_question(question, session, self.key)
        if isinstance(target, Answer):
            return target
        organisation, service = target
        name = office_phrases.office_name(organisation, service)
        rules = engine.visiting_rules(organisation)
        own = office_phrases.is_citizen_office(organisation, service)
        notes = organisation.notes_on("hours")
        sources = tuple(dict.fromkeys(rule.source for rule in rules))
        if rules:
            phrases = [_now(organisation.office, rules, organisation.closures, question, sources)]
        elif notes:
            phrases = [
                Phrase("hours.partly", {"office": organisation.office, "text": note.text}, (note.source,))
                for note in notes
            ]
        else:
            phrases = [Phrase("hours.unknown", {"office": name})]
        if service is not None and not own:
            # What is on file are the hours of the Bürgerbüro; the office for this service may keep others.
            phrases.insert(0, Phrase("hours.other_office", {"service": service.name}))
        if not rules or not own:
            phrases.append(office_phrases.official_page(organisation, session, name))
        return Answer(
            status="answered" if rules and own else "answered_partly",
            phrases=tuple(phrases),
            aspect="open_now",
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
        )


def _now(name: str, rules: tuple, closures: tuple, question: Question, sources: tuple) -> Phrase:
    until = engine.open_until(rules, closures, question.now)
    if until is not None:
        return Phrase("open_now.open", {"office": name, "until": clock(until)}, sources)
    upcoming = engine.next_opening(rules, closures, question.now)
    today = engine.day(rules, closures, question.now.date())
    values = {
        "office": name,
        "reason": today.closed_because,
        "next": f"{DAY_NAMES[upcoming.weekday()]}, {german_date(upcoming.date())}, {clock(upcoming.time())} Uhr"
        if upcoming
        else None,
    }
    return Phrase("open_now.closed", values, sources)
