"""„Was kostet das?“ No source, no number."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions import office_phrases
from actions.answer import Answer, Phrase
from actions.capability import ServiceCapability
from actions.question import Question
from actions.values import German, Joined, money, service_name, term
from bot.directory import facts as f


class ActionFee(ServiceCapability):
    """The fees of a service, as far as a source gives them."""

    key = "fee"
    needs_place = False

    def about(
        self, question: Question, session: Session, service: f.Service, responsible: f.Responsible | None
    ) -> Answer | None:
        """The fee rows, else what an import says of costs in words, else an honest unknown with who knows it."""
        costs = service.fees or service.texts.get("costs", ())
        if not costs and responsible is None:
            return None
        if costs:
            rows = tuple(row(item) if isinstance(item, f.Fee) else German(f"• {item.text}") for item in costs)
            values = {"service": service_name(service), "fees": Joined(rows)}
            known = Phrase("fee.known", values, tuple(dict.fromkeys(item.source for item in costs)))
        else:
            known = Phrase("fee.unknown", {"service": service_name(service)})
        office = office_phrases.responsible(responsible, session, service) if responsible else ()
        layer = office_phrases.layer(session, costs)
        return Answer(
            status="answered" if costs else "answered_partly",
            phrases=(known, *layer, *office),
            aspect="fee",
            service=service.slug,
            municipality=question.municipality,
            organisation=responsible.organisation.body if responsible else None,
        )


def row(fee: f.Fee) -> Phrase:
    label = term(fee.who or fee.what)
    return Phrase("fee.row_for" if label else "fee.row", {"amount": money(fee.cents), "label": label})
