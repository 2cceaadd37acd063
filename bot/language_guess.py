"""In which of our languages a message is written, if that is sure: by its script, else by its small words.

German is the rule and every doubt counts for it: a wrong guess would answer a German in a foreign language, while a
missed one only asks the citizen to press a button. Platt has no reply language of its own and stays German.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from bot import paths

_UKRAINIAN_ENDING, _RUSSIAN_ENDING = re.compile(r"ння$|[аиіїуяо]ти$"), re.compile(r"[аеиоуя]ть$|ние$|[оеё]го$|ую$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_OTHER_ARABIC = re.compile(r"[\u067e\u0686\u0698\u06a9\u06af\u06cc\u0679\u0688\u0691\u06ba\u06d2]")
"""Letters of Persian, Dari, Urdu and Kurdish, which Arabic does not have."""
_UKRAINIAN, _RUSSIAN = re.compile(r"[іїєґ]"), re.compile(r"[ыэёъ]")
# Letters and endings that German words do not have: a word with one is as good as a small word.
_LIKE = {
    "en": re.compile(r"(?!)"),
    "tr": re.compile(r"[ığşç]|['’](?:d[ea]n?|t[ea]n?|n?[iıuü]n|y?[eaıiuü])$"),
    "pl": re.compile(r"[ąćęłńśźż]"),
}
_MIN_WORDS, _MIN_HITS, _MIN_SHARE, _LEAD = 3, 2, 0.3, 2
_MANY_WORDS = 4


def guess(text: str) -> str | None:
    """A tag of bot/languages.py other than German that `text` is surely written in, else None."""
    low = text.casefold().replace("i̇", "i")
    words = _WORD.findall(low)
    letters = sum(character.isalpha() for character in low)
    if len(_ARABIC.findall(low)) * 2 > letters:
        return None if _OTHER_ARABIC.search(low) else "ar"
    if len(_CYRILLIC.findall(low)) * 2 > letters:
        return _cyrillic(low, words)
    return _latin(words)


def _cyrillic(low: str, words: list[str]) -> str | None:
    known = _small_words()
    ukrainian = 3 * len(_UKRAINIAN.findall(low)) + sum(
        word in known["uk"] or bool(_UKRAINIAN_ENDING.search(word)) for word in words
    )
    russian = 3 * len(_RUSSIAN.findall(low)) + sum(
        word in known["ru"] or bool(_RUSSIAN_ENDING.search(word)) for word in words
    )
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    # Hardly a Ukrainian sentence of that length is without its і.
    return "ru" if ukrainian == 0 and len(words) >= _MANY_WORDS else None


def _latin(words: list[str]) -> str | None:
    """The language with by far the most of its small words; German ones rule it out, but for one in ten."""
    known = _small_words()
    if len(words) < _MIN_WORDS or sum(word in known["de"] for word in words) > len(words) // 10:
        return None
    hits = {tag: sum(word in known[tag] or bool(like.search(word)) for word in words) for tag, like in _LIKE.items()}
    best = max(hits, key=lambda tag: hits[tag])
    others = max(count for tag, count in hits.items() if tag != best)
    sure = hits[best] >= max(_MIN_HITS, _MIN_SHARE * len(words), _LEAD * others)
    return best if sure else None


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    texts = yaml.safe_load(paths.SMALL_WORDS.read_text("utf-8"))
    return {tag: frozenset(text.split()) for tag, text in texts.items()}
