"""What the edge does for the form of a callback, and for conversations that a person has taken over.

Telephone numbers and e-mail addresses are made unrecognisable before Rasa sees them. So while the form waits for one,
what was typed is kept beside (bot/handover); and the edge fills it into the summary, which Rasa stores without it.
"""

from __future__ import annotations

import logging
from typing import Any, Literal

from sqlalchemy.exc import SQLAlchemyError

from bot.handover.forms import Forms
from bot.handover.request import CONTACT
from connectors.message import Capabilities, CitizenMessage

_log = logging.getLogger(__name__)

Standing = Literal["assistant", "form", "person"]
"""Who has the conversation: the assistant, the assistant with an open form, or a person in a live chat."""


class Entries:
    """All methods block and never raise: without the database a turn goes on as one without form."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def arriving(self, message: CitizenMessage) -> Standing:
        """Before the turn: keep what an open form waits for."""
        try:
            if self._forms.is_handed_over(message.conversation):
                return "person"
            return "form" if self._forms.hold(message.conversation, message.text) else "assistant"
        except SQLAlchemyError as error:
            _log.error("The form of a conversation cannot be read: %s", type(error).__name__)
            return "assistant"

    def leaving(self, conversation: str, outcome: dict[str, Any], standing: Standing) -> None:
        """After the turn: a form that was left, for an emergency or another question, is forgotten at once."""
        # An apology says nothing about the form; the citizen tries again.
        if standing != "form" or outcome.get("expects") == "request" or outcome.get("status") == "error":
            return
        try:
            self._forms.discard(conversation)
        except SQLAlchemyError as error:
            _log.error("A form that was left cannot be deleted yet: %s", type(error).__name__)

    def reveal(self, conversation: str, outcome: dict[str, Any]) -> dict[str, Any]:
        """`outcome` as the citizen reads it, with their phone number or address in it. Never to be stored."""
        if CONTACT not in outcome["text"]:
            return outcome
        try:
            draft = self._forms.draft(conversation)
        except SQLAlchemyError as error:
            _log.error("The form of a conversation cannot be read: %s", type(error).__name__)
            return outcome
        return {**outcome, "text": outcome["text"].replace(CONTACT, draft.contact)} if draft else outcome

    def hand_over(self, conversation: str, channel: Capabilities) -> None:
        """From now on the assistant is silent, also after a restart.

        Raises ValueError for a channel without live chat, where nobody could answer; SQLAlchemyError.
        """
        if not channel.live_chat:
            raise ValueError("The channel offers no live chat.")
        self._forms.hand_over(conversation)

    def hand_back(self, conversation: str) -> None:
        """The person is done. Raises SQLAlchemyError."""
        self._forms.hand_back(conversation)

    def close(self) -> None:
        """Close all connections."""
        self._forms.close()
