"""Another language of replies: „auf Türkisch bitte“, „English please“, „Leichte Sprache“, a button."""

from __future__ import annotations

import re

from actions.answer import Answer, Choice, Phrase
from actions.question import Question
from bot import language_guess, languages
from bot.languages import GERMAN, PLAIN

COMMAND = "language-"
"""Begins the command of a button that switches; the tag follows."""
_NO_GERMAN = re.compile(
    r"\b(?:kein\w*|nix|nicht|wenig|schlecht\w*|don.?t|no|not|nie|не|bilmiyorum|لا)\b.{0,30}"
    r"(?:deutsch|german|niemieck|німецьк|немецк|الألمانية)|deutsch\w* (?:sehr |so |nicht |ist )*(?:schlecht|schwer|gut)"
    r"|almanca\w* (?:bilmiyorum|kötü|konuşamıyorum|yok)"
)
_PLAIN_OFF = re.compile(r"\b(?:aus|ausschalten|abschalten|normal\w*|statt|nicht in leicht\w*|beenden)\b")
_OFFERED_AGAIN = frozenset({"documents", "fee", "duration", "online", "appointment", "hours"})
"""Aspects that have a button."""


def to(tag: str, question: Question) -> Answer:
    """Reply in that language from now on; a tag that no button offers gets all of them to choose from."""
    if tag not in {language.tag for language in languages.ALL}:
        return offered(question)
    again = question.previous_aspect
    choices = (Choice(f"aspect={again}", key=again),) if again in _OFFERED_AGAIN and question.previous_service else ()
    others = () if tag == GERMAN else (choice(GERMAN),)
    return Answer("settings", (Phrase("settings.language_set"),), choices=(*choices, *others), language=tag)


def offered(question: Question) -> Answer:
    """Which language, by a button in each."""
    choices = tuple(choice(language.tag) for language in languages.ALL)
    return Answer("settings", (Phrase("settings.language"),), choices=choices, remember={"pending": question.pending})


def choice(tag: str) -> Choice:
    """The button that switches to a language, in that language."""
    return Choice(f"command={COMMAND}{tag}", languages.by_tag(tag).name)


def wished(question: Question) -> Answer:
    """The language that a message names or is written in; without any, all are offered."""
    low = question.text.casefold()
    named = _named(low)
    written = language_guess.guess(question.text)
    if named == question.language:
        # „Warum antwortest du auf Englisch?“
        named = GERMAN if named != GERMAN else None
    tag = named or written
    return to(tag, question) if tag else offered(question)


def plain(question: Question) -> Answer:
    """Leichte Sprache on or off. Whoever reads another language is not given German instead, but asked."""
    if question.language not in (GERMAN, PLAIN):
        phrases = (Phrase("settings.plain_language"),)
        return Answer("settings", phrases, choices=(choice(PLAIN), choice(GERMAN)))
    off = question.language == PLAIN and _PLAIN_OFF.search(question.text.casefold())
    return to(GERMAN if off else PLAIN, question)


def _named(low: str) -> str | None:
    """The language that is named first, where German that somebody does not speak does not count."""
    low = _NO_GERMAN.sub(" ", low)
    found = [(match.start(), one.tag) for one in languages.ALL if (match := re.search(one.called, low))]
    return min(found)[1] if found else None
