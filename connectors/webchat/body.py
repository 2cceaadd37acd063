"""Reading and checking request bodies of the web channel. Every fault is a Problem with a German detail."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from connectors.message import payload_to_command
from connectors.webchat.problem import Problem

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_CLIENT_MESSAGE_ID = re.compile(r"[\x21-\x7e]{1,128}")


@dataclass(frozen=True)
class NewConversation:
    """Body of POST conversations."""

    municipality: str | None
    language: str


@dataclass(frozen=True)
class NewMessage:
    """Body of POST messages: `text`, or `payload` of a button."""

    text: str
    payload: str | None
    client_message_id: str | None


@dataclass(frozen=True)
class NewFeedback:
    """Body of POST feedback on reply number `message`."""

    message: int
    value: str
    comment: str


async def read_object(request: web.Request, optional: bool = False) -> dict[str, Any]:
    """The JSON object of the body; `{}` for an empty body if `optional`."""
    raw = await request.read()
    if optional and not raw.strip():
        return {}
    if request.content_type != "application/json":
        raise Problem(415)
    try:
        body = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Problem(400, "Der Text ist kein gültiges UTF-8.") from None
    except (ValueError, RecursionError):
        raise Problem(400, "Der Inhalt ist kein gültiges JSON.") from None
    if not isinstance(body, dict):
        raise Problem(422, "Erwartet wird ein JSON-Objekt.")
    return body


def new_conversation(body: dict[str, Any], municipalities: Collection[str]) -> NewConversation:
    """Check the body of POST conversations; both fields are optional."""
    municipality = body.get("municipality")
    if municipality is not None and (not isinstance(municipality, str) or municipality not in municipalities):
        raise Problem(422, "Unbekannte Kommune. Die bekannten nennt GET /api/v1/municipalities.")
    language = body.get("language")
    if language is None:
        language = "de"
    if not isinstance(language, str) or _LANGUAGE.fullmatch(language) is None:
        raise Problem(422, "„language“ ist ein Sprachkürzel wie „de“.")
    return NewConversation(municipality, language)


def new_message(body: dict[str, Any]) -> NewMessage:
    """Check the body of POST messages."""
    text, payload, identifier = body.get("text"), body.get("payload"), body.get("client_message_id")
    if (text is None) == (payload is None):
        raise Problem(422, "Erwartet wird entweder „text“ oder „payload“.")
    if text is not None and not isinstance(text, str):
        raise Problem(422, "„text“ muss eine Zeichenkette sein.")
    if payload is not None and not isinstance(payload, str):
        raise Problem(422, "„payload“ muss eine Zeichenkette sein.")
    if payload is not None and payload_to_command(payload) is None:
        raise Problem(400, "Diese Schaltfläche gibt es nicht.")
    if identifier is not None and (not isinstance(identifier, str) or _CLIENT_MESSAGE_ID.fullmatch(identifier) is None):
        raise Problem(422, "„client_message_id“ besteht aus 1 bis 128 Zeichen ohne Leerzeichen und Umlaute.")
    return NewMessage(text or "", payload, identifier)


def new_feedback(body: dict[str, Any], last: int) -> NewFeedback:
    """Check the body of POST feedback in a conversation whose last reply has the number `last`."""
    message, value, comment = body.get("message"), body.get("value"), body.get("comment")
    if not isinstance(message, int) or isinstance(message, bool) or not 0 <= message <= last:
        raise Problem(422, "„message“ ist die Nummer einer Antwort dieses Gesprächs; die Begrüßung ist 0.")
    if value not in ("up", "down"):
        raise Problem(422, "„value“ ist „up“ oder „down“.")
    if comment is not None and not isinstance(comment, str):
        raise Problem(422, "„comment“ muss eine Zeichenkette sein.")
    return NewFeedback(message, str(value), comment or "")
