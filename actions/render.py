"""Answer → Outcome: the only place where text is made."""

from __future__ import annotations

from actions import switching
from actions.answer import Answer, Choice, LinkFact, Phrase
from actions.outcome import Button, Link, Outcome, SourceNote
from actions.question import Question
from actions.speaker import Speaker
from bot import languages
from bot.directory.facts import Place, Source


def render(answer: Answer, question: Question, place: Place | None = None) -> Outcome:
    """Put `answer` into words in its language, else the question's; the `place` it is for is always shown."""
    speaker = Speaker(answer.language or question.language)
    sources = tuple(dict.fromkeys(source for phrase in answer.phrases for source in phrase.sources))
    paragraphs = [speaker.spell(phrase) for phrase in answer.phrases]
    answers = answer.status in ("answered", "answered_partly")
    if place is not None and answers and not any(place.name in paragraph for paragraph in paragraphs):
        paragraphs.append(speaker.say("place.named", {"place": place.official_name}))
    if sources:
        paragraphs.append("\n".join(speaker.spell(_source_line(source)) for source in sources))
    detected = question.language_detected and answer.language is None
    if detected:
        paragraphs.append(speaker.say("translation.detected", {}))
    choices = (*answer.choices, *((switching.choice(languages.GERMAN),) if detected else ()))
    buttons = tuple(_button(choice, speaker) for choice in choices)
    links = tuple(_link(link, speaker) for link in dict.fromkeys(link for p in answer.phrases for link in p.links))
    if speaker.unreviewed:
        paragraphs.append(speaker.say("translation.unreviewed", {}))
    return Outcome(
        status=answer.status,
        text="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        aspect=answer.aspect,
        service=answer.service,
        municipality=answer.municipality,
        organisation=answer.organisation,
        candidates=answer.candidates,
        buttons=buttons,
        links=links,
        sources=tuple(SourceNote(s.url, s.as_of.isoformat(), s.state, s.title) for s in sources),
        language=speaker.language,
        intent=question.intent or None,
        confidence=round(question.confidence, 4),
    )


def _source_line(source: Source) -> Phrase:
    key = "source.verified" if source.state == "verified" else "source.unverified"
    return Phrase(key, {"title": source.title, "url": source.url, "as_of": source.as_of})


def _button(choice: Choice, speaker: Speaker) -> Button:
    title = speaker.spell(choice.title) if choice.title else speaker.say(f"button.{choice.key}", {})
    return Button(title, choice.payload)


def _link(link: LinkFact, speaker: Speaker) -> Link:
    label = speaker.say(f"link.{link.kind}", {"name": link.name, "value": link.value or link.url})
    return Link(label, link.url, link.kind)
