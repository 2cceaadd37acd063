"""Personal data in typed text is replaced before anything is stored, logged or passed on.

Pure functions over text of bounded length; the guard cuts to a bound before it calls them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

IBAN = "‹IBAN›"
EMAIL = "‹E-Mail-Adresse›"
ID_CARD = "‹Ausweisnummer›"
PHONE = "‹Telefonnummer›"
NUMBER = "‹Nummer›"

_MIN_PHONE_DIGITS = 7
"""Shorter numbers are emergency numbers, postcodes, house numbers and years, which the question needs."""

_EMAIL = re.compile(r"[\w.+%'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.IGNORECASE)
_GERMAN_IBAN = re.compile(r"\bDE\s?\d{2}(?:[ -]?\d){18}(?!\d)", re.IGNORECASE)
_FOREIGN_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PENSION_NUMBER = re.compile(r"\b\d{2}[ ]?\d{6}[ ]?[A-Z][ ]?\d{3}\b", re.IGNORECASE)
_GROUPED_NUMBER = re.compile(r"(?<!\d)(?:\d{4}(?:[ -]\d{4}){3}|\d{2} \d{3} \d{3} \d{3})(?!\d)")
# Serial numbers of German cards and passports use digits and consonants only (BSI TR-03127), so no word fits.
_ID_CARD = re.compile(
    r"(?<![^\W_])[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}(?:[0-9]D?)?(?:<<[0-9<]{0,20})?(?![^\W_])", re.IGNORECASE
)
# A time range such as 0800-1200 or a date is no telephone number although it has enough digits.
_TIME_RANGE = re.compile(r"[0-2]\d[0-5]\d ?[-–] ?[0-2]\d[0-5]\d")
_PHONE = re.compile(
    r"(?<![\w.,:])(?:\+ ?\d{1,3}|00 ?\d{2}|\(0(?: ?\d){2,5}\)|0(?: ?\d){2,5}\.?)"
    r"(?: ?\(0\))?(?:[ /()–-]{0,3}\d){1,14}(?!\d)"
)
_ANNOUNCED_PHONE = re.compile(
    r"\b((?:telefon|tel|handy|mobil|fax|rückruf|ruf|telefonnummer|handynummer|nummer|nr)\b[.:]?"
    r"(?: (?:ist|lautet|unter))?[: ]{0,2})"
    r"(\d(?:[ /-]{0,3}\d){6,14})(?!\d)",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{7,}(?!\d)")


def mask(text: str) -> str:
    """`text` with bank, e-mail, identity and telephone data replaced by their kind in ‹ ›."""
    text = _EMAIL.sub(EMAIL, text)
    text = _GERMAN_IBAN.sub(IBAN, text)
    text = _FOREIGN_IBAN.sub(_if(lambda found: _digits(found) >= 10, IBAN), text)
    text = _PENSION_NUMBER.sub(NUMBER, text)
    text = _GROUPED_NUMBER.sub(NUMBER, text)
    text = _ID_CARD.sub(_if(lambda found: 2 <= _digits(found) < len(found), ID_CARD), text)
    text = _PHONE.sub(_if(_is_phone, PHONE), text)
    text = _ANNOUNCED_PHONE.sub(lambda found: found[1] + PHONE, text)
    return _LONG_NUMBER.sub(NUMBER, text)


def _if(test: Callable[[str], bool], replacement: str) -> Callable[[re.Match[str]], str]:
    return lambda found: replacement if test(found[0]) else found[0]


def _is_phone(found: str) -> bool:
    return _digits(found) >= _MIN_PHONE_DIGITS and _TIME_RANGE.fullmatch(found) is None


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
