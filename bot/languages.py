"""The languages of replies. A wording that a language lacks is said in German."""

from __future__ import annotations

from dataclasses import dataclass

GERMAN, PLAIN = "de", "de-simple"
"""`de-simple` is Leichte Sprache: `simple` is a registered variant of BCP 47."""


@dataclass(frozen=True)
class Language:
    """`tag`: BCP 47; `folder`: below data/translations; `name`: what it calls itself.

    `called`: a pattern for what people call it, in German and in the other languages, in casefolded text.
    """

    tag: str
    folder: str
    name: str
    called: str
    right_to_left: bool = False


ALL = (
    Language(GERMAN, "", "Deutsch", r"deutsch|german\b|almanca|niemieck|німецьк|немецк|الألمانية|ألماني"),
    Language(PLAIN, "plain", "Leichte Sprache", r"leichte\w* spr|einfache\w* spr"),
    Language("en", "en", "English", r"engl[ie]?i?s[ch]|ingilizce|angielsk|англійськ|английск|الإنجليزية|إنجليزي"),
    Language("tr", "tr", "Türkçe", r"türki?s[ch]|tuerki?sch|turkish|türkçe|turkce|tureck|турецьк|турецк|التركية"),
    Language("pl", "pl", "Polski", r"poln?isc?h|polsk|lehçe|польськ|польск|البولندية"),
    Language("uk", "uk", "Українська", r"ukrain|україн|украин|الأوكرانية"),
    Language("ru", "ru", "Русский", r"russisc?h|russian|rusça|rosyjsk|російськ|по-русск|русск|الروسية"),
    Language("ar", "ar", "العربية", r"arab|арабськ|арабск|عربي", right_to_left=True),
)
TRANSLATED = tuple(language for language in ALL if language.folder)
_BY_TAG = {language.tag: language for language in ALL}


def by_tag(tag: str) -> Language:
    """The language of a tag of `ALL`. Raises KeyError."""
    return _BY_TAG[tag]


def supported(tag: str | None) -> str:
    """The nearest tag of `ALL`: `en-GB` → `en`; German for any other language and for None."""
    low = (tag or "").lower()
    return low if low in _BY_TAG else low.partition("-")[0] if low.partition("-")[0] in _BY_TAG else GERMAN
