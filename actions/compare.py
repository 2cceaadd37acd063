"""„Welches Rathaus hat samstags auf?“, „Wo ist der Hund am billigsten?“: the same fact of several municipalities."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import clarify, compare_fact, compare_hours, compare_service, routing
from actions.answer import Answer, Phrase
from actions.capability import Capability
from actions.compare_fact import OF_OFFICES, OFFERED, OTHER
from actions.compared import Compared, Entry
from actions.question import Question
from actions.values import listed, service_name
from bot.directory import facts as f
from bot.directory import offices, queries, responsibility


class ActionCompare(Capability):
    """Best first, then who lacks it, then where it is not on file. Only the places named, if several are."""

    key = "compare"

    def answer(self, question: Question, session: Session) -> Answer:
        """Settle the fact, the service and the places, then compare."""
        fact = compare_fact.fact(question)
        towns = [place for place in queries.places(session) if place.slug != queries.COUNTY]
        named = [town for town in towns if town.slug in question.towns]
        if len(named) == 1 and question.intent != self.key and fact != OTHER:
            # „Und in Rosendahl?“ is content with one place.
            return routing.capability("office" if fact == OFFERED else fact).answer(question, session)
        slug = _service(question, fact)
        open_subject = question.found.decision == "several" or compare_fact.points_back(question)
        if slug is None and fact not in OF_OFFICES and open_subject:
            asked = clarify.service(question, session, self.key)
            pending = {**asked.remember["pending"], "fact": fact}
            return replace(asked, municipality=None, remember={"pending": pending})
        if fact == OTHER or (slug is None and fact not in OF_OFFICES):
            return Answer("answered_partly", (Phrase("compare.unknown"),), self.key, slug)
        wanted = named if len(named) > 1 else towns
        found = _compare(fact, slug, wanted, question, session)
        day = question.day.date.isoformat() if question.day and not question.day.any_day else None
        return Answer(
            status="answered" if found.complete else "answered_partly",
            phrases=found.phrases,
            aspect=self.key,
            service=slug,
            organisation=found.organisation,
            remember={"pending": {"need": "comparison", "fact": fact}, "day": day},
        )


def _service(question: Question, fact: str) -> str | None:
    """Hours and the like are those of the town hall, unless this message itself names a service."""
    if fact in OF_OFFICES and (question.town_hall or question.found.decision != "one"):
        return None
    return question.service


def _compare(fact: str, slug: str | None, towns: list[f.Place], question: Question, session: Session) -> Compared:
    places = tuple(town.slug for town in towns)
    if slug is None:
        organisations = offices.organisations(session, places)
        entries = [Entry(town, organisations[town.slug], organisations[town.slug], None, None) for town in towns]
        return _of_entries(fact, entries, question, session)
    services = queries.service_by_town(session, slug, places)
    if fact == "fee" and (same := compare_service.same_fee(towns, services)):
        return same
    responsible = responsibility.by_town(session, slug, places)
    deciding = {found.organisation.slug for found in responsible.values()}
    own = fact not in OF_OFFICES and compare_service.differs(towns, services, session)
    if len(deciding) == 1 and len(responsible) == len(towns) and not own:
        return _same_office(fact, slug, towns, services, question, session)
    bodies = offices.organisations(session, tuple(sorted({found.organisation.body for found in responsible.values()})))
    entries = [
        Entry(town, found.organisation, bodies[found.organisation.body], services[town.slug], found)
        for town in towns
        if (found := responsible.get(town.slug)) is not None
    ]
    return _of_entries(fact, entries, question, session)


def _of_entries(fact: str, entries: list[Entry], question: Question, session: Session) -> Compared:
    if fact in ("hours", "open_now"):
        return compare_hours.compared(fact, entries, question, session)
    return compare_service.compared(fact, entries, session)


def _same_office(
    fact: str,
    slug: str,
    towns: list[f.Place],
    services: dict[str | None, f.Service],
    question: Question,
    session: Session,
) -> Compared:
    """One office for all: what is known of it holds for each of them."""
    everywhere = responsibility.same_everywhere(session, slug)
    place = None if everywhere else towns[0].slug
    one = replace(question, service=slug, town_hall=False, towns=(), municipality=place)
    told = routing.capability("office" if fact == OFFERED else fact).answer(one, session)
    where = None if everywhere else listed([town.name for town in towns])
    name = service_name(services[towns[0].slug])
    key = "compare.same_office" if everywhere else "compare.same_office_of"
    same = Phrase(key, {"service": name, "towns": where})
    return Compared((same, *told.phrases), told.status == "answered", told.organisation)
