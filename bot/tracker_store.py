"""Rasa's SQL tracker store, reading only what the next turn needs.

The actions set every slot anew each turn, so the last events say all; Rasa's own store reads the whole session
twice per turn.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

RECENT = 45
"""Events read at the start of a turn; one turn makes about 20."""
_STORED = "_kreislotse_stored"
"""Attribute of a tracker: how many of its events are in the table. Trackers cannot be hashed, so no dictionary."""


class RecentTrackerStore(SQLTrackerStore):
    """Appends what is new, reads the last `RECENT` events; SQLite in WAL mode."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """See SQLTrackerStore; the endpoints file gives `url`, which Rasa passes as the host."""
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _tune)
            self.engine.dispose()  # the connection that made the tables knows nothing of the settings

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            query = session.query(self.SQLEvent.data).filter(self.SQLEvent.sender_id == sender_id)
            query = query.order_by(self.SQLEvent.id.desc())
            if not fetch_events_from_all_sessions:
                query = query.limit(RECENT)
            events = [json.loads(row.data) for row in reversed(query.all())]
        if not self.domain or not events:
            return None
        if not fetch_events_from_all_sessions:
            events = _from_turn_start(events)
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        setattr(tracker, _STORED, len(tracker.events))
        return tracker

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Any]:
        """The events since the tracker was read or saved; asked once per save."""
        known = getattr(tracker, _STORED, None)
        setattr(tracker, _STORED, len(tracker.events))
        if known is not None:
            return itertools.islice(tracker.events, known, None)
        # Not read here: new, or a copy. What is younger than the table is new.
        newest = session.query(sa.func.max(self.SQLEvent.timestamp)).filter(
            self.SQLEvent.sender_id == tracker.sender_id
        )
        last = newest.scalar()
        return (event for event in tracker.events if last is None or event.timestamp > last)


def _from_turn_start(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`events` from the first one that begins a turn: half a turn would confuse the rules."""
    if len(events) < RECENT:
        return events
    starts = (i for i, event in enumerate(events) if event.get("event") == "action" and _listens(event))
    return events[next(starts, 0) :]


def _listens(event: dict[str, Any]) -> bool:
    return event.get("name") == "action_listen"


def _tune(connection: Any, _record: Any) -> None:
    """Readers do not wait for the writer; a power cut may lose the last turn but never the file."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
