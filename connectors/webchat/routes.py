"""The HTTP interface of the web channel (docs/contract.md).

A missing or wrong token gives 401, an unknown conversation 404; ids are secrets of 144 bits, so telling the two apart
reveals nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot import paths
from connectors.apology import Apology
from connectors.gateway import Gateway
from connectors.guard import prepare
from connectors.message import CitizenMessage
from connectors.municipalities import Municipality
from connectors.order import Locks
from connectors.rate import Buckets
from connectors.webchat import body
from connectors.webchat.address import caller
from connectors.webchat.problem import Problem
from connectors.webchat.store import Conversation, Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WebChat:
    """What the handlers work with; one per application."""

    gateway: Gateway
    store: Store
    apology: Apology
    municipalities: tuple[Municipality, ...]
    message_rate: Buckets
    conversation_rate: Buckets
    trusted_proxies: tuple[str, ...]
    limited: Callable[[str], None]
    """Counts a refused request of the given kind."""
    order: Locks


WEBCHAT: Final = web.AppKey("webchat", WebChat)


def add_routes(app: web.Application) -> None:
    """Add the web channel's routes to `app`, whose WEBCHAT must be set before it serves."""
    conversation = "/api/v1/conversations/{conversation}"
    app.router.add_get("/api/v1/municipalities", municipalities)
    app.router.add_post("/api/v1/conversations", start)
    app.router.add_delete(conversation, delete)
    app.router.add_post(f"{conversation}/messages", message)
    app.router.add_post(f"{conversation}/feedback", feedback)
    app.router.add_get("/", page)
    app.router.add_get("/page/{name}", asset)


async def municipalities(request: web.Request) -> web.Response:
    """The bodies a conversation can be about."""
    known = request.app[WEBCHAT].municipalities
    return _json([{"slug": body.slug, "name": body.name} for body in known])


async def start(request: web.Request) -> web.Response:
    """A new conversation with its greeting."""
    chat = request.app[WEBCHAT]
    _limit(chat, chat.conversation_rate, "conversations", caller(request, chat.trusted_proxies))
    wanted = body.new_conversation(
        await body.read_object(request, optional=True), {known.slug for known in chat.municipalities}
    )
    conversation, token = await asyncio.to_thread(chat.store.create, wanted.municipality, wanted.language)
    greeting = await chat.gateway.greet(_message(conversation))
    return _json({"conversation": conversation.id, "token": token, "messages": [greeting], "turn": 0}, status=201)


async def message(request: web.Request) -> web.Response:
    """One message and its answer; a repeated `client_message_id` gets the first answer again."""
    chat, identifier = request.app[WEBCHAT], request.match_info["conversation"]
    token = _token(request)
    _limit(chat, chat.message_rate, "messages", identifier)
    wanted = body.new_message(await body.read_object(request))
    # Waiting here instead of only before Rasa keeps the order of arrival, and makes a repeat that comes while the
    # first is still being answered find that answer stored.
    async with chat.order.of(identifier):
        try:
            conversation = await _authorised(chat, identifier, token)
            if wanted.client_message_id is not None:
                before = await asyncio.to_thread(chat.store.reply, identifier, wanted.client_message_id)
                if before is not None:
                    return _json({"messages": await _revealed(chat, identifier, before.outcomes), "turn": before.turn})
        except SQLAlchemyError as error:
            _log.error("The database of conversations failed: %s", type(error).__name__)
            return _json({"messages": [chat.apology.current()], "turn": None})
        outcome = await chat.gateway.say(_message(conversation, wanted.text, wanted.payload))
        outcomes = [] if outcome is None else [outcome]
        turn = await _record(chat, conversation, wanted.client_message_id, outcomes)
        return _json({"messages": await _revealed(chat, identifier, outcomes), "turn": turn})


async def delete(request: web.Request) -> web.Response:
    """Delete the conversation everywhere, after the turn that may be under way."""
    chat, identifier = request.app[WEBCHAT], request.match_info["conversation"]
    token = _token(request)
    async with chat.order.of(identifier):
        await _authorised(chat, identifier, token)
        await asyncio.to_thread(chat.store.delete, identifier)
    return web.Response(status=204)


async def feedback(request: web.Request) -> web.Response:
    """Keep an opinion on one reply."""
    chat, identifier = request.app[WEBCHAT], request.match_info["conversation"]
    token = _token(request)
    _limit(chat, chat.message_rate, "feedback", identifier)
    content = await body.read_object(request)
    async with chat.order.of(identifier):
        conversation = await _authorised(chat, identifier, token)
        given = body.new_feedback(content, conversation.turn)
        comment = prepare(given.comment).text
        await asyncio.to_thread(chat.store.rate, identifier, given.message, given.value, comment)
    return web.Response(status=204)


async def page(request: web.Request) -> web.StreamResponse:
    """The chat page."""
    return _file("index.html")


async def asset(request: web.Request) -> web.StreamResponse:
    """A file of the chat page."""
    return _file(request.match_info["name"])


def _file(name: str) -> web.StreamResponse:
    # Looked up among the folder's names, never joined to a path, so that no name leads out of the folder.
    files = {file.name: file for file in paths.PAGE.iterdir() if file.is_file()}
    if name not in files:
        raise Problem(404)
    return web.FileResponse(files[name], headers={"Cache-Control": "no-cache"})


async def _authorised(chat: WebChat, identifier: str, token: str) -> Conversation:
    conversation, authorised = await asyncio.to_thread(chat.store.find, identifier, token)
    if conversation is None:
        raise Problem(404, "Dieses Gespräch gibt es nicht oder nicht mehr.")
    if not authorised:
        raise Problem(401)
    return conversation


def _token(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401)
    return token.strip()


def _limit(chat: WebChat, buckets: Buckets, kind: str, key: str) -> None:
    wait = buckets.wait(key)
    if wait > 0:
        chat.limited(kind)
        raise Problem(429, retry_after=wait)


async def _record(
    chat: WebChat, conversation: Conversation, client_message_id: str | None, outcomes: list[dict[str, Any]]
) -> int | None:
    """Keep the answer. It reaches the citizen even if that fails."""
    try:
        reply = await asyncio.to_thread(chat.store.record, conversation.id, client_message_id, outcomes)
    except SQLAlchemyError as error:
        _log.error("An answer could not be kept: %s", type(error).__name__)
        return None
    return reply.turn


async def _revealed(chat: WebChat, conversation: str, outcomes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [await chat.gateway.revealed(conversation, outcome) for outcome in outcomes]


def _message(conversation: Conversation, text: str = "", payload: str | None = None) -> CitizenMessage:
    return CitizenMessage(
        conversation=conversation.id,
        text=text,
        payload=payload,
        municipality=conversation.municipality,
        language=conversation.language,
    )


def _json(content: Any, status: int = 200) -> web.Response:
    return web.json_response(content, status=status)
