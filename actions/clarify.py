"""One question back, with buttons: which service, or which municipality."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Choice, Phrase
from actions.question import Question
from actions.values import ServiceName
from bot.directory import queries

OFFERED = 3


def service(question: Question, session: Session, aspect: str) -> Answer:
    """Which service is meant: the best three and „etwas anderes“; without candidates an open question."""
    slugs = tuple(c.service for c in question.candidates[:OFFERED]) if question.found.decision == "several" else ()
    return among(slugs, question, session, aspect)


def among(slugs: tuple[str, ...], question: Question, session: Session, aspect: str) -> Answer:
    """Which of these services is meant."""
    names = queries.service_names(session, slugs)
    choices = tuple(Choice(f"service={slug}", ServiceName(slug, names[slug])) for slug in slugs)
    return Answer(
        status="clarify",
        phrases=(Phrase("clarify.service" if slugs else "clarify.open"),),
        aspect=aspect,
        municipality=question.municipality,
        candidates=slugs,
        choices=(*choices, Choice("command=something_else", key="something_else")) if slugs else (),
        remember={"pending": {"need": "service", "aspect": aspect, "candidates": list(slugs)}},
    )


def municipality(question: Question, session: Session, aspect: str) -> Answer:
    """Which of the eleven municipalities."""
    names = queries.service_names(session, [question.service]) if question.service else {}
    towns = [place for place in queries.places(session) if place.kind != "kreis"]
    name = next((ServiceName(slug, name) for slug, name in names.items()), None)
    return Answer(
        status="clarify",
        phrases=(Phrase("clarify.municipality_for", {"service": name}) if name else Phrase("clarify.municipality"),),
        aspect=aspect,
        service=question.service,
        choices=tuple(Choice(f"municipality={town.slug}", town.name) for town in towns),
        remember={
            "pending": {
                "need": "municipality",
                "aspect": aspect,
                "service": question.service,
                "intent": question.intent,
            }
        },
    )
