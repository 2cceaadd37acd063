"""„Wie beantrage ich …“, „ich brauche …“, a bare service name: the short answer, then who does it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases, online, open_now
from actions.answer import Answer, Choice, Phrase
from actions.capability import ServiceCapability
from actions.question import Question
from actions.routing import capability
from actions.values import German, service_name
from bot.directory import facts as f

_NEXT = (("documents", "documents"), ("fees", "fee"), ("duration", "duration"))


class ActionOverview(ServiceCapability):
    """What the service is, and where one gets it."""

    key = "overview"
    needs_place = False

    def answer(self, question: Question, session: Session) -> Answer:
        """Without any service in sight the message was not understood."""
        if question.service is None and question.found.decision == "none":
            return capability("fallback").answer(question, session)
        return super().answer(question, session)

    def about(
        self, question: Question, session: Session, service: f.Service, responsible: f.Responsible | None
    ) -> Answer:
        """Summary, online service or form, responsible office, and buttons for what one asks next."""
        summary = service.texts.get("summary", ())
        phrases = [
            Phrase("overview.title", {"service": service_name(service)}),
            *(Phrase("text", {"text": German(item.text)}, (item.source,)) for item in summary),
        ]
        remember = {}
        choices = [Choice(f"aspect={aspect}", key=aspect) for module, aspect in _NEXT if _known(service, module)]
        if responsible is not None:
            direct = online.direct(responsible, session, service, question)
            phrases += direct
            phrases += office_phrases.responsible(responsible, session, service)
            phrases += open_now.told_beside(responsible.organisation, service, question)
            further = ("appointment",) if direct else ("online", "appointment")
            choices += [Choice(f"aspect={aspect}", key=aspect) for aspect in further]
        else:
            phrases.append(Phrase("overview.where"))
            remember = {"pending": {"need": "municipality", "aspect": "overview", "service": service.slug}}
        return Answer(
            status="answered",
            phrases=tuple(phrases),
            aspect="overview",
            service=service.slug,
            municipality=question.municipality,
            organisation=responsible.organisation.body if responsible else None,
            choices=tuple(choices),
            remember=remember,
        )


def _known(service: f.Service, module: str) -> bool:
    return bool(service.fees) if module == "fees" else module in service.texts
