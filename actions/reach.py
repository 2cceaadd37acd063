"""How to reach an office: contact and address share what they tell, and differ in what counts as known."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases, open_now
from actions.answer import Answer, Phrase
from actions.capability import Capability, responsible_for
from actions.office_question import office_in_question
from actions.question import Question
from actions.values import German
from bot.directory import facts as f


class Reach(Capability):
    """Contact or address of the responsible office or the town hall."""

    def answer(self, question: Question, session: Session) -> Answer:
        """What is known, and plainly what is not."""
        target = office_in_question(question, session, self.key)
        if isinstance(target, Answer):
            return target
        organisation, service = target
        name = office_phrases.office_name(organisation, service)
        found = responsible_for(question, session, service) if service else None
        sites = found.sites if found else ()
        known = any(_known(self.key, office) for office in (organisation, *sites))
        phrases: list[Phrase] = [] if known else [Phrase(f"{self.key}.unknown", {"office": name})]
        if found is not None and service is not None:
            phrases += office_phrases.responsible(found, session, service)
        else:
            phrases.append(office_phrases.reach(organisation, session, name))
        phrases += open_now.told_beside(organisation, service, question)
        phrases += [Phrase("text", {"text": German(n.text)}, (n.source,)) for n in organisation.notes_on(self.key)]
        return Answer(
            status="answered" if known else "answered_partly",
            phrases=tuple(phrases),
            aspect=self.key,
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
        )


def _known(aspect: str, organisation: f.Organisation) -> bool:
    if aspect == "address":
        return bool(organisation.addresses)
    return any(organisation.contact(kind) is not None for kind in ("phone", "email"))
