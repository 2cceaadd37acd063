"""The HTTP interface of the web channel as the contract says it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.conftest import Conversation, Edge, MakeEdge
from tests.connectors.rasa_peer import RasaPeer


async def test_a_conversation(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start(municipality="kreis-coesfeld", language="de")
    assert conversation.made["messages"][0]["status"] == "smalltalk"
    assert conversation.made["turn"] == 0
    answer = await conversation.say("Was kostet ein Pass? Meine IBAN ist DE89370400440532013000")
    assert answer["messages"][0]["text"] == "Antwort auf: Was kostet ein Pass? Meine IBAN ist ‹IBAN›"
    assert answer["turn"] == 1
    assert rasa.received[-1]["sender"] == conversation.id
    assert rasa.received[-1]["metadata"] == {"municipality": "kreis-coesfeld", "language": "de", "now": None}


async def test_defaults(edge: Edge) -> None:
    async with edge.session.post(f"{edge.url}/api/v1/conversations") as response:
        assert response.status == 201


async def test_a_button(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start()
    async with conversation.post(json={"payload": "service=reisepass"}) as response:
        assert response.status == 200
    assert rasa.texts[-1] == '/choose{"service": "reisepass"}'


@pytest.mark.parametrize("text", ["", "   ", "😀", "?", "\u0000", "\ud83d"])
async def test_nothing_said(edge: Edge, rasa: RasaPeer, text: str) -> None:
    await (await edge.start()).say(text)
    assert rasa.texts[-1] == "/empty_message"


@pytest.mark.parametrize("length", [5_000, 500_000])
async def test_long_text(edge: Edge, rasa: RasaPeer, length: int) -> None:
    await (await edge.start()).say("Was kostet ein Pass? " + "bla " * (length // 4))
    assert len(rasa.texts[-1]) <= 1_000
    assert "Was kostet ein Pass?" in rasa.texts[-1]


async def test_a_typed_command_is_text(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start()
    for text in ("/restart", '/choose{"service": "x"}', "／restart"):
        await conversation.say(text)
        assert not rasa.texts[-1].startswith("/")


async def test_a_repeat_gets_the_same_answer(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start()
    first = await conversation.say("Perso", client_message_id="m1")
    assert await conversation.say("Perso", client_message_id="m1") == first
    assert (await conversation.say("Perso", client_message_id="m2"))["turn"] == 2
    assert rasa.texts == ["/greeting", "Perso", "Perso"]


async def test_a_repeat_while_the_first_still_runs(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start()
    rasa.delay = 0.2
    answers = await asyncio.gather(*(conversation.say("Perso", client_message_id="m1") for _ in range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert rasa.texts == ["/greeting", "Perso"]


async def test_the_same_message_id_in_another_conversation(edge: Edge, rasa: RasaPeer) -> None:
    for conversation in (await edge.start(), await edge.start()):
        assert (await conversation.say("Perso", client_message_id="m1"))["turn"] == 1
    assert rasa.texts.count("Perso") == 2


async def test_many_messages_at_once_are_answered_one_by_one(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start()
    rasa.delay = 0.01
    texts = [f"Frage {number}" for number in range(12)]
    tasks = []
    for text in texts:
        tasks.append(asyncio.create_task(conversation.say(text)))
        await asyncio.sleep(0.005)
    answers = await asyncio.gather(*tasks)
    assert [answer["turn"] for answer in answers] == list(range(1, 13))
    assert rasa.texts[1:] == texts
    assert rasa.overlaps == 0


@pytest.mark.parametrize("mode", ["empty", "garbage", "error"])
async def test_useless_rasa(edge: Edge, rasa: RasaPeer, mode: str) -> None:
    conversation = await edge.start()
    rasa.mode = mode
    (outcome,) = (await conversation.say("Perso"))["messages"]
    assert outcome["status"] == "error"
    assert outcome["text"].startswith("In einer Notlage: 112 oder 110.")


async def test_slow_rasa(edge: Edge, rasa: RasaPeer) -> None:
    conversation = await edge.start()
    rasa.delay = 3
    (outcome,) = (await conversation.say("Perso"))["messages"]
    assert outcome["status"] == "error"


async def test_dead_rasa(edge: Edge, rasa: RasaPeer) -> None:
    await rasa.stop()
    conversation = await edge.start()
    assert conversation.made["messages"][0]["status"] == "error"
    (outcome,) = (await conversation.say("es brennt"))["messages"]
    assert "112" in outcome["text"]
    async with edge.get("/health/ready") as response:
        assert response.status == 503
        assert (await response.json())["missing"] == ["rasa", "actions"]


async def test_delete(edge: Edge, database: Path) -> None:
    kept, gone = await edge.start(), await edge.start()
    await gone.say("Perso", client_message_id="m1")
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        connection.executemany("INSERT INTO events (sender_id) VALUES (?)", [(gone.id,), (gone.id,), (kept.id,)])
    async with gone.post("feedback", json={"message": 1, "value": "up"}) as response:
        assert response.status == 204
    async with gone.delete() as response:
        assert response.status == 204
        assert await response.read() == b""
    async with gone.delete() as response:
        assert response.status == 404
    async with gone.post(json={"text": "noch da?"}) as response:
        assert response.status == 404
    with sqlite3.connect(database) as connection:
        rows = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("web_reply", "web_feedback")]
        assert rows == [[], []]
        assert connection.execute("SELECT sender_id FROM events").fetchall() == [(kept.id,)]


async def test_delete_without_rasas_table(edge: Edge) -> None:
    async with (await edge.start()).delete() as response:
        assert response.status == 204


async def test_left_over_events_are_swept_at_the_next_start(make_edge: MakeEdge, database: Path) -> None:
    kept = await (await make_edge()).start()
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT)")
        names = [("web-gone",), (kept.id,), ("ask-1",)]
        connection.executemany("INSERT INTO events (sender_id) VALUES (?)", names)
    await make_edge()
    for _ in range(50):
        with sqlite3.connect(database) as connection:
            left = connection.execute("SELECT sender_id FROM events ORDER BY id").fetchall()
        if left == [(kept.id,), ("ask-1",)]:
            return
        await asyncio.sleep(0.05)
    pytest.fail(str(left))


async def test_a_conversation_outlives_a_restart(make_edge: MakeEdge) -> None:
    conversation = await (await make_edge()).start()
    first = await conversation.say("Perso", client_message_id="m1")
    conversation.edge = await make_edge()
    assert await conversation.say("Perso", client_message_id="m1") == first


async def test_neither_token_nor_text_is_stored(edge: Edge, database: Path) -> None:
    conversation = await edge.start()
    await conversation.say("streng geheime Frage 4711")
    stored = b"".join(file.read_bytes() for file in database.parent.glob("conversations.sqlite*"))
    assert conversation.token.encode() not in stored
    assert b"4711" not in stored


async def test_feedback(edge: Edge, database: Path) -> None:
    conversation = await edge.start()
    await conversation.say("Perso")
    for body in (
        {"message": 1, "value": "up"},
        {"message": 1, "value": "down", "comment": "Bitte 02541 181234 anrufen"},
        {"message": 0, "value": "up", "comment": None},
    ):
        async with conversation.post("feedback", json=body) as response:
            assert response.status == 204
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT message, value, comment FROM web_feedback ORDER BY message").fetchall()
    assert rows == [(0, "up", ""), (1, "down", "Bitte ‹Telefonnummer› anrufen")]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": 2, "value": "up"},
        {"message": -1, "value": "up"},
        {"message": True, "value": "up"},
        {"message": "1", "value": "up"},
        {"message": 1, "value": "prima"},
        {"message": 1, "value": ["up"]},
        {"message": 1, "value": "up", "comment": 7},
    ],
)
async def test_bad_feedback(edge: Edge, body: dict[str, Any]) -> None:
    conversation = await edge.start()
    await conversation.say("Perso")
    async with conversation.post("feedback", json=body) as response:
        await _is_problem(response, 422)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"text": "\xff\xfe"}', 400),
        (b"[" * 100_000, 400),
        (b'{"text": ' + b"9" * 5_000 + b"}", 400),
        (b"[]", 422),
        (b'"text"', 422),
        (b"null", 422),
        (b"{}", 422),
        (b'{"text": null}', 422),
        (b'{"text": 5}', 422),
        (b'{"text": ["a"]}', 422),
        (b'{"text": "a", "payload": "service=a"}', 422),
        (b'{"payload": {}}', 422),
        (b'{"payload": "/restart"}', 400),
        (b'{"payload": "intent=greet"}', 400),
        (b'{"text": "a", "client_message_id": 7}', 422),
        (b'{"text": "a", "client_message_id": ""}', 422),
        ('{"text": "a", "client_message_id": "ä b"}'.encode(), 422),
        (b'{"text": "a", "client_message_id": "' + b"x" * 129 + b'"}', 422),
        (b'{"text": "' + b"x" * (4 * 1024**2) + b'"}', 413),
    ],
)
async def test_bad_messages(edge: Edge, rasa: RasaPeer, raw: bytes, status: int) -> None:
    conversation = await edge.start()
    headers = {**conversation.headers, "Content-Type": "application/json"}
    async with conversation.post(data=raw, headers=headers) as response:
        await _is_problem(response, status)
    assert rasa.texts == ["/greeting"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"municipality": "atlantis"}, 422),
        ({"municipality": ""}, 422),
        ({"municipality": ["senden"]}, 422),
        ({"municipality": "../senden"}, 422),
        ({"language": "deutsch!"}, 422),
        ({"language": 5}, 422),
        ([], 422),
    ],
)
async def test_bad_conversations(edge: Edge, body: Any, status: int) -> None:
    async with edge.session.post(f"{edge.url}/api/v1/conversations", json=body) as response:
        await _is_problem(response, status)


async def test_other_content_types(edge: Edge) -> None:
    conversation = await edge.start()
    async with conversation.post(data={"text": "a"}) as response:
        await _is_problem(response, 415)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer falsch", "Bearer \udcff", "falsch"]
)
async def test_missing_or_wrong_token(edge: Edge, header: str | None) -> None:
    conversation = await edge.start()
    headers = {} if header is None else {"Authorization": header}
    async with conversation.post(json={"text": "a"}, headers=headers) as response:
        await _is_problem(response, 401)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    async with edge.session.delete(conversation.url, headers=headers) as response:
        await _is_problem(response, 401)


async def test_the_token_of_another_conversation(edge: Edge) -> None:
    one, other = await edge.start(), await edge.start()
    async with one.post(json={"text": "a"}, headers=other.headers) as response:
        await _is_problem(response, 401)


@pytest.mark.parametrize("identifier", ["web-unbekannt", "default", "%ff", "..%2f..", "x" * 3_000])
async def test_unknown_conversation(edge: Edge, identifier: str) -> None:
    url = f"{edge.url}/api/v1/conversations/{identifier}/messages"
    async with edge.session.post(url, json={"text": "a"}, headers={"Authorization": "Bearer a"}) as response:
        await _is_problem(response, 404)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/conversations", 405),
        ("PUT", "/api/v1/conversations/a/messages", 405),
        ("POST", "/", 405),
        ("GET", "/nichts", 404),
        ("GET", "/widget.js", 404),
        ("GET", "/page/../../app.py", 404),
        ("GET", "/page/..%2F..%2Fapp.py", 404),
        ("GET", "/webhooks/rest/webhook", 404),
        ("GET", "/page/unbekannt.js", 404),
    ],
)
async def test_what_is_not_there(edge: Edge, method: str, path: str, status: int) -> None:
    async with edge.session.request(method, edge.url + path) as response:
        await _is_problem(response, status)
        if status == 405:
            assert response.headers["Allow"]


async def test_too_many_messages(make_edge: MakeEdge) -> None:
    edge = await make_edge(message_burst=2, messages_per_second=0.1)
    conversation = await edge.start()
    await conversation.say("eins")
    await conversation.say("zwei")
    async with conversation.post(json={"text": "drei"}) as response:
        await _is_problem(response, 429)
        assert 1 <= int(response.headers["Retry-After"]) <= 10
    await (await edge.start()).say("ein anderes Gespräch")
    async with edge.get("/metrics") as response:
        assert 'kreislotse_rate_limited_total{kind="messages"} 1.0' in await response.text()


async def test_too_many_conversations(make_edge: MakeEdge) -> None:
    edge = await make_edge(conversation_burst=1, conversations_per_second=0.1, trusted_proxies=("127.0.0.1",))
    url = f"{edge.url}/api/v1/conversations"
    for forwarded, status in (("10.0.0.1", 201), ("10.0.0.1", 429), ("9.9.9.9, 10.0.0.1", 429), ("10.0.0.2", 201)):
        async with edge.session.post(url, headers={"X-Forwarded-For": forwarded}) as response:
            assert response.status == status


async def test_an_untrusted_peer_cannot_change_its_address(make_edge: MakeEdge) -> None:
    edge = await make_edge(conversation_burst=1, conversations_per_second=0.1)
    url = f"{edge.url}/api/v1/conversations"
    for forwarded, status in (("10.0.0.1", 201), ("10.0.0.2", 429)):
        async with edge.session.post(url, headers={"X-Forwarded-For": forwarded}) as response:
            assert response.status == status


async def test_a_database_that_dies(edge: Edge, rasa: RasaPeer, database: Path) -> None:
    conversation = await edge.start()
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TABLE web_conversation")
    answer = await conversation.say("es brennt")
    assert answer["messages"][0]["status"] == "error"
    assert "112" in answer["messages"][0]["text"]
    async with edge.session.post(f"{edge.url}/api/v1/conversations", json={}) as response:
        await _is_problem(response, 503)
        assert response.headers["Retry-After"]
    async with edge.get("/health/live") as response:
        assert response.status == 200


async def test_an_answer_that_cannot_be_kept_is_still_given(edge: Edge, database: Path) -> None:
    conversation = await edge.start()
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TABLE web_reply")
    async with conversation.post(json={"text": "Perso"}) as response:
        assert (await response.json())["messages"][0]["status"] == "answered"


async def test_municipalities(edge: Edge) -> None:
    async with edge.get("/api/v1/municipalities") as response:
        known = await response.json()
    assert len(known) == 12
    assert known[-1] == {"slug": "kreis-coesfeld", "name": "Kreis Coesfeld"}
    assert {"slug": "duelmen", "name": "Dülmen"} in known


async def test_page_and_headers(edge: Edge) -> None:
    for path in ("/", "/page/chat.css", "/page/chat.js"):
        async with edge.get(path) as response:
            assert response.status == 200
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in response.headers
            assert "//" not in response.headers.get("Link", "")


async def test_health_and_metrics(edge: Edge) -> None:
    await (await edge.start()).say("Perso")
    async with edge.get("/health/live") as response:
        assert response.status == 200
    async with edge.get("/health/ready") as response:
        assert (response.status, await response.json()) == (200, {"status": "ok", "missing": []})
    async with edge.get("/metrics") as response:
        text = await response.text()
        assert response.content_type == "text/plain"
    assert 'kreislotse_turns_total{status="answered"} 1.0' in text
    assert "kreislotse_turn_seconds_count 2.0" in text
    assert "kreislotse_empty_replies_total 0.0" in text


async def test_the_access_log_tells_nothing(edge: Edge, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    conversation: Conversation = await edge.start()
    await conversation.say("streng geheim")
    async with edge.get("/geheimer-pfad?name=geheim"):
        pass
    assert "geheim" not in caplog.text
    assert conversation.id not in caplog.text
    assert conversation.token not in caplog.text


async def _is_problem(response: Any, status: int) -> None:
    text = await response.text()
    assert response.status == status, text
    assert response.content_type == "application/problem+json"
    body = json.loads(text)
    assert body["status"] == status
    assert body["title"]
    assert "Traceback" not in text
    assert response.headers["X-Content-Type-Options"] == "nosniff"
