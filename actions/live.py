"""Waste, parking, journeys, departures, warnings: until a live source is connected, who knows it, with the link."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import clarify, office_phrases
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import NamedPlace, Question
from actions.routing import LIVE
from bot.directory import offices, queries

# Who publishes it. The WBC collects waste everywhere but in Lüdinghausen (docs of the waste company).
_PUBLISHER = {
    "waste_dates": "wbc",
    "waste_sorting": "wbc",
    "journey": "westfalenfahrplan",
    "departures": "westfalenfahrplan",
    "warnings": "warnung-bund",
}
_OWN_WASTE_COLLECTION = ("luedinghausen",)
_LOCAL = ("parking", "waste_dates")


class ActionLive(Capability):
    """One capability for the six live aspects; `question.intent` says which."""

    key = "live"

    def answer(self, question: Question, session: Session) -> Answer:
        """Says plainly that the live value is not known here, and who has it."""
        before = (question.pending or {}).get("aspect") or question.previous_aspect
        aspect = question.intent if question.intent in LIVE else str(before or "waste_dates")
        if aspect in _LOCAL and question.municipality is None:
            return clarify.municipality(question, session, aspect)
        publisher = _PUBLISHER.get(aspect)
        if aspect == "parking" or (publisher == "wbc" and question.municipality in _OWN_WASTE_COLLECTION):
            publisher = question.municipality
        organisation = offices.organisation(session, publisher or queries.COUNTY)
        assert organisation is not None, "publishers are in data/directory/organisations"
        return Answer(
            status="answered_partly",
            phrases=(
                *_way(aspect, question, session),
                Phrase(f"{aspect}.unknown", {"office": organisation.name}),
                office_phrases.official_page(organisation, session, organisation.name),
            ),
            aspect=aspect,
            municipality=question.municipality,
            organisation=organisation.body,
        )


def _way(aspect: str, question: Question, session: Session) -> tuple[Phrase, ...]:
    """The way as it was understood, so that a wrong one is noticed."""
    origin, destination = _name(question.origin, session), _name(question.destination, session)
    if aspect == "journey" and origin and destination:
        return (Phrase("journey.way", {"origin": origin, "destination": destination}),)
    return (Phrase("departures.stop", {"origin": origin}),) if aspect == "departures" and origin else ()


def _name(place: NamedPlace | None, session: Session) -> str | None:
    return (place.part or queries.area_name(session, place.slug)) if place else None
