"""What the edge keeps of web conversations: who may continue them, repeated answers, feedback. Never what was typed.

All methods block; handlers call them through `asyncio.to_thread`. They raise SQLAlchemyError when the database fails.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.handover import forms
from bot.handover import tables as handover
from connectors.webchat.tables import METADATA, PREFIX, conversations, feedback, rasa_events, replies


class UnusableDatabase(Exception):
    """The database cannot be opened or written at start; the message is German and says what to do."""


@dataclass(frozen=True)
class Conversation:
    """A web conversation as stored."""

    id: str
    municipality: str | None
    language: str
    turn: int
    """Number of the last reply; the greeting is 0."""


@dataclass(frozen=True)
class Reply:
    """The answer of one turn as it went to the citizen."""

    turn: int
    outcomes: list[dict[str, Any]]


class Store:
    """The tables of web conversations in the database of conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, municipality: str | None, language: str) -> tuple[Conversation, str]:
        """A new conversation and its secret token, of which only the hash is kept."""
        conversation = Conversation(PREFIX + secrets.token_urlsafe(18), municipality, language, 0)
        token = secrets.token_urlsafe(32)
        row = {
            "id": conversation.id,
            "token_hash": _hash(token),
            "municipality": municipality,
            "language": language,
            "created": _now(),
            "turn": 0,
        }
        with self._engine.begin() as connection:
            connection.execute(conversations.insert().values(**row))
        return conversation, token

    def find(self, conversation: str, token: str) -> tuple[Conversation | None, bool]:
        """The conversation or None, and whether `token` is its token (compared in constant time)."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(conversations).where(conversations.c.id == conversation)).first()
        if row is None:
            return None, False
        found = Conversation(row.id, row.municipality, row.language, row.turn)
        return found, hmac.compare_digest(row.token_hash, _hash(token))

    def reply(self, conversation: str, client_message_id: str) -> Reply | None:
        """The answer already given to this message, if any."""
        same = sa.and_(replies.c.conversation == conversation, replies.c.client_message_id == client_message_id)
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(replies).where(same)).first()
        return None if row is None else Reply(row.turn, list(row.outcomes))

    def record(self, conversation: str, client_message_id: str | None, outcomes: list[dict[str, Any]]) -> Reply:
        """Count the turn, and keep its answer if the client may ask for it again."""
        with self._engine.begin() as connection:
            this = conversations.c.id == conversation
            connection.execute(conversations.update().where(this).values(turn=conversations.c.turn + 1))
            turn = connection.execute(sa.select(conversations.c.turn).where(this)).scalar() or 0
            if client_message_id is not None:
                row = {"conversation": conversation, "client_message_id": client_message_id}
                connection.execute(replies.insert().values(**row, turn=turn, outcomes=outcomes))
        return Reply(turn, outcomes)

    def rate(self, conversation: str, message: int, value: str, comment: str) -> None:
        """Keep feedback on reply number `message`; a second opinion on the same reply replaces the first."""
        same = sa.and_(feedback.c.conversation == conversation, feedback.c.message == message)
        row = {"conversation": conversation, "message": message, "value": value, "comment": comment, "created": _now()}
        with self._engine.begin() as connection:
            connection.execute(feedback.delete().where(same))
            connection.execute(feedback.insert().values(**row))

    def delete(self, conversation: str) -> None:
        """Delete everything of the conversation: the edge's rows, its requests, and the events Rasa stored."""
        with self._engine.begin() as connection:
            forms.forget(connection, conversation)
            connection.execute(conversations.delete().where(conversations.c.id == conversation))
            connection.execute(replies.delete().where(replies.c.conversation == conversation))
            connection.execute(feedback.delete().where(feedback.c.conversation == conversation))
            if _has_events(connection):
                connection.execute(rasa_events.delete().where(rasa_events.c.sender_id == conversation))

    def sweep(self) -> int:
        """Delete events of web conversations that no longer exist; returns how many.

        Rasa may still write the end of a turn that had timed out when its conversation was deleted.
        """
        with self._engine.begin() as connection:
            if not _has_events(connection):
                return 0
            left_over = sa.and_(
                rasa_events.c.sender_id.like(PREFIX + "%"),
                rasa_events.c.sender_id.not_in(sa.select(conversations.c.id)),
            )
            return int(connection.execute(rasa_events.delete().where(left_over)).rowcount)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """The store at `url`, its tables made if missing. Raises UnusableDatabase."""
    try:
        parsed = make_url(url)
        sqlite = parsed.drivername.startswith("sqlite")
        options: dict[str, Any] = {"connect_args": {"timeout": 3}} if sqlite else {"pool_pre_ping": True}
        engine = sa.create_engine(parsed, **options)
        if sqlite:
            sa.event.listen(engine, "connect", _tune_sqlite)
        METADATA.create_all(engine)
        handover.METADATA.create_all(engine)
        with engine.begin() as connection:
            connection.execute(sa.delete(feedback).where(sa.false()))
    except (SQLAlchemyError, ArgumentError, ImportError, OSError) as error:
        raise UnusableDatabase(
            f"Die Gesprächsdatenbank lässt sich nicht öffnen oder nicht beschreiben: {_place(url)}. "
            "Bitte Pfad, Rechte und freien Platz prüfen (KREISLOTSE_CONVERSATIONS_URL)."
        ) from error
    return Store(engine)


def _tune_sqlite(connection: Any, record: Any) -> None:
    """Readers do not wait for Rasa's writes, and a commit does not wait for the disk."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _has_events(connection: Any) -> bool:
    """Whether Rasa has made its table yet."""
    return bool(sa.inspect(connection).has_table(rasa_events.name))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)


def _place(url: str) -> str:
    """The address without a password."""
    try:
        return str(make_url(url).render_as_string(hide_password=True))
    except (SQLAlchemyError, ValueError):
        return "unlesbare Adresse"
