"""What a citizen sends, the same for every channel, and how button payloads become commands for Rasa."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_PAYLOAD = re.compile(r"(service|municipality|aspect|command)=([a-z0-9_-]{1,80})")


@dataclass(frozen=True)
class Capabilities:
    """What a channel can do beyond text and buttons."""

    live_chat: bool = False
    """Whether a person of the administration can take the conversation over, and hand it back. No channel can yet."""


@dataclass(frozen=True)
class CitizenMessage:
    """One message: either `text` as typed, or the `payload` of a button that was offered."""

    conversation: str
    text: str = ""
    payload: str | None = None
    municipality: str | None = None
    """Slug of the body whose site embeds the chat; what the citizen names wins over it."""
    language: str = "de"
    now: str | None = None
    """ISO date-time that fixes the clock of the turn (tests and `ask --now` only; never from the public)."""


def payload_to_command(payload: str) -> str | None:
    """`service=reisepass` → Rasa's `/choose{"service": "reisepass"}`; None for anything that no button offers.

    Only this function makes commands, so a citizen's typed text never reaches an intent directly. A payload can
    name a slug and nothing else: whether the slug exists is decided in the directory.
    """
    match = _PAYLOAD.fullmatch(payload)
    if match is None:
        return None
    return "/choose" + json.dumps({match[1]: match[2]})
