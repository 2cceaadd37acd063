"""One writing for what only looks different: markup, decorated, foreign and stretched letters. Pure."""

from __future__ import annotations

import html
import re
import unicodedata

_INLINE = r"a|abbr|b|big|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|wbr"
_BLOCK = (
    r"article|aside|blockquote|body|br|button|center|dd|div|dl|dt|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img"
    r"|input|label|li|link|main|meta|nav|object|ol|option|p|pre|script|section|select|style|svg|table|tbody|td|textarea"
    r"|th|thead|title|tr|ul|video"
)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:[\s/][^<>]*)?>|<!--|-->", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)

# Letters of other scripts that look like Latin ones (from the confusables of Unicode Technical Standard 39).
_CYRILLIC = dict(zip("аеосрхуіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeocpxyijshdqwABEKMHOPCTYXIJS", strict=True))
_GREEK = dict(zip("οανιρτυκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oaviptukxABEZHIKMNOPTYX", strict=True))
_LOOK_ALIKE = str.maketrans(_CYRILLIC | _GREEK)
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-zA-ZäöüÄÖÜß]")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")

# German has three equal consonants in a row (Stilllegung), but hardly three equal vowels; words such as AAA stay.
_STRETCHED = re.compile(r"(?<=\w)([aeiouäöü])\1{2,}|([aeiouäöü])\2{2,}(?=\w)|(?<=\w)([^\W\d_])\3{3,}", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Without HTML tags; entities become their characters. `Personal<b>ausweis</b>` stays one word."""
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text))


def plain_letter(character: str) -> str:
    """A decorated letter or digit (full width, mathematical, circled, ligature) as the plain one; others stay."""
    if character.isascii():
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isalnum() or "\uff00" < character < "\uff5f" else character


def one_script(text: str) -> str:
    """Cyrillic and Greek letters that look Latin are made Latin in words that have Latin letters too: `Rеisераss` with
    Cyrillic е, р, а. Words all of another script stay."""
    if not _FOREIGN.search(text):
        return text
    return _WORD.sub(lambda word: word[0].translate(_LOOK_ALIKE) if _LATIN.search(word[0]) else word[0], text)


def unstretched(text: str) -> str:
    """`Dülmeeeen` → `Dülmen`, `Coesfellllld` → `Coesfeld`; `Stilllegung` and `AAA` stay."""
    return _STRETCHED.sub(lambda found: found[1] or found[2] or found[3], text)
