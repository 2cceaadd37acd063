"""A button was pressed: it names a service, a municipality, an aspect or a command."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import switching
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.question import Question
from actions.routing import capability
from bot.directory import queries

_ASPECTS = frozenset(
    [
        "overview",
        "requirements",
        "documents",
        "fee",
        "duration",
        "online",
        "office",
        "appointment",
        "hours",
        "open_now",
        "contact",
        "address",
        "compare",
        "progress",
        "report",
        "waste_dates",
        "waste_sorting",
        "parking",
        "journey",
        "departures",
        "warnings",
    ]
)


class ActionChoose(Capability):
    """Goes on with the pending question, or with the last aspect."""

    key = "choose"

    def answer(self, question: Question, session: Session) -> Answer:
        """An unknown slug (a hand-made payload) is answered like an unknown wish."""
        pending = question.pending or {}
        chosen = question.chosen
        command = chosen.get("command", "")
        if command.startswith(switching.COMMAND):
            return switching.to(command.removeprefix(switching.COMMAND), question)
        if command == "something_else":
            return Answer("clarify", (Phrase("clarify.open"),), municipality=question.municipality)
        place = chosen.get("municipality")
        service = chosen.get("service") or pending.get("service")
        if service is None and ("aspect" in chosen or not pending):
            service = question.previous_service
        # A service pressed without a question of ours is looked at from the start; a comparison cannot be gone on with.
        last = question.previous_aspect if question.previous_aspect in _ASPECTS and "service" not in chosen else None
        start = "overview" if service else "change_municipality"
        aspect = str(chosen.get("aspect") or pending.get("aspect") or last or start)
        unknown = (
            (place is not None and queries.place(session, place) is None)
            or (service is not None and queries.service(session, str(service)) is None)
            or (aspect not in _ASPECTS and aspect not in ("change_municipality", "handover"))
        )
        if unknown:
            return capability("fallback").answer(question, session)
        towns = (place,) if place else question.towns
        settled = replace(
            question,
            service=str(service) if service else None,
            municipality=place or question.municipality,
            towns=towns,
            intent=str(pending.get("intent") or question.intent) if place else question.intent,
        )
        return capability(aspect).answer(settled, session)
