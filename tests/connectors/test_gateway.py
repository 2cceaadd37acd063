"""From a citizen's message to an outcome, whatever Rasa does."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.handover.database import open_engine
from bot.handover.forms import Forms
from connectors.apology import Apology
from connectors.entries import Entries
from connectors.gateway import Ending, Gateway, UnknownPayload, outcome_of, rasa_text
from connectors.message import CitizenMessage
from tests.connectors.rasa_peer import RasaPeer

APOLOGY = {"status": "error", "text": "Tut mir leid."}
SORRY = Apology(lambda language: dict(APOLOGY))


def _gateway(rasa: RasaPeer, **options: Any) -> Gateway:
    entries = Entries(Forms(open_engine("sqlite://")))
    return Gateway(f"http://127.0.0.1:{rasa.port}", 0.4, SORRY, entries, **options)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (CitizenMessage("a", "Reisepass?"), "Reisepass?"),
        (CitizenMessage("a", "/restart"), "restart"),
        (CitizenMessage("a", "😀"), "/empty_message"),
        (CitizenMessage("a"), "/empty_message"),
        (CitizenMessage("a", payload="service=reisepass"), '/choose{"service": "reisepass"}'),
        (CitizenMessage("a", "egal", payload="municipality=senden"), '/choose{"municipality": "senden"}'),
    ],
)
def test_rasa_text(message: CitizenMessage, expected: str) -> None:
    assert rasa_text(message) == expected


@pytest.mark.parametrize("payload", ["", "/restart", "service=", 'service="}', "intent=greet", "service=a\n"])
def test_unknown_payload(payload: str) -> None:
    with pytest.raises(UnknownPayload):
        rasa_text(CitizenMessage("a", payload=payload))


@pytest.mark.parametrize(
    "replies",
    [
        None,
        [],
        {},
        "text",
        [{}],
        [None],
        [{"text": "hallo"}],
        [{"custom": 3}],
        [{"custom": {"outcome": {"status": "x"}}}],
    ],
)
def test_replies_without_outcome_give_the_apology(replies: Any) -> None:
    assert outcome_of(replies, APOLOGY) is APOLOGY


def test_the_first_outcome_counts() -> None:
    first = {"status": "answered", "text": "eins"}
    second = {"status": "answered", "text": "zwei"}
    assert (
        outcome_of([{"text": "x"}, {"custom": {"outcome": first}}, {"custom": {"outcome": second}}], APOLOGY) is first
    )


async def test_what_rasa_is_told(rasa: RasaPeer) -> None:
    async with _gateway(rasa) as gateway:
        message = CitizenMessage("web-1", "Perso", municipality="senden", language="de", now="2025-06-02T10:00:00")
        outcome = await gateway.say(message)
    assert outcome["text"] == "Antwort auf: Perso"
    assert rasa.received == [
        {
            "sender": "web-1",
            "message": "Perso",
            "metadata": {"municipality": "senden", "language": "de", "now": "2025-06-02T10:00:00"},
        }
    ]


async def test_greeting(rasa: RasaPeer) -> None:
    async with _gateway(rasa) as gateway:
        await gateway.greet(CitizenMessage("web-1", "wird nicht gesendet"))
    assert rasa.texts == ["/greeting"]


@pytest.mark.parametrize("mode", ["empty", "garbage", "error"])
async def test_useless_replies(rasa: RasaPeer, mode: str) -> None:
    rasa.mode = mode
    seen: list[tuple[str, Ending]] = []
    async with _gateway(rasa, observe=lambda status, seconds, ending: seen.append((status, ending))) as gateway:
        assert await gateway.say(CitizenMessage("a", "Hallo")) == APOLOGY
    assert seen == [("error", "no_outcome")]


async def test_slow_rasa(rasa: RasaPeer) -> None:
    rasa.delay = 2.0
    started = time.perf_counter()
    async with _gateway(rasa) as gateway:
        assert await gateway.say(CitizenMessage("a", "Hallo")) == APOLOGY
    assert time.perf_counter() - started < 1.0


async def test_dead_rasa_and_its_return(rasa: RasaPeer) -> None:
    async with _gateway(rasa) as gateway:
        await gateway.say(CitizenMessage("a", "Hallo"))
        port = rasa.port
        await rasa.stop()
        assert await gateway.say(CitizenMessage("a", "es brennt")) == APOLOGY
        await rasa.start(port)
        assert (await gateway.say(CitizenMessage("a", "Hallo")))["status"] == "answered"


async def test_one_message_at_a_time_per_conversation_in_order(rasa: RasaPeer) -> None:
    rasa.delay = 0.02
    async with _gateway(rasa) as gateway:
        one = [gateway.say(CitizenMessage("a", f"a{number}")) for number in range(8)]
        other = [gateway.say(CitizenMessage("b", f"b{number}")) for number in range(8)]
        await asyncio.gather(*one, *other)
        assert len(gateway._locks) == 0
    assert rasa.overlaps == 0
    assert [text for text in rasa.texts if text[0] == "a"] == [f"a{number}" for number in range(8)]
    assert [text for text in rasa.texts if text[0] == "b"] == [f"b{number}" for number in range(8)]
