"""What happens to a sentence on its way from a head to a keyboard: pure, repeatable by their random source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

Disturbance = Callable[[str, Random], str]

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_LOST = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s", "Ä": "A", "Ö": "O", "Ü": "U"})
_CYRILLIC = str.maketrans("aeocpxyABEHKMOPCTX", "аеосрхуАВЕНКМОРСТХ")
_GREEK = str.maketrans("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_LONG = 8


def _neighbour(letter: str, random: Random) -> str:
    row = next((row for row in _ROWS if letter.lower() in row), letter)
    at = row.find(letter.lower())
    return random.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)] or [letter])


def _long_word(text: str, random: Random) -> tuple[int, int]:
    """Start and end of one of the long words, else of the longest."""
    spans = [match.span() for match in re.finditer(r"\w+", text)]
    return random.choice([s for s in spans if s[1] - s[0] >= _LONG] or [max(spans, key=lambda s: s[1] - s[0])])


def _in_long_word(text: str, random: Random, change: Callable[[str, str], str]) -> str:
    """`change(letter, next letter)` replaces both, somewhere within a long word."""
    start, end = _long_word(text, random)
    at = random.randrange(start + 1, end - 2)
    return text[:at] + change(text[at], text[at + 1]) + text[at + 2 :]


def _glued(text: str, random: Random) -> str:
    gaps = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    at = random.choice(gaps)
    return text[:at] + text[at + 1 :].lstrip()


def _between_letters(text: str, what: str) -> str:
    return re.sub(r"(?<=\w)(?=\w)", what, text)


SLIPS = frozenset({"keyboard neighbour", "letters swapped", "letter lost", "letter doubled", "two words glued"})

DISTURBANCES: dict[str, Disturbance] = {
    "umlauts as ae oe ue": lambda text, _: text.translate(_SPELT),
    "umlauts lost": lambda text, _: text.translate(_LOST),
    "umlauts decomposed": lambda text, _: unicodedata.normalize("NFD", text),
    "keyboard neighbour": lambda text, random: _in_long_word(text, random, lambda a, b: _neighbour(a, random) + b),
    "letters swapped": lambda text, random: _in_long_word(text, random, lambda a, b: b + a),
    "letter lost": lambda text, random: _in_long_word(text, random, lambda a, b: b),
    "letter doubled": lambda text, random: _in_long_word(text, random, lambda a, b: a + a + b),
    "letter stretched": lambda text, random: _in_long_word(text, random, lambda a, b: a * 5 + b),
    "two words glued": _glued,
    "capitals": lambda text, _: text.upper(),
    "lower case, bare": lambda text, _: re.sub(r"[^\w\s-]", "", text.lower()),
    "emoji around": lambda text, _: f"🙏😊 {text} 👍🏽🇩🇪",
    "punctuation": lambda text, _: f"...{text.rstrip('?')}?!?!!! :-)",
    "polite": lambda text, _: f"Guten Tag zusammen, {text} Vielen Dank und schöne Grüße",
    "Cyrillic look-alikes": lambda text, _: text.translate(_CYRILLIC),
    "Greek look-alikes": lambda text, _: text.translate(_GREEK),
    "full width": lambda text, _: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "mathematical letters": lambda text, _: "".join(
        chr(0x1D41A + ord(c) - ord("a")) if "a" <= c <= "z" else c for c in text
    ),
    "zero width": lambda text, _: _between_letters(text, "\u200b"),
    "soft hyphens": lambda text, _: re.sub(r"(?<=\w{3})(?=\w{3})", "\u00ad", text),
    "spaces of other kinds": lambda text, _: text.replace(" ", "\u00a0\u2003"),
    "HTML around": lambda text, _: f"<p>{text.replace(' ', '&nbsp;', 1)}<br/></p>",
    "HTML within": lambda text, _: re.sub(r"(\w{8,})", r"<b class='x'>\1</b>", text),
    "Markdown": lambda text, _: re.sub(r"(\w{8,})", r"**\1**", f"> {text}"),
}
"""Name → the sentence as it arrives."""
