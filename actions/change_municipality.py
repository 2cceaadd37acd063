"""„Ich wohne jetzt in Senden“, „nicht Coesfeld, Dülmen“: the place changes, and an open question is answered for it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import clarify
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability
from bot.directory import queries


class ActionChangeMunicipality(Capability):
    """Takes the place over; repeats the last question for it if there was one."""

    key = "change_municipality"

    def answer(self, question: Question, session: Session) -> Answer:
        """Asks which place if none is named."""
        if question.outside is not None:
            return capability("out_of_scope").answer(question, session)
        if not question.towns:
            asked = clarify.municipality(replace(question, service=None), session, self.key)
            return replace(asked, aspect=None)
        pending = question.pending or {}
        if pending.get("need") == "service":
            # The place is noted; which service is meant is still open.
            return clarify.among(tuple(pending["candidates"]), question, session, str(pending["aspect"]))
        if question.previous_aspect is not None and question.previous_aspect != "compare":
            return capability(question.previous_aspect).answer(question, session)
        place = queries.place(session, question.towns[0])
        name = place.official_name if place else question.towns[0]
        return Answer("settings", (Phrase("settings.municipality", {"place": name}),), municipality=question.towns[0])
