"""Which fact a comparison is about: a few plain words decide, else what the model heard beside „compare“."""

from __future__ import annotations

import re

from actions.question import Question

OFFERED = "offered"
"""Who does it at all."""
OTHER = "other"
"""Something that cannot be compared (duration, documents, rules)."""
OF_OFFICES = frozenset({"hours", "open_now", "appointment", "contact", "address"})
"""Facts that an office has without any service."""
# The first that is found decides: „online einen Termin“ asks for an appointment, „samstags günstiger“ for a fee.
_WORDS = (
    (
        "fee",
        r"kost(?:et|en\b)|gebühr|gebuehr|steuers[aä]tz|hebes[aä]tz|teuer|billig|günstig|guenstig|preis|gratis|umsonst",
    ),
    ("fee", r"zahl(?:en|t)\b|niedrig|\bhöchst|\beuro\b|€|cheap|ucuz"),
    ("appointment", r"termin"),
    ("online", r"online|internet|digital|formular|vom sofa"),
    ("contact", r"telefon|nummer|e-?mail|erreichbar"),
    ("address", r"adresse|anschrift"),
    ("open_now", r"(?:\bjetzt|gerade|im moment|momentan|aktuell|derzeit)\b.*\b(?:auf|offen|geöffnet|geoeffnet|zu)\b"),
    ("open_now", r"\b(?:auf|offen|geöffnet|geoeffnet)\b.*\b(?:jetzt|gerade|im moment|momentan|aktuell|derzeit)\b"),
    ("hours", r"geöffnet|geoeffnet|offen\b|öffnung|oeffnung|\bauf\b|\bzu\s+(?:hat|ist)\b|schließ|\bopen\b"),
    (OTHER, r"schnell|dauer|kürzeste|wartezeit|frist|unterlagen|regel|erlaubt|verboten|streng"),
)
_HEARD = {"office": OFFERED, "overview": OFFERED, **dict.fromkeys(("duration", "documents", "requirements"), OTHER)}
_LOUD = 0.03


def fact(question: Question) -> str:
    """`fee`, `online`, `appointment`, `open_now`, `hours`, `contact`, `address`, `offered` or `other`.

    A short „und in Senden und Nottuln?“ keeps the fact of the comparison before it.
    """
    low = question.text.casefold()
    named = next((name for name, pattern in _WORDS if re.search(pattern, low)), None)
    if named in ("hours", "open_now") or (named is None and question.day is not None):
        return _when(question, named)
    return named or question.compared or _heard(question)


def points_back(question: Question) -> bool:
    """„Ist das in Senden billiger?“: what is meant has been said before, or has to be asked."""
    return re.search(r"\b(?:das|es|dies|davon)\b", question.text.casefold()) is not None


def _when(question: Question, named: str | None) -> str:
    """„Jetzt“ means this moment, unless another time or day is named."""
    day = question.day
    elsewhere = day is not None and (day.window or day.until or day.date != question.now.date())
    now = named == "open_now" or (named == "hours" and question.intent == "open_now" and day is None)
    return "open_now" if now and not elsewhere else "hours"


def _heard(question: Question) -> str:
    facts = OF_OFFICES | {"fee", "online"} | _HEARD.keys()
    heard = [(share, name) for name, share in question.ranking if name in facts and share >= _LOUD]
    if not heard:
        return OFFERED if question.service else "hours"
    name = max(heard)[1]
    return _HEARD.get(name, name)
