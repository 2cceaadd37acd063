"""„Geht das online?“, „Wo ist das Formular?“"""

from __future__ import annotations

from urllib.parse import urlsplit

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
        """The link first, then what the law says about doing it online; without a link the law, then where to look."""
        assert responsible is not None, "needs_place"
        links = direct(responsible, session, service, question)
        law = [Phrase("text", {"text": German(item.text)}, (item.source,)) for item in service.texts.get("online", ())]
        phrases = [*links, *law] if links else [*law, *_elsewhere(responsible, session, service)]
        phrases += office_phrases.responsible(responsible, session, service)
        return Answer(
            status="answered" if links else "answered_partly",
            phrases=tuple(phrases),
            aspect="online",
            service=service.slug,
            municipality=question.municipality,
            organisation=responsible.organisation.body,
        )


def direct(found: f.Responsible, session: Session, service: f.Service, question: Question) -> list[Phrase]:
    """The online services and forms on file for exactly this service, with their links."""
    organisation = found.organisation
    body = offices.organisation(session, organisation.body) or organisation
    town = question.municipality or queries.COUNTY
    return [
        Phrase("online.known", {"label": entry.label, "url": entry.url}, (entry.source,), (link(entry),))
        for entry in entries(session, service, organisation, body, town)
    ]


def entries(
    session: Session, service: f.Service, organisation: f.Organisation, body: f.Organisation, town: str
) -> tuple[f.OnlineService, ...]:
    """Online services and forms of a service in `town`: of the office, of the body above it, and for everybody."""
    known = (
        *organisation.online_services,
        *body.online_services,
        *queries.online_services(session, service.slug, town),
    )
    fitting = (entry for entry in known if entry.service == service.slug and entry.kind in ("online_service", "form"))
    return tuple(dict.fromkeys(fitting))


def link(entry: f.OnlineService) -> LinkFact:
    """The link of an online service or form."""
    return LinkFact("form" if entry.kind == "form" else "online_service", entry.url, entry.label)


def _elsewhere(found: f.Responsible, session: Session, service: f.Service) -> list[Phrase]:
    """That nothing is on file, and the service portal, where there is one."""
    unknown = Phrase("online.unknown", {"service": service_name(service)})
    organisation = found.organisation
    body = offices.organisation(session, organisation.body) or organisation
    portal = organisation.contact("portal") or body.contact("portal")
    if portal is None:
        return [unknown]
    # The address tells the portal from the website of the same office.
    link = LinkFact("website", portal.value, urlsplit(portal.value).hostname or portal.value)
    values = {"office": office_phrases.office_name(body, service), "url": portal.value}
    return [unknown, Phrase("online.portal", values, (portal.source,), (link,))]
