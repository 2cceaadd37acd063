"""At most two questions back: who answers neither gets a person instead of the same question a third time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from actions.answer import Answer
from actions.question import Question
from actions.routing import capability

_MOST = 2
_KEY = ("need", "aspect", "service", "candidates")


def limited(answer: Answer, question: Question, session: Session) -> Answer:
    """`answer`, unless it asks a third time in a row for the same. A message without words counts for nothing."""
    asks = answer.remember.get("pending")
    if answer.status != "clarify" or not asks or question.intent == "empty_message":
        return answer
    before = question.pending or {}
    times = int(before.get("times", 1)) + 1 if _key(asks) == _key(before) else 1
    if times > _MOST:
        return capability("handover").answer(question, session)
    return replace(answer, remember={**answer.remember, "pending": {**asks, "times": times}})


def _key(pending: Mapping[str, Any]) -> list[Any]:
    return [pending.get(name) for name in _KEY]
