"""„Wann ist geöffnet?“, „Samstags?“, „An Heiligabend?“, „Nächsten Donnerstag nach 16 Uhr?“"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions import hours_phrases
from actions.answer import Phrase
from actions.office_hours import OfficeHours
from actions.opening import Lane
from actions.question import Question


class ActionHours(OfficeHours):
    """The week, or the day and time that were asked for."""

    key = "hours"

    def told(self, lanes: Sequence[Lane], question: Question, session: Session) -> list[Phrase]:
        """Lane by lane."""
        return hours_phrases.told(lanes, question, session)
