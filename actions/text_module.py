"""Capabilities that tell one text module of a service: documents, requirements, duration."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, Phrase
from actions.capability import ServiceCapability
from actions.question import Question
from actions.values import German, service_name
from bot.directory import facts as f


class TextModule(ServiceCapability):
    """Tells the items of `module`; unknown is said as unknown, with the office that knows."""

    module: ClassVar[str]
    needs_place = False

    def about(
        self, question: Question, session: Session, service: f.Service, responsible: f.Responsible | None
    ) -> Answer | None:
        """The items as a list, or None while the place is open and nothing is known."""
        items = service.texts.get(self.module, ())
        if not items and responsible is None:
            return None
        phrases: list[Phrase] = []
        if items:
            bullet = "• " if len(items) > 1 else ""
            listed = German("\n".join(f"{bullet}{item.text}" for item in items))
            sources = tuple(dict.fromkeys(item.source for item in items))
            phrases.append(Phrase(f"{self.key}.known", {"service": service_name(service), "items": listed}, sources))
            phrases += office_phrases.layer(session, items)
        else:
            phrases.append(Phrase(f"{self.key}.unknown", {"service": service_name(service)}))
        if responsible is not None:
            phrases += office_phrases.responsible(responsible, session, service)
        return Answer(
            status="answered" if items else "answered_partly",
            phrases=tuple(phrases),
            aspect=self.key,
            service=service.slug,
            municipality=question.municipality,
            organisation=responsible.organisation.body if responsible else None,
        )
