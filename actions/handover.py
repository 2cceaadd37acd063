"""„Ich möchte mit einem Menschen sprechen“, Rückruf, Beschwerde, or twice not understood: the office that can help."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from actions import clarify, desk, hours_phrases, office_phrases
from actions.answer import Answer, Choice, Phrase
from actions.capability import Capability, responsible_for
from actions.office_question import Target
from actions.open_now import told_beside
from actions.question import Question
from actions.routing import capability
from bot.directory import facts as f
from bot.directory import offices, queries

_WISHES = frozenset({"human", "callback", "complaint"})
# Words of the wish itself; the finder would take them for a job offer, a recall of food or a motion to the council.
_WISH = re.compile(
    r"\b(?:\w*mitarbeiter\w*|\w*sachbearbeiter\w*|kolleg\w*|mensch\w*|person\w*|support|\w*r(?:ü|ue)ckruf\w*|"
    r"zur(?:ü|ue)ckruf\w*|(?:an)?ruf\w*|(?:an)?gerufen|\w*beschwer\w*|melde\w*|bitte|sprechen|reden)\b",
    re.IGNORECASE,
)


class ActionHandover(Capability):
    """Every way to a person that is on file, with the hours of this moment, and a form where the office takes one."""

    key = "handover"

    def answer(self, question: Question, session: Session) -> Answer:
        """The office of the conversation. While the place is open it is asked for, and the county can be called."""
        wish = question.intent if question.intent in _WISHES else "stuck"
        if wish != "stuck" and question.text:
            question = replace(question, service=_subject(question))
        target = office(question, session)
        if target is None:
            return _which_place(question, session, wish)
        organisation, service = target
        takes_requests = desk.deliveries().target(organisation.slug, organisation.body) is not None
        if takes_requests and wish == "callback":
            return capability("request").answer(replace(question, chosen={}, pending=None), session)
        name = office_phrases.office_name(organisation, service)
        return Answer(
            status="handover",
            phrases=(Phrase(f"handover.{wish}", {"office": name}), *_ways(organisation, service, question, session)),
            service=service.slug if service else None,
            municipality=question.municipality,
            organisation=organisation.body,
            choices=(Choice("command=request", key="request"),) if takes_requests else (),
        )


def _subject(question: Question) -> str | None:
    """The service that the words beside the wish plainly name, else the one talked about before."""
    found = desk.finder().find(_WISH.sub(" ", question.text))
    return found.candidates[0].service if found.decision == "one" else question.previous_service


def office(question: Question, session: Session) -> Target | None:
    """Who is responsible for service and place of the conversation, else the town hall; None if the place is open."""
    service = queries.service(session, question.service) if question.service else None
    found = responsible_for(question, session, service) if service else None
    if found is not None:
        return found.organisation, service
    organisation = offices.organisation(session, question.municipality) if question.municipality else None
    return (organisation, service) if organisation is not None else None


def _which_place(question: Question, session: Session, wish: str) -> Answer:
    asked = clarify.municipality(question, session, "handover")
    county = offices.organisation(session, queries.COUNTY)
    assert county is not None, "the county has its administration"
    asked.remember["pending"]["intent"] = wish
    reach = office_phrases.reach(county, session, county.name)
    phrases = (Phrase("handover.which_place"), reach)
    return replace(asked, status="handover", phrases=phrases, aspect=None, organisation=county.body)


def _ways(
    organisation: f.Organisation, service: f.Service | None, question: Question, session: Session
) -> list[Phrase]:
    name = office_phrases.office_name(organisation, service)
    reach = office_phrases.reach(organisation, session, name)
    reachable = reach.values["phone"] or reach.values["email"]
    phrases = [reach] if reachable else [Phrase("contact.unknown", {"office": name}), reach]
    now = told_beside(organisation, service, question)
    phrases += now or (Phrase("hours.unknown", {"office": name}),)
    return phrases + hours_phrases.telephone(organisation, replace(question, day=None), session)
