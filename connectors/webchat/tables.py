"""Tables of web conversations, and Rasa's table of events as far as deletion needs it."""

from __future__ import annotations

import sqlalchemy as sa

PREFIX = "web-"
"""Every conversation id of this channel begins with it, so that the events of web conversations are recognisable."""

METADATA = sa.MetaData()

conversations = sa.Table(
    "web_conversation",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("municipality", sa.String(64)),
    sa.Column("language", sa.String(35), nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
)

replies = sa.Table(
    "web_reply",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("client_message_id", sa.String(128), primary_key=True),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("outcomes", sa.JSON, nullable=False),
)

feedback = sa.Table(
    "web_feedback",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("message", sa.Integer, primary_key=True),
    sa.Column("value", sa.String(4), nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),
)

# Made by Rasa's tracker store; described apart so that the edge never creates it.
rasa_events = sa.Table("events", sa.MetaData(), sa.Column("sender_id", sa.String(255)))
