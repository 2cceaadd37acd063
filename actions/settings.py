"""Language, plain language, privacy, delete my data, start over."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import desk, switching
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question


class ActionSettings(Capability):
    """The wording `settings.<intent>`; starting over forgets service, aspect and place."""

    key = "settings"

    def answer(self, question: Question, session: Session) -> Answer:
        """Languages are switched; of the others, only `start_over` changes anything."""
        if question.intent == "language":
            return switching.wished(question)
        if question.intent == "plain_language":
            return switching.plain(question)
        forget = {"service": None, "aspect": None, "municipality": None} if question.intent == "start_over" else {}
        phrases = [Phrase(f"settings.{question.intent}")]
        if question.intent == "delete_data":
            phrases += _requests(question)
        return Answer("settings", tuple(phrases), remember=forget)


def _requests(question: Question) -> list[Phrase]:
    """What deleting means for the requests that were handed in."""
    return [
        Phrase(
            "request.delete_waiting" if request.state in ("waiting", "dead") else "request.delete_delivered",
            {"reference": request.reference, "office": request.office},
        )
        for request in desk.forms().handed_in(question.conversation)
    ]
