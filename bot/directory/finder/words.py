"""From a message to the words a service can be found by: folding, stems, words to pass over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot import paths

STOPWORDS = paths.NLU / "finder_stopwords.txt"
EQUIVALENTS = paths.NLU / "finder_equivalents.txt"

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Letters that lose nothing but a stroke or gain a dot: people leave these out.
_PLAIN = str.maketrans("łıđøґ", "lidoг")
# Accents of Latin and Cyrillic letters, vowel signs and hamza of Arabic ones.
_COMBINING = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]+")
_SPELLED_OUT = re.compile(r"(?<![aeiouq])([aou])e(?=[bcdfghjklmnpqrstvwxz])")
_SEPARABLE = re.compile(
    r"^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|zusammen|wieder)(?:ge|zu)(?=[a-z]{4,}(?:t|en)$)"
)


@dataclass(frozen=True)
class Word:
    """A word: folded (hyphens closed up), its stem, the stems a hyphen shows, and whether the finder passes over it."""

    folded: str
    stem: str
    parts: tuple[str, ...] = ()
    stops: bool = False


def fold(text: str) -> str:
    """Lower case without umlauts: `Führerschein`, `FUEHRERSCHEIN` and `Fuhrerschein` become one."""
    return _SPELLED_OUT.sub(r"\1", _without_accents(text))


def _without_accents(text: str) -> str:
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """A light German stem, the same for `anmelden`, `angemeldet`, `anzumelden` and `Anmeldung`."""
    root = _strip(folded)
    return _equivalents().get(root, root)


def _strip(word: str) -> str:
    word = _SEPARABLE.sub(r"\1", word)
    if word.startswith("ge") and len(word) > 6 and word.endswith(("t", "en")):
        word = word[2:]
    for ending in ("ungen", "ung"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    while len(word) > 3:
        if len(word) > 5 and word.endswith(("em", "er", "nd")):
            word = word[:-2]
        elif (word[-1] in "tesn" and len(word) > 4) or word[-1] in "en":
            word = word[:-1]
        else:
            break
    return word


def words(text: str, ignore: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """All words of `text` outside the spans of `ignore`, function words included."""
    for start, end in ignore:
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return [_word(token) for token in _WORD.findall(_without_accents(text))]


def content_words(text: str, ignore: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words that count."""
    return [word for word in words(text, ignore) if not word.stops]


def closed_up(text: str, ignore: Sequence[tuple[int, int]], known: frozenset[str]) -> list[Word]:
    """Like `content_words`; neighbours which `known` has as one word are closed up (`hunde steuer`)."""
    found: list[Word] = []
    rest = words(text, ignore)
    while rest:
        word = rest.pop(0)
        if rest and len(word.folded) > 1 and word.folded + rest[0].folded in known:
            following = rest.pop(0)
            together = word.folded + following.folded
            found.append(Word(together, stem(together), tuple(w.stem for w in (word, following) if not w.stops)))
        elif not word.stops:
            found.append(word)
    return found


def is_stopword(folded: str) -> bool:
    """Whether the finder passes over this word."""
    return folded in stopwords() or (len(folded) == 1 and not folded.isdigit())


@lru_cache(maxsize=65536)
def _word(token: str) -> Word:
    pieces = fold(token).split("-")
    folded = "".join(pieces)
    shown = tuple(stem(piece) for piece in pieces if len(piece) >= 3 and not is_stopword(piece))
    return Word(folded, stem(folded), shown if len(pieces) > 1 else (), is_stopword(folded))


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """The words to pass over, folded."""
    return frozenset(fold(word).replace("-", "") for line in _lines(STOPWORDS) for word in line.split())


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, str]:
    groups = ([_strip(fold(word)) for word in line.split()] for line in _lines(EQUIVALENTS))
    return {root: group[0] for group in groups for root in group}


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
