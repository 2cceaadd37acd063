"""Spellings folded to one: what citizens type without umlauts, capitals or dots compares equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, ä → ae, ß → ss, other accents removed: `Bürgerbüro` → `buergerbuero`. For German rules;
    ł and ı, which have no accent to remove, too: danger is called out in Polish and Turkish as well."""
    return strip_accents(unicodedata.normalize("NFC", text).lower().translate(_DIGRAPHS))


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """As `fold`, and ae/oe/ue as a/o/u too: Dülmen, Duelmen and Dulmen give `dulmen`. For names only."""
    return re.sub(r"([aou])e", r"\1", fold(text))


def strip_accents(text: str) -> str:
    """Latin letters without their accents; other scripts keep theirs (й is not и with a hat)."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        out.append(parts[0] if len(parts) > 1 and parts[0].isascii() else letter)
    return "".join(out)


def words(text: str) -> list[tuple[str, int, int]]:
    """(word, start, end) of every run of letters and digits; hyphens and punctuation separate."""
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
