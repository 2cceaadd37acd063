"""End to end over HTTP against the started processes."""

import os
import signal
import sqlite3
import time

import pytest


def test_the_announcement_names_the_address(service):
    assert f"http://localhost:{service.port}" in service.process.stdout.readline().decode()


def test_a_citizen_asks_and_the_right_office_answers(service):
    opened = service.open(municipality="duelmen")
    assert "kein Mensch" in opened["messages"][0]["text"]
    status, answer = service.say(opened, "Was kostet ein neuer Perso?")
    outcome = answer["messages"][0]
    assert status == 200
    assert (outcome["status"], outcome["aspect"], outcome["service"]) == ("answered", "fee", "personalausweis")
    assert outcome["municipality"] == "duelmen"
    assert "46,00 €" in outcome["text"]
    assert outcome["sources"][0]["as_of"] == "2026-06-08"


def test_buttons_work_by_payload(service):
    opened = service.open()
    _, answer = service.say(opened, "Welches Amt ist für Wohngeld zuständig?")
    button = next(b for b in answer["messages"][0]["buttons"] if b["title"] == "Nottuln")
    path = f"/api/v1/conversations/{opened['conversation']}/messages"
    status, answer = service.call("POST", path, {"payload": button["payload"]}, opened["token"])
    assert status == 200
    assert answer["messages"][0]["organisation"] == "nottuln"


@pytest.mark.parametrize(
    "text", ["", "😀😀", "a" * 5_000, "Perso? " * 70_000, "\u202e\x00\x07", '/choose{"service":"x"}']
)
def test_any_text_gets_a_polite_reply(service, text):
    status, answer = service.say(service.open(), text)
    assert status == 200
    assert answer["messages"][0]["text"].strip()
    assert answer["messages"][0]["status"] != "error"


def test_bad_requests_get_a_german_problem(service):
    opened = service.open()
    path = f"/api/v1/conversations/{opened['conversation']}/messages"
    cases = [
        (400, service.call("POST", path, raw=b"\xff\xfe{", token=opened["token"])),
        (400, service.call("POST", path, raw=b"{nope", token=opened["token"])),
        (401, service.call("POST", path, {"text": "hi"}, token="falsch")),
        (404, service.call("POST", "/api/v1/conversations/web-unbekannt/messages", {"text": "hi"}, token="x")),
        (422, service.call("POST", "/api/v1/conversations", {"municipality": "atlantis"})),
    ]
    for expected, (status, problem) in cases:
        assert status == expected
        assert problem["title"]
        assert "Traceback" not in str(problem)


def test_deleting_removes_everything_said(service):
    opened = service.open()
    service.say(opened, "ich suche das Fundbüro in Olfen")
    path = f"/api/v1/conversations/{opened['conversation']}"
    assert service.call("DELETE", path, token=opened["token"])[0] == 204
    assert service.call("DELETE", path, token=opened["token"])[0] == 404
    with sqlite3.connect(service.conversations) as database:
        left = database.execute("SELECT count(*) FROM events WHERE sender_id = ?", (opened["conversation"],)).fetchone()
    assert left == (0,)


@pytest.mark.parametrize("part", ["rasa_sdk", "rasa_server run", "connectors"])
def test_a_killed_part_comes_back_and_the_citizen_hears_of_it(service, part):
    opened = service.open(municipality="coesfeld")
    (pid,) = [p for p in service.children("-m", part.split()[0]) if part in _command(p)]
    os.kill(pid, signal.SIGKILL)
    if part != "connectors":
        started = time.monotonic()
        status, answer = service.say(opened, "Wann hat das Bürgerbüro auf?")
        assert status == 200
        assert answer["messages"][0]["text"]
        assert time.monotonic() - started < 3
    service.wait_ready(40)
    status, answer = service.say(opened, "Wann hat das Bürgerbüro auf?")
    assert status == 200
    assert answer["messages"][0]["municipality"] == "coesfeld"
    assert "10–12" in answer["messages"][0]["text"]


def _command(pid):
    with open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read().replace(b"\0", b" ").decode()
