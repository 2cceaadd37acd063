"""Tracker → Question: everything an action may know of the turn, read in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from actions import context, days, desk, weighing
from bot import language_guess, languages
from bot.directory.finder import Candidate, Found
from bot.directory.hours.calendar import BERLIN
from bot.directory.vectors import Encoded, without_spans
from bot.languages import GERMAN
from bot.nlu.time_words import Window

# Questions about the office as such; then no service is meant, also not the one talked about before.
_TOWN_HALL = re.compile(
    r"rath?aus|rath?(?:ä|ae)us|bürgerämt|bürgerb|buergerb|burgerb|bürgerservice|buergerservice|bürgeramt|buergeramt|gemeindeverwaltung|stadtverwaltung|"
    r"stadthaus|gemeindehaus|kreisverwaltung|kreishaus|kreisverw|landratsamt|verwaltung\b|town ?hall|belediye|"
    r"gemeindebüro|einwohnermeldeamt|\bamt\b|ratusz|ратуш|ayuntamiento|primări",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^und\b|\b(?:da|dafür|dafuer|davon|dazu|damit|dabei|dort|hierfür|es)\b", re.IGNORECASE)
_CHOICES = frozenset({"service", "municipality", "aspect", "command"})
_NOTHING_FOUND = Found((), "none")
_REMEMBERED = 4
_ASKS_ON = frozenset({*weighing.SERVICE_ASPECTS, "follow_up", "nlu_fallback"})


@dataclass(frozen=True)
class NamedPlace:
    """A body's slug or `outside/…`, and the Ortsteil if one was named."""

    slug: str
    part: str | None


@dataclass(frozen=True)
class Question:
    """One citizen message as the actions see it."""

    text: str
    intent: str
    confidence: float
    now: datetime
    ranking: tuple[tuple[str, float], ...] = ()
    """The intents with their probabilities, best first."""
    language: str = GERMAN
    """Tag of bot/languages.py in which the reply is written."""
    language_detected: bool = False
    """The message itself was the first sign of that language."""
    found: Found = _NOTHING_FOUND
    """What the service finder says of this message alone."""
    towns: tuple[str, ...] = ()
    """Slugs of the bodies named in this message, in order, without negated ones."""
    outside: str | None = None
    """Area slug of a place beyond the county where something is asked for, if no town of ours is named."""
    part: str | None = None
    """Name of the Ortsteil that was named."""
    origin: NamedPlace | None = None
    destination: NamedPlace | None = None
    """Where a way begins and ends, if the message says so; also beyond the county."""
    day: days.DayQuestion | None = None
    town_hall: bool = False
    chosen: dict[str, str] = field(default_factory=dict)
    """What a button says: service, municipality, aspect or command."""
    previous_service: str | None = None
    earlier_services: tuple[str, ...] = ()
    """Every service talked about, latest first."""
    previous_municipality: str | None = None
    previous_aspect: str | None = None
    previous_day: str | None = None
    pending: dict[str, Any] | None = None
    """The question the assistant asked back: need, aspect, service, candidates."""
    compared: str | None = None
    """The fact (see compare_fact) of the comparison before this message, or of one that waits for its service."""
    failures: int = 0
    conversation: str = ""
    """Its id, under which a form is kept."""
    service: str | None = None
    """The service this turn is about, once it is clear."""
    municipality: str | None = None

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The finder's candidates for this message."""
        return self.found.candidates


def read(tracker: Any) -> Question:
    """The Question of the latest message. Raises SQLAlchemyError if the directory cannot be read."""
    question = message_only(tracker)
    if not question.text:
        return resolve(question)
    entities = tracker.latest_message.get("entities") or []
    spans = [(e["start"], e["end"]) for e in entities if e["entity"] == "place"]
    encoded = Encoded.from_json(tracker.latest_message.get("sentence_vector"))
    found = desk.finder().find(question.text, ignore=spans, encoded=encoded)
    # „Nein danke“ asks nothing more; „nein, abmelden“ names something.
    asks_on = question.intent in _ASKS_ON or (question.intent == "deny" and found.decision == "several")
    if question.previous_service and asks_on and not question.town_hall:
        placeless = without_spans(question.text, spans)
        moves_on = question.intent == "follow_up" and not question.towns and question.day is None
        found = context.in_context(found, placeless, question.previous_service, desk.finder().find, moves_on)
        found = context.said_before(found, question.earlier_services)
    return resolve(replace(question, found=found))


def message_only(tracker: Any) -> Question:
    """What the tracker alone says, without a look into the directory."""
    pending = tracker.get_slot("pending") or {}
    message = tracker.latest_message
    metadata = message.get("metadata") or {}
    text = message.get("text") or ""
    intent = message.get("intent") or {}
    entities = message.get("entities") or []
    places = [e for e in entities if e["entity"] == "place" and not e.get("negated")]
    towns = tuple(dict.fromkeys(str(e["value"]) for e in places if not str(e["value"]).startswith("outside/")))
    beyond = (str(e["value"]) for e in places if str(e["value"]).startswith("outside/") and not e.get("incidental"))
    outside = next(beyond, None)
    now = _in_berlin(datetime.fromisoformat(metadata["now"])) if metadata.get("now") else datetime.now(BERLIN)
    command = text.startswith("/")
    chosen = languages.supported(tracker.get_slot("language") or metadata.get("language"))
    detected = language_guess.guess(text) if chosen == GERMAN and not tracker.get_slot("language") else None
    return Question(
        text="" if command else text,
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        now=now,
        ranking=tuple((str(r["name"]), float(r["confidence"])) for r in message.get("intent_ranking") or ()),
        language=detected or chosen,
        language_detected=detected is not None,
        towns=towns,
        outside=outside if not towns else None,
        part=next((e["part"] for e in places if e.get("part")), None),
        origin=_by_role(places, "from"),
        destination=_by_role(places, "to"),
        day=_day(entities, now),
        town_hall=bool(_TOWN_HALL.search(text)) and not command,
        chosen={e["entity"]: str(e["value"]) for e in entities if e["entity"] in _CHOICES},
        previous_service=tracker.get_slot("service"),
        earlier_services=_earlier_services(tracker),
        previous_municipality=tracker.get_slot("municipality") or metadata.get("municipality"),
        previous_aspect=tracker.get_slot("aspect"),
        previous_day=tracker.get_slot("day"),
        pending=None if pending.get("need") == "comparison" else pending or None,
        compared=pending.get("fact"),
        failures=int(tracker.get_slot("failures") or 0),
        conversation=tracker.sender_id,
    )


def _earlier_services(tracker: Any) -> tuple[str, ...]:
    """From the events of the conversation; only the last few count."""
    said = [
        str(event["value"])
        for event in reversed(tracker.events)
        if event.get("event") == "slot" and event.get("name") == "service" and event.get("value")
    ]
    return tuple(dict.fromkeys(said))[:_REMEMBERED]


def _by_role(places: list[dict[str, Any]], role: str) -> NamedPlace | None:
    return next((NamedPlace(str(e["value"]), e.get("part")) for e in places if e.get("role") == role), None)


def _day(entities: list[dict[str, Any]], now: datetime) -> days.DayQuestion | None:
    day = next((str(e["value"]) for e in entities if e["entity"] == "day"), None)
    time = next((e for e in entities if e["entity"] == "time"), None)
    window = Window(time["begins"], time["ends"], time["said"], time["whole"]) if time else None
    return days.resolve(day, window, now)


def _in_berlin(now: datetime) -> datetime:
    """Late in the evening of UTC it is the next day in Coesfeld."""
    return now.astimezone(BERLIN) if now.tzinfo else now


def resolve(question: Question) -> Question:
    """Settle service and place from this message and from what was said before."""
    detail_only = question.intent == "follow_up" and (question.towns or question.day)
    if weighing.is_place_change(question) or detail_only:
        # Only the place or the day changes: likeness of the remaining words to a service means nothing.
        question = replace(question, found=_NOTHING_FOUND)
    else:
        question = replace(question, found=weighing.weigh_subject(question))
    municipality = _town_meant(question) or question.previous_municipality
    return replace(question, service=_service_meant(question), municipality=municipality)


def _town_meant(question: Question) -> str | None:
    """The first town that is named; of a way, the one where it begins."""
    origin = question.origin
    if origin is not None and origin.slug in question.towns and question.intent in ("journey", "departures"):
        return origin.slug
    return question.towns[0] if question.towns else None


def _service_meant(question: Question) -> str | None:
    found = question.found
    if found.decision == "one":
        return found.candidates[0].service
    if found.decision == "none":
        # „und was kostet das?“ keeps the service that was talked about; a question about the town hall drops it.
        return None if question.town_hall else question.previous_service
    # Among several candidates, the service of the conversation is meant; also if the words point back to it.
    if _POINTS_BACK.search(question.text):
        return question.previous_service
    offered = {candidate.service for candidate in found.candidates[:4]}
    return question.previous_service if question.previous_service in offered else None
