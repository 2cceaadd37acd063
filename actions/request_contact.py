"""Phone number and e-mail address in what somebody typed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

# What RFC 5321 allows without quotation marks, for one address with a real domain.
_EMAIL = re.compile(
    r"(?<![\w.+%'@-])[\w+%'-](?:[\w+%'-]|\.(?=[\w+%'-])){0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,4}[^\W\d_]{2,24}(?![\w@-]|\.\w)"
)
# Nobody is made to call a number that costs extra.
_CALLABLE = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
        PhoneNumberType.PERSONAL_NUMBER,
    }
)
_AT = re.compile(r"\s?[\[(]at[\])]\s?", re.IGNORECASE)


@dataclass(frozen=True)
class Contact:
    """At least one of both: the phone number in international form (`+49 2541 181234`), the address as typed."""

    phone: str | None
    email: str | None


def find(text: str) -> Contact | None:
    """The first valid phone number (German without country code) and e-mail address; None without either."""
    text = _AT.sub("@", text)
    address = _EMAIL.search(text)
    email = address[0] if address and len(address[0]) <= 254 else None
    rest = _EMAIL.sub(" ", text)
    numbers = (match.number for match in phonenumbers.PhoneNumberMatcher(rest, "DE"))
    phone = next((number for number in numbers if phonenumbers.number_type(number) in _CALLABLE), None)
    if phone is None and email is None:
        return None
    written = phonenumbers.format_number(phone, PhoneNumberFormat.INTERNATIONAL) if phone else None
    return Contact(written, email)
