"""Answer → Outcome: the only place where text is made."""

from __future__ import annotations

from datetime import date

from actions.answer import Answer, Choice, LinkFact
from actions.outcome import Button, Link, Outcome, SourceNote
from actions.question import Question
from actions.wording import say
from bot.directory.facts import Place, Source


def render(answer: Answer, question: Question, place: Place | None = None) -> Outcome:
    """Put `answer` into words in the question's language; the `place` it is for is always shown."""
    language = question.language
    sources = tuple(dict.fromkeys(source for phrase in answer.phrases for source in phrase.sources))
    paragraphs = [say(phrase.key, phrase.values, language) for phrase in answer.phrases]
    answers = answer.status in ("answered", "answered_partly")
    if place is not None and answers and not any(place.name in paragraph for paragraph in paragraphs):
        paragraphs.append(say("place.named", {"place": place.official_name}, language))
    if sources:
        paragraphs.append("\n".join(_source_line(source, language) for source in sources))
    links = dict.fromkeys(link for phrase in answer.phrases for link in phrase.links)
    return Outcome(
        status=answer.status,
        text="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        aspect=answer.aspect,
        service=answer.service,
        municipality=answer.municipality,
        organisation=answer.organisation,
        candidates=answer.candidates,
        buttons=tuple(_button(choice, language) for choice in answer.choices),
        links=tuple(_link(link, language) for link in links),
        sources=tuple(SourceNote(s.url, s.as_of.isoformat(), s.state, s.title) for s in sources),
        language="de",
        intent=question.intent or None,
        confidence=round(question.confidence, 4),
    )


def _source_line(source: Source, language: str) -> str:
    key = "source.verified" if source.state == "verified" else "source.unverified"
    return say(key, {"title": source.title, "url": source.url, "as_of": german_date(source.as_of)}, language)


def _button(choice: Choice, language: str) -> Button:
    return Button(choice.title or say(f"button.{choice.key}", {}, language), choice.payload)


def _link(link: LinkFact, language: str) -> Link:
    label = say(f"link.{link.kind}", {"name": link.name, "value": link.value or link.url}, language)
    return Link(label, link.url, link.kind)


def german_date(day: date) -> str:
    """08.06.2026"""
    return day.strftime("%d.%m.%Y")


def euros(cents: int) -> str:
    """4600 → 46,00 €; 123456 → 1.234,56 €"""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d} €"
