"""The whole assistant in one process: for `ask` and the conversation tests.

The same cleaning, model, rules and actions as the running service; only the loopback HTTP is left out.
"""

from __future__ import annotations

import logging
import uuid
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from actions import desk
from connectors.apology import Apology
from connectors.entries import Entries
from connectors.gateway import metadata, outcome_of, rasa_text
from connectors.message import CitizenMessage

_log = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):
    """Rasa's view of the action server, answered by the executor in this process."""

    def __init__(self) -> None:
        """Registers every action of the package `actions`."""
        super().__init__("http://in-process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:
        """The result of one action call, in the shape of the action server's HTTP answer."""
        return await self._executor.run(kwargs["json"])


class LocalAssistant:
    """Loads the model once; every conversation id is one conversation."""

    def __init__(self, model: Path) -> None:
        """`model`: the path of a trained model."""
        self._agent = Agent.load(str(model), action_endpoint=InProcessActions())
        self._apology = Apology()
        self._entries = Entries(desk.forms())

    async def say(self, message: CitizenMessage) -> dict[str, Any]:
        """The outcome of one message, as JSON types. Raises UnknownPayload; any other failure gives the apology."""
        standing = self._entries.arriving(message)
        collector = CollectingOutputChannel()
        incoming = UserMessage(
            rasa_text(message), collector, message.conversation, input_channel="rest", metadata=metadata(message)
        )
        try:
            await self._agent.handle_message(incoming)
        except Exception:
            _log.exception("The turn failed.")
        outcome = outcome_of(collector.messages, self._apology.current(message.language))
        self._entries.leaving(message.conversation, outcome, standing)
        return self._entries.reveal(message.conversation, outcome)


def new_conversation() -> str:
    """A conversation id that nobody else has."""
    return f"local-{uuid.uuid4().hex}"
