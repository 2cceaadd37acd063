"""A request for a callback or e-mail, from the first answer in the form to its delivery."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["draft", "waiting", "sending", "delivered", "dead"]
Step = Literal["topic", "name", "contact", "time", "consent", "confirm"]

CONTACT = "‹Telefon oder E-Mail›"
"""Stands in the assistant's texts for phone and e-mail; the edge fills it in, so that Rasa never stores them."""
# Digits and consonants that cannot be taken for one another, read out or written by hand; without vowels no words.
_SIGNS = "2346789CDFGHJKMPQRTVWX"


@dataclass(frozen=True)
class Request:
    """One request. `key` identifies it for machines, `reference` for people (None while it is a draft)."""

    key: str
    conversation: str
    organisation: str
    """Slug of the responsible office."""
    body: str
    """Slug of the administration it belongs to."""
    office: str
    """Its name as told to the citizen."""
    service: str | None = None
    municipality: str | None = None
    step: Step = "topic"
    """What the form asks for next."""
    topic: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    best_time: str | None = None
    consented: datetime | None = None
    """UTC, without zone, as `changed`."""
    entry: str | None = None
    state: State = "draft"
    reference: str | None = None
    tries: int = 0
    fault: str | None = None
    """Why the last try failed; never anything about the citizen."""
    changed: datetime | None = None
    """When the state or the draft last changed."""

    @property
    def contact(self) -> str:
        """Phone and e-mail as one line, empty without either."""
        return ", ".join(filter(None, (self.phone, self.email)))


def new_key() -> str:
    """An idempotency key of 32 hexadecimal digits."""
    return secrets.token_hex(16)


def new_reference() -> str:
    """`K4TR-9XWC`: random, so that it tells nothing about how many requests there are. 22⁸ are possible."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"
