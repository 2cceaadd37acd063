"""The tracker store reads the last events, appends what is new and loses nothing."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import tracker_store
from bot.tracker_store import RecentTrackerStore

DOMAIN = Domain.from_yaml('version: "3.1"\nslots: {day: {type: any, mappings: [{type: custom}]}}\n')


def store(folder: Path) -> RecentTrackerStore:
    return RecentTrackerStore(domain=DOMAIN, host=f"sqlite:///{folder / 'conversations.sqlite'}")


async def say(kept: RecentTrackerStore, text: str) -> DialogueStateTracker:
    tracker = await kept.retrieve("citizen") or DialogueStateTracker("citizen", DOMAIN.slots)
    for event in (
        UserUttered(text),
        ActionExecuted("action_hours"),
        SlotSet("day", text),
        ActionExecuted("action_listen"),
    ):
        tracker.update(event)
    await kept.save(tracker)
    await kept.save(tracker)  # Rasa saves twice per turn
    return tracker


async def test_everything_is_kept_and_only_the_end_is_read(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for turn in range(60):
        await say(kept, f"turn {turn}")
    recent = await kept.retrieve("citizen")
    full = await kept.retrieve_full_tracker("citizen")
    assert recent is not None
    assert full is not None
    assert len(full.events) == 240
    assert len(recent.events) <= tracker_store.RECENT
    assert recent.get_slot("day") == "turn 59"
    assert [event.text for event in full.events if isinstance(event, UserUttered)] == [f"turn {i}" for i in range(60)]


async def test_a_second_process_sees_the_conversation(tmp_path: Path) -> None:
    await say(store(tmp_path), "samstag")
    read = await store(tmp_path).retrieve("citizen")
    assert read is not None
    assert read.get_slot("day") == "samstag"


async def test_unknown_conversation(tmp_path: Path) -> None:
    assert await store(tmp_path).retrieve("nobody") is None


def test_sqlite_does_not_block_readers(tmp_path: Path) -> None:
    with store(tmp_path).engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
