"""„Welches Rathaus hat samstags auf?“: the same fact across the county. So far the opening hours can be compared."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from actions import hours_phrases, opening
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from bot.directory import offices, queries

_ABOUT_HOURS = re.compile(
    r"samstag|sonnabend|wochenende|geöffnet|offen|\bauf\b|öffnungs|oeffnungs|abends|mittag|schließt|open", re.I
)


class ActionCompare(Capability):
    """Tells what is known of each body and names those of which it is not."""

    key = "compare"

    def answer(self, question: Question, session: Session) -> Answer:
        """Hours are listed; anything else is honestly not comparable yet."""
        towns = [place for place in queries.places(session) if place.kind != "kreis"]
        wanted = [town for town in towns if town.slug in question.towns] if len(question.towns) > 1 else towns
        if not _ABOUT_HOURS.search(question.text):
            return Answer("answered_partly", (Phrase("compare.unknown"),), "compare", question.service)
        phrases, unknown = [], []
        for town in wanted:
            organisation = offices.organisation(session, town.slug)
            lanes = opening.lanes(organisation) if organisation else ()
            if not lanes:
                unknown.append(town.name)
                continue
            phrases += hours_phrases.told(lanes, question, session)
        if unknown:
            phrases.append(Phrase("compare.not_on_file", {"towns": ", ".join(unknown)}))
        return Answer("answered_partly" if unknown else "answered", tuple(phrases), "compare")
