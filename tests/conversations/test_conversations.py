"""Conversations from YAML, turn by turn, at a fixed clock: Monday, 23 November 2026, 10:00."""

from pathlib import Path

import pytest
import yaml

from bot.local_assistant import new_conversation
from connectors.message import CitizenMessage
from tests.conversations.invariants import faults

NOW = "2026-11-23T10:00"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(Path(__file__).parent.glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
async def test_conversation(assistant, takes_requests, case):
    takes_requests(case.get("takes_requests", []))
    conversation = new_conversation()
    for turn in case["turns"]:
        message = CitizenMessage(
            conversation,
            text=turn.get("say", ""),
            payload=turn.get("press"),
            municipality=case.get("municipality"),
            language=case.get("language", "de"),
            now=case.get("now", NOW),
        )
        outcome = await assistant.say(message)
        shown = f"„{turn.get('say') or turn.get('press')}“ → {outcome}"
        for field, expected in turn.items():
            if field in ("say", "press"):
                continue
            if field == "contains":
                assert all(part in outcome["text"] for part in expected), shown
            elif field == "lacks":
                assert not any(part in outcome["text"] for part in expected), shown
            elif field == "source":
                assert any(expected in f"{s['title']} {s['url']} {s['as_of']}" for s in outcome["sources"]), shown
            elif field == "link":
                assert any(expected in link["url"] for link in outcome["links"]), shown
            elif field == "offers":
                assert set(expected) <= {button["title"] for button in outcome["buttons"]}, shown
            else:
                assert outcome[field] in (expected if isinstance(expected, list) else [expected]), shown
        assert not faults(outcome), f"{faults(outcome)}: {shown}"
