"""What a citizen typed, made safe for everything behind the edge. Pure: text in, text out, never raises."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from connectors.legible import one_script, plain_letter, unstretched, without_markup
from connectors.masking import mask
from connectors.shorten import excerpt, shorten

MAX_LENGTH = 1_000
"""Characters handed to Rasa at most: 9 kB already block its process for 0.2 s, 90 kB for 6 s."""

_EXAMINED = 20_000
"""Characters looked at in detail at most, so that the work stays the same for a text of any length."""

_MAX_COMBINING = 3
"""Accents kept on one letter; more is decoration, and normalising long runs of them takes quadratic time."""

_DECORATION = re.compile("[\u0300-\u036f]+")
"""Accents that make no letter of an alphabet with the letter before them."""

_SLASHES = "/\uff0f\u2044\u2215\u29f8\u2571"
"""Solidus and its look-alikes: a text that begins with one would be read as a command by Rasa."""


@dataclass(frozen=True)
class Prepared:
    """A typed text as it may be stored, logged and passed on."""

    text: str
    empty: bool
    """No letter and no digit: nothing typed, only an emoji, only punctuation."""


def prepare(text: str) -> Prepared:
    """Normalise, mask personal data, cap at `MAX_LENGTH` characters and take away a leading command slash."""
    clean = unstretched(one_script(_clean(without_markup(excerpt(text, _EXAMINED)))))
    safe = shorten(mask(clean), MAX_LENGTH).lstrip(_SLASHES + " ").rstrip()
    empty = not any(character.isalnum() for character in safe)
    return Prepared("" if empty else safe, empty)


def _clean(text: str) -> str:
    """NFC with plain letters, without control, format, private and surrogate characters, white space collapsed."""
    kept: list[str] = []
    combining = 0
    for character in text:
        if character.isspace():
            kept.append(" ")
        elif unicodedata.combining(character):
            combining += 1
            if combining <= _MAX_COMBINING:
                kept.append(character)
            continue
        elif unicodedata.category(character)[0] != "C":
            kept.append(plain_letter(character))
        combining = 0
    composed = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(_DECORATION.sub("", composed).split())
