"""From a citizen's message to the outcome of the turn: hands over to Rasa on loopback and never answers with silence.

`rasa_text` and `outcome_of` are pure; the command line's `ask` uses them with Rasa in the same process.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Literal

import aiohttp

from connectors.apology import Apology
from connectors.entries import Entries
from connectors.guard import prepare
from connectors.message import CitizenMessage, payload_to_command
from connectors.order import Locks

_log = logging.getLogger(__name__)

GREETING = "/greeting"
EMPTY_MESSAGE = "/empty_message"

Ending = Literal["outcome", "no_outcome", "timeout", "unreachable"]
"""How a turn ended: with an outcome, with a reply lacking one, too late, or without any reply."""


class UnknownPayload(ValueError):
    """A payload that no button offers."""


def rasa_text(message: CitizenMessage) -> str:
    """What Rasa is sent for `message`: the cleaned text or a command. Raises UnknownPayload."""
    if message.payload is not None:
        command = payload_to_command(message.payload)
        if command is None:
            raise UnknownPayload(message.payload[:80])
        return command
    prepared = prepare(message.text)
    return EMPTY_MESSAGE if prepared.empty else prepared.text


def outcome_of(replies: Any, apology: dict[str, Any]) -> dict[str, Any]:
    """The outcome in the first of Rasa's `replies` that carries one, else `apology`."""
    return _find_outcome(replies) or apology


def metadata(message: CitizenMessage) -> dict[str, Any]:
    """What the actions are told beside the text."""
    return {"municipality": message.municipality, "language": message.language, "now": message.now}


class Gateway:
    """One per process. Use as an async context manager; it keeps one HTTP session to Rasa."""

    def __init__(
        self,
        rasa_url: str,
        timeout: float,
        apology: Apology,
        entries: Entries,
        observe: Callable[[str, float, Ending], None] = lambda status, seconds, ending: None,
    ) -> None:
        """`timeout` in seconds per turn; `observe` gets each turn's status, seconds and ending."""
        self._url = f"{rasa_url}/webhooks/rest/webhook"
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._apology = apology
        self._entries = entries
        self._observe = observe
        self._locks = Locks()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Gateway:
        # Rasa's server closes idle connections after 5 s; reusing one at that moment would lose the message.
        connector = aiohttp.TCPConnector(keepalive_timeout=2.0)
        self._session = aiohttp.ClientSession(timeout=self._timeout, connector=connector)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def say(self, message: CitizenMessage) -> dict[str, Any] | None:
        """The outcome of one message, None while a person has the conversation.

        Raises UnknownPayload; every other failure gives the apology.
        """
        text = rasa_text(message)
        async with self._locks.of(message.conversation):
            standing = await asyncio.to_thread(self._entries.arriving, message)
            if standing == "person":
                return None
            outcome = await self._turn(message, text)
            await asyncio.to_thread(self._entries.leaving, message.conversation, outcome, standing)
            return outcome

    async def greet(self, message: CitizenMessage) -> dict[str, Any]:
        """The greeting of a new conversation; the text of `message` is ignored."""
        async with self._locks.of(message.conversation):
            return await self._turn(message, GREETING)

    async def revealed(self, conversation: str, outcome: dict[str, Any]) -> dict[str, Any]:
        """`outcome` as it is sent to the citizen, after it was stored: with the data that only they may read."""
        return await asyncio.to_thread(self._entries.reveal, conversation, outcome)

    async def _turn(self, message: CitizenMessage, text: str) -> dict[str, Any]:
        started = time.perf_counter()
        found, ending = await self._ask_rasa(message, text)
        outcome = found or self._apology.current(message.language)
        self._observe(str(outcome.get("status")), time.perf_counter() - started, ending)
        return outcome

    async def _ask_rasa(self, message: CitizenMessage, text: str) -> tuple[dict[str, Any] | None, Ending]:
        if self._session is None:
            raise RuntimeError("Use the gateway as an async context manager.")
        body = {"sender": message.conversation, "message": text, "metadata": metadata(message)}
        try:
            async with self._session.post(self._url, json=body) as response:
                replies = await response.json(content_type=None)
        except asyncio.TimeoutError:
            _log.warning("Rasa did not answer in time.")
            return None, "timeout"
        except (aiohttp.ClientError, OSError) as error:
            _log.warning("Rasa is unreachable: %s", type(error).__name__)
            return None, "unreachable"
        except ValueError:
            _log.warning("Rasa answered with something that is no JSON.")
            return None, "no_outcome"
        outcome = _find_outcome(replies)
        if outcome is None:
            _log.warning("Rasa answered without an outcome.")
        return outcome, "outcome" if outcome else "no_outcome"


def _find_outcome(replies: Any) -> dict[str, Any] | None:
    for reply in replies if isinstance(replies, list) else ():
        custom = reply.get("custom") if isinstance(reply, dict) else None
        outcome = custom.get("outcome") if isinstance(custom, dict) else None
        if isinstance(outcome, dict) and outcome.get("status") and isinstance(outcome.get("text"), str):
            return outcome
    return None
