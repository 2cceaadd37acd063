"""The form's side of the requests: drafts, handing in, deleting. All methods block and raise SQLAlchemyError."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.handover.database import utc
from bot.handover.request import Request, new_reference
from bot.handover.tables import live_chats, requests

MAX_ENTRY = 300
"""Characters kept of what is typed as phone number or e-mail address."""
_COLUMNS = [requests.c[field.name] for field in fields(Request)]


class Forms:
    """The requests of conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def draft(self, conversation: str) -> Request | None:
        """The open form of a conversation."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(_COLUMNS).where(_is_draft(conversation))).first()
        return None if row is None else Request(**row)

    def save(self, draft: Request, now: datetime) -> None:
        """Keep `draft` in the place of any other of its conversation; what was typed for it is used up."""
        row = {**asdict(draft), "state": "draft", "entry": None, "changed": utc(now)}
        with self._engine.begin() as connection:
            connection.execute(requests.delete().where(_is_draft(draft.conversation)))
            connection.execute(requests.insert().values(**row))

    def discard(self, conversation: str) -> None:
        """Forget the open form."""
        with self._engine.begin() as connection:
            connection.execute(requests.delete().where(_is_draft(conversation)))

    def hand_in(self, key: str, now: datetime) -> Request | None:
        """The draft becomes a request to be delivered and gets its reference; None if there is no such request.

        A second time it changes nothing, so that a confirmation sent twice is one request.
        """
        while True:
            values = {"state": "waiting", "reference": new_reference(), "changed": utc(now), "due": utc(now)}
            is_draft = sa.and_(requests.c.key == key, requests.c.state == "draft")
            try:
                with self._engine.begin() as connection:
                    connection.execute(requests.update().where(is_draft).values(**values))
                    row = connection.execute(sa.select(_COLUMNS).where(requests.c.key == key)).first()
            except IntegrityError:  # The reference is taken.
                continue
            return None if row is None else Request(**row)

    def handed_in(self, conversation: str) -> list[Request]:
        """The requests of a conversation that were handed in."""
        query = sa.select(_COLUMNS).where(requests.c.conversation == conversation, requests.c.state != "draft")
        with self._engine.connect() as connection:
            return [Request(**row) for row in connection.execute(query.order_by(requests.c.changed))]

    def forget(self, conversation: str) -> list[Request]:
        """Delete the form and every request of a conversation. Returns those that were handed in, as they stood.

        One that was delivered, or is just being sent, is deleted here only; the office has it.
        """
        with self._engine.begin() as connection:
            return forget(connection, conversation)

    # The edge's questions

    def hold(self, conversation: str, text: str) -> bool:
        """Keep what was typed if the form waits for a phone number or e-mail address. Whether a form is open."""
        with self._engine.connect() as connection:
            step = connection.execute(sa.select(requests.c.step).where(_is_draft(conversation))).scalar()
        if step == "contact" and text:
            with self._engine.begin() as connection:
                update = requests.update().where(_is_draft(conversation))
                connection.execute(update.values(entry=text[:MAX_ENTRY]))
        return step is not None

    def is_handed_over(self, conversation: str) -> bool:
        """Whether a person has the conversation."""
        query = sa.select(live_chats.c.conversation).where(live_chats.c.conversation == conversation)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def hand_over(self, conversation: str) -> None:
        """From now on a person answers."""
        with self._engine.begin() as connection:
            connection.execute(live_chats.delete().where(live_chats.c.conversation == conversation))
            connection.execute(live_chats.insert().values(conversation=conversation))

    def hand_back(self, conversation: str) -> None:
        """From now on the assistant answers again."""
        with self._engine.begin() as connection:
            connection.execute(live_chats.delete().where(live_chats.c.conversation == conversation))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def forget(connection: Any, conversation: str) -> list[Request]:
    """As Forms.forget, inside the transaction of `connection`."""
    mine = requests.c.conversation == conversation
    # The change comes first: it takes the lock, so that no delivery begins between the look and the deletion.
    connection.execute(requests.update().where(mine).values(entry=None))
    query = sa.select(_COLUMNS).where(mine, requests.c.state != "draft").order_by(requests.c.changed)
    found = [Request(**row) for row in connection.execute(query)]
    connection.execute(requests.delete().where(mine))
    connection.execute(live_chats.delete().where(live_chats.c.conversation == conversation))
    return found


def _is_draft(conversation: str) -> Any:
    return sa.and_(requests.c.conversation == conversation, requests.c.state == "draft")
