"""Greeting, thanks, who are you: short, friendly, no jokes at the citizen's cost."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.answer import Answer, Choice, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.values import ServiceName
from bot.directory import queries

_SUGGEST = frozenset({"greet", "capabilities", "bot_identity"})
SUGGESTIONS = ("personalausweis", "wohnsitz-anmelden", "kfz-neuzulassung")


class ActionSmalltalk(Capability):
    """The wording `smalltalk.<intent>`."""

    key = "smalltalk"

    def answer(self, question: Question, session: Session) -> Answer:
        """Capabilities get suggestions to click."""
        choices = suggestions(session) if question.intent in _SUGGEST else ()
        return Answer("smalltalk", (Phrase(f"smalltalk.{question.intent}"),), choices=choices)


def suggestions(session: Session) -> tuple[Choice, ...]:
    """A few services people often ask for, and the opening hours."""
    names = queries.service_names(session, SUGGESTIONS)
    services = tuple(Choice(f"service={slug}", ServiceName(slug, names[slug])) for slug in SUGGESTIONS if slug in names)
    return (*services, Choice("aspect=hours", key="hours"))
