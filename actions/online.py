"""„Geht das online?“, „Wo ist das Formular?“"""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, LinkFact, Phrase
from actions.capability import ServiceCapability
from actions.question import Question
from actions.values import German, service_name
from bot.directory import facts as f
from bot.directory import offices, queries


class ActionOnline(ServiceCapability):
    """The online service or form on file; else the service portal, or an honest unknown."""

    key = "online"

    def about(
        self, question: Question, session: Session, service: f.Service, responsible: f.Responsible | None
    ) -> Answer:
        """The link first, then what the law says about doing it online."""
        assert responsible is not None, "needs_place"
        organisation = responsible.organisation
        body = offices.organisation(session, organisation.body) or organisation
        direct = [
            entry
            for entry in (
                *organisation.online_services,
                *body.online_services,
                *queries.online_services(session, service.slug, question.municipality or queries.COUNTY),
            )
            if entry.service == service.slug and entry.kind in ("online_service", "form")
        ]
        portal = organisation.contact("portal") or body.contact("portal")
        phrases: list[Phrase] = []
        for entry in direct:
            link = LinkFact("form" if entry.kind == "form" else "online_service", entry.url, entry.label)
            phrases.append(Phrase("online.known", {"label": entry.label, "url": entry.url}, (entry.source,), (link,)))
        if not direct:
            phrases.append(Phrase("online.unknown", {"service": service_name(service)}))
            if portal is not None:
                name = office_phrases.office_name(body, service)
                link = LinkFact("website", portal.value, name)
                phrases.append(
                    Phrase("online.portal", {"office": name, "url": portal.value}, (portal.source,), (link,))
                )
        for item in service.texts.get("online", ()):
            phrases.append(Phrase("text", {"text": German(item.text)}, (item.source,)))
        phrases += office_phrases.responsible(responsible, session, service)
        return Answer(
            status="answered" if direct else "answered_partly",
            phrases=tuple(phrases),
            aspect="online",
            service=service.slug,
            municipality=question.municipality,
            organisation=organisation.body,
        )
