"""Several questions in one message, answered in one reply: each in its part, the service and the office once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from actions import cues, desk, office_phrases, pair
from actions.answer import Answer, Choice, Phrase
from actions.question import Question
from actions.routing import capability as by_aspect
from actions.values import listed
from bot.content.aspect_cues import ASPECTS

if TYPE_CHECKING:
    from actions.capability import Capability

_ALIKE = ({"office", "address", "contact"}, {"hours", "open_now"})
"""Aspects whose answers tell the same: of each, the one recognised is enough."""
_ANSWERS = ("answered", "answered_partly")
_WHERETO = frozenset({"office", "contact", "address"})
_ITEMS = {"fee.known": "fees", "documents.known": "items", "requirements.known": "items", "duration.known": "items"}
_UNKNOWN = frozenset({"fee.unknown", "documents.unknown", "requirements.unknown", "duration.unknown", "online.unknown"})
_SAID_BY_OFFICE = frozenset({"office.answer", "office.answer_everywhere"})
_OFFICE = frozenset({"office.reason", "office.reach", "office.site", "office.ask"})


def answer(capability: Capability, question: Question, session: Session) -> Answer:
    """The answer of `capability`, completed by what else the message asks, also about a second service."""
    both = pair.named(question, desk.finder().find) if capability.key in ASPECTS else ()
    if not both:
        return complete(capability.answer(question, session), question, session)
    answers = [capability.answer(pair.about(question, service), session) for service in both]
    for aspect in _further(question, answers[0]):
        answers += [by_aspect(aspect).answer(pair.about(question, service), session) for service in both]
    told = [one for one in answers if one.status in _ANSWERS]
    # Where the place has to be asked first, the answer to it can go on with one service only.
    return _joined(told) if len(told) > 1 else complete(answers[0], question, session)


def complete(main: Answer, question: Question, session: Session, also: Sequence[str] | None = None) -> Answer:
    """`main` and the answers to `also` (aspects), by default those heard in the message or kept from the one before."""
    also = _further(question, main) if also is None else also
    if not also:
        return main
    if main.status == "clarify":
        pending = {**main.remember.get("pending", {}), "further": list(also)}
        return replace(main, remember={**main.remember, "pending": pending})
    if main.status not in _ANSWERS:
        return main
    settled = replace(question, service=main.service or question.service)
    others = [by_aspect(aspect).answer(settled, session) for aspect in also]
    whole = _joined([main, *(one for one in others if one.status in _ANSWERS)])
    open_ = [one for one in others if one.status == "clarify" and one.remember["pending"]["need"] == "municipality"]
    if not open_:
        return whole
    # What is the same everywhere has been told; the rest needs the place.
    pending = {**open_[0].remember["pending"], "further": [one.aspect for one in open_[1:]]}
    return replace(
        whole,
        phrases=(*whole.phrases, Phrase("overview.where")),
        choices=open_[0].choices,
        remember={**whole.remember, "pending": pending},
    )


def _further(question: Question, main: Answer) -> tuple[str, ...]:
    if main.aspect not in ASPECTS:
        return ()
    aspects = cues.heard(question.text)
    pending = question.pending or {}
    if not aspects and main.aspect == pending.get("aspect"):
        aspects = tuple(pending.get("further", ()))
    alike = next((group for group in _ALIKE if main.aspect in group), {main.aspect})
    return tuple(aspect for aspect in aspects if aspect not in alike)


def _joined(answers: Sequence[Answer]) -> Answer:
    """One answer of several; what it is about is the first one's."""
    main, told = answers[0], {f"aspect={one.aspect}" for one in answers}
    choices: list[Choice] = [choice for choice in main.choices if choice.payload not in told]
    remember = {name: value for one in reversed(answers) for name, value in one.remember.items()}
    return replace(
        main,
        status="answered" if all(one.status == "answered" for one in answers) else "answered_partly",
        phrases=tuple(_composed(answers)),
        organisation=main.organisation or next((one.organisation for one in answers if one.organisation), None),
        choices=tuple(choices),
        remember=remember,
    )


def _composed(answers: Sequence[Answer]) -> list[Phrase]:
    """Part by part, the office once at the end; where the offices differ, each beside its part."""
    if len(answers) == 1:
        return list(answers[0].phrases)
    if len({one.service for one in answers}) > 1:
        ends = [_office(one.phrases) for one in answers]
        if any(end != ends[0] for end in ends):
            return _once(phrase for one in answers for phrase in one.phrases)
        return [*_once(p for one in answers for p in one.phrases if p.key not in _OFFICE), *ends[0]]
    phrases = _once(phrase for one in answers for phrase in one.phrases)
    matter = _once(p for one in answers if one.aspect not in _WHERETO for p in one.phrases if p.key not in _OFFICE)
    beside = [p for p in phrases if p not in matter and p.key not in _OFFICE | _SAID_BY_OFFICE]
    named = [phrase for phrase in matter if "service" in phrase.values]
    if len(named) != 1:
        name = next((phrase.values["service"] for phrase in phrases if "service" in phrase.values), None)
        matter = [*([Phrase("overview.title", {"service": name})] if name else []), *_headed(matter)]
    return [*matter, *_office(phrases), *beside]


def _once(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Without repetition; for which area something holds belongs to each part."""
    kept: list[Phrase] = []
    for phrase in phrases:
        if phrase.key == "layer.own" or phrase not in kept:
            kept.append(phrase)
    return kept


def _office(phrases: Iterable[Phrase]) -> list[Phrase]:
    """The office blocks, each with the name of the office; its official page is told by the block itself."""
    told = tuple(phrases)
    answered = next((phrase for phrase in told if phrase.key in _SAID_BY_OFFICE), None)
    blocks = [phrase for phrase in told if phrase.key in _OFFICE]
    if answered is not None:
        blocks = _once(office_phrases.named(blocks, answered.values["office"]))
    reached = any(block.key == "office.reach" for block in blocks)
    return [block for block in blocks if not (reached and block.key == "office.ask")]


def _headed(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Each part below a short heading, as the service stands above all; what is not on file in one sentence."""
    unknown = [phrase for phrase in phrases if phrase.key in _UNKNOWN]
    headed: list[Phrase] = []
    for phrase in phrases:
        if phrase.key == "overview.title":
            continue
        if len(unknown) > 1 and phrase in unknown:
            if phrase is unknown[0]:
                headed.append(Phrase("together.unknown", {"what": listed([_title(one) for one in unknown])}))
            continue
        headed.append(_part(phrase))
    return headed


def _part(phrase: Phrase) -> Phrase:
    items = _ITEMS.get(phrase.key)
    if items is None:
        return phrase
    values = {"title": _title(phrase), "items": phrase.values[items]}
    return Phrase("together.part", values, phrase.sources, phrase.links)


def _title(phrase: Phrase) -> Phrase:
    return Phrase(f"aspect.{phrase.key.partition('.')[0]}")
