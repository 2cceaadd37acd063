"""Random turns through the real assistant: whatever is said in whatever order, every outcome keeps the contract.

1,500 turns in the regular run; `pytest tests/conversations/test_random_turns.py --random-turns 10000` for all.
"""

from __future__ import annotations

import logging
from random import Random

import pytest

from bot.local_assistant import new_conversation
from connectors.message import CitizenMessage
from tests.conversations.invariants import faults
from tests.conversations.random_talk import STALE, Talk, training_sentences

SEED = 20261123
TURNS = 1_500
_SHOWN = 10
_NAMES = {"service": "service", "municipality": "municipality", "aspect": "aspect"}


@pytest.mark.timeout(3600)
async def test_random_turns_keep_the_contract(assistant, request, caplog):
    wanted = request.config.getoption("random_turns", TURNS)
    sentences, offered_before = training_sentences(), list(STALE)
    turns, broken, number = 0, [], 0
    caplog.set_level(logging.ERROR)
    while turns < wanted and len(broken) < _SHOWN:
        talk = Talk(Random(f"{SEED}/{number}"), sentences, offered_before)
        number += 1
        found, said = await _converse(assistant, talk, min(talk.length(), wanted - turns))
        turns += said
        broken += [f"Conversation {number - 1}: {fault}" for fault in found]
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert not broken, f"after {turns} turns:\n" + "\n\n".join(broken)
    assert not errors, errors[:_SHOWN]
    assert turns == wanted


async def _converse(assistant, talk, length):
    """The faults of one conversation, each with all that was said up to it, and the number of turns."""
    conversation, reply, heard, found, asked = new_conversation(), None, [], [], []
    for _ in range(length):
        text, payload = talk.next(reply)
        offered = {button["payload"] for button in reply["buttons"]} if reply else set()
        message = CitizenMessage(conversation, text, payload, talk.site, talk.language, talk.now.isoformat())
        reply = await assistant.say(message)
        heard.append(f"  {(payload or text)[:120]!r} → {reply['status']} {reply['aspect']} {reply['text'][:90]!r}")
        asked = [*asked, _need(reply)] if reply["status"] == "clarify" and _says_something(text, payload) else []
        wrong = faults(reply)
        if payload in offered:
            wrong += _ignored(payload, reply)
        if asked[-3:] == [_need(reply)] * 3:
            wrong.append(f"asked a third time: {_need(reply)}")
        if wrong:
            place = f"site {talk.site}, {talk.now}, {talk.language}"
            found.append(f"{wrong} ({place})\n" + "\n".join(heard))
    return found, length


def _need(reply):
    """What a question back asks for; two with the same need are the same question."""
    kinds = {button["payload"].split("=")[0] for button in reply["buttons"]}
    return reply["aspect"], reply["service"], tuple(reply["candidates"]), "municipality" in kinds


def _says_something(text, payload):
    """Who sends no word is asked for words as often as it happens."""
    return payload is not None or any(character.isalnum() for character in text)


def _ignored(payload, reply):
    """What of an offered button did not arrive in the answer to it."""
    name, value = payload.split("=")
    if name not in _NAMES or reply["status"] == "out_of_scope":
        return []
    return [] if reply[name] == value else [f"pressed {payload}, but {name} is {reply[name]}"]
