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

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELLED_OUT = re.compile(r"(?<![aeiouq])([aou])e(?=[bcdfghjklmnpqrstvwxz])")
_SEPARABLE = re.compile(
    r"^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|zusammen|wieder)(?:ge|zu)(?=[a-z]{4,}(?:t|en)$)"
)


@dataclass(frozen=True)
class Word:
    """A word that counts: folded (hyphens closed up), its stem, and the stems a hyphen shows."""

    folded: str
    stem: str
    parts: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Lower case without umlauts: `Führerschein`, `FUEHRERSCHEIN` and `Fuhrerschein` become one."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return _SPELLED_OUT.sub(r"\1", plain)


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


def words(text: str, ignore: Sequence[tuple[int, int]] = ()) -> Iterator[Word]:
    """All words of `text` outside the spans of `ignore`, function words included."""
    for start, end in ignore:
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    for match in _WORD.finditer(fold(text)):
        pieces = match.group().split("-")
        folded = "".join(pieces)
        long_pieces = [piece for piece in pieces if len(piece) >= 3 and not is_stopword(piece)]
        yield Word(folded, stem(folded), tuple(map(stem, long_pieces)) if len(pieces) > 1 else ())


def content_words(
    text: str, ignore: Sequence[tuple[int, int]] = (), joined: frozenset[str] = frozenset()
) -> list[Word]:
    """The words that count. Neighbours which `joined` knows as one word are closed up (`hunde steuer`)."""
    found: list[Word] = []
    everything = list(words(text, ignore))
    skip = False
    for i, word in enumerate(everything):
        if skip:
            skip = False
            continue
        following = everything[i + 1] if i + 1 < len(everything) else None
        if following is not None and len(word.folded) > 1 and word.folded + following.folded in joined:
            together = word.folded + following.folded
            found.append(Word(together, stem(together), tuple(w.stem for w in (word, following) if not _stops(w))))
            skip = True
        elif not _stops(word):
            found.append(word)
    return found


def is_stopword(folded: str) -> bool:
    """Whether the finder passes over this word."""
    return folded in _stopwords()


def _stops(word: Word) -> bool:
    return is_stopword(word.folded) or (len(word.folded) == 1 and not word.folded.isdigit())


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(fold(word).replace("-", "") for line in _lines(STOPWORDS) for word in line.split())


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, str]:
    groups = ([_strip(fold(word)) for word in line.split()] for line in _lines(EQUIVALENTS))
    return {root: group[0] for group in groups for root in group}


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
