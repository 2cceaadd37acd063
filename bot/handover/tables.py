"""Tables of the handover in the database of conversations, so that deleting a conversation is one transaction."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

requests = sa.Table(
    "handover_request",
    METADATA,
    # Made when the form is opened; the office's side recognises a repeated delivery by it.
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("conversation", sa.String(255), nullable=False, index=True),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("reference", sa.String(9), unique=True),
    sa.Column("organisation", sa.String(64), nullable=False),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("office", sa.String(255), nullable=False),
    sa.Column("service", sa.String(64)),
    sa.Column("municipality", sa.String(64)),
    sa.Column("step", sa.String(10), nullable=False),
    sa.Column("topic", sa.Text),
    sa.Column("name", sa.Text),
    sa.Column("phone", sa.String(40)),
    sa.Column("email", sa.String(254)),
    sa.Column("best_time", sa.Text),
    sa.Column("consented", sa.DateTime),
    # What was typed where the form waits for a phone number or e-mail address, before it is made unrecognisable.
    sa.Column("entry", sa.Text),
    # All times are UTC. `due`: when the next try may begin, or when one that is under way counts as broken off.
    sa.Column("changed", sa.DateTime, nullable=False),
    sa.Column("due", sa.DateTime, index=True),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("fault", sa.String(200)),
)

live_chats = sa.Table(
    "handover_live_chat",
    METADATA,
    sa.Column("conversation", sa.String(255), primary_key=True),
)
"""Conversations that a person has taken over."""
