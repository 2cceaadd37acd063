"""Delivery to a real mail server and a real web address, with everything that goes wrong there."""

import asyncio
import email
import email.policy
import hashlib
import hmac
import json
import socket

import pytest

from bot import paths
from bot.handover.database import open_engine
from bot.handover.delivery import Deliveries, Target
from bot.handover.outbox import LEASE, TRIES, Outbox
from bot.handover.worker import Worker
from bot.settings import Settings
from tests import postgres
from tests.handover.conftest import hand_in

SECRET = "ein Geheimnis"


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'conversations.sqlite'}"


@pytest.fixture
def addresses(tmp_path, monkeypatch):
    file = tmp_path / "delivery.yml"
    monkeypatch.setattr(paths, "DELIVERY", file)
    return lambda text: file.write_text(text, "utf-8")


@pytest.fixture
def make_worker(url, clock, mailbox):
    def make(**changes):
        settings = Settings(
            **{
                "smtp_host": "127.0.0.1",
                "smtp_port": mailbox.port,
                "smtp_security": "none",
                "smtp_sender": "Kreislotse <kreislotse@example.org>",
                "webhook_secret": SECRET,
                **changes,
            }
        )
        return Worker(Outbox(open_engine(url)), settings, clock, timeout=1.0)

    return make


def state(outbox):
    [request] = outbox.all()
    return request.state


async def test_by_mail(forms, outbox, make_worker, mailbox, addresses):
    addresses("coesfeld:\n  email: buergerbuero@coesfeld.example\n")
    handed_in = hand_in(forms)
    assert await make_worker().work() == 1
    [envelope] = mailbox.mails
    assert envelope.rcpt_tos == ["buergerbuero@coesfeld.example"]
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert handed_in.reference in mail["Subject"]
    assert mail["Reply-To"] == "erika@example.org"
    assert mail["Message-ID"] == f"<{handed_in.key}@example.org>"
    text = mail.get_content()
    for part in ("Erika Müller", "+49 2541 184711", "Reisepass, Coesfeld", "vormittags", handed_in.reference):
        assert part in text
    assert state(outbox) == "delivered"
    assert await make_worker().work() == 0


async def test_by_webhook_signed(forms, outbox, make_worker, webhook, clock, addresses):
    addresses(f"coesfeld:\n  webhook: {webhook.url}\n")
    handed_in = hand_in(forms)
    await make_worker().work()
    [(headers, body)] = webhook.received
    signed = f"{int(clock.now.timestamp())}.".encode() + body
    assert (
        headers["X-Kreislotse-Signature"] == "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    )
    assert headers["X-Kreislotse-Timestamp"] == str(int(clock.now.timestamp()))
    assert headers["Idempotency-Key"] == handed_in.key
    content = json.loads(body)
    assert (content["reference"], content["name"]) == (handed_in.reference, "Erika Müller")
    assert content["consented"] == "2026-11-23T09:00:00Z"
    assert "web-1" not in body.decode()
    assert state(outbox) == "delivered"


@pytest.mark.parametrize("status", [500, 404, 429, 307])
async def test_a_refusing_web_address_is_tried_again_with_the_same_key(
    forms, outbox, make_worker, webhook, clock, addresses, status
):
    addresses(f"coesfeld:\n  webhook: {webhook.url}\n")
    hand_in(forms)
    webhook.status = status
    await make_worker().work()
    [request] = outbox.all()
    assert (request.state, request.fault) == ("waiting", f"Gegenstelle antwortet mit {status}")
    assert await make_worker().work() == 0
    clock.forward(minutes=1)
    webhook.status = 200
    await make_worker().work()
    assert state(outbox) == "delivered"
    (first, body), (second, same) = webhook.received
    assert first["Idempotency-Key"] == second["Idempotency-Key"]
    assert body == same


async def test_time_out(forms, outbox, make_worker, addresses):
    """A server that takes the connection and never says a word."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        addresses(f"coesfeld:\n  webhook: http://127.0.0.1:{port}/\nsenden:\n  email: a@senden.example\n")
        hand_in(forms)
        hand_in(forms, "web-2", organisation="senden", body="senden")
        assert await make_worker(smtp_port=port).work() == 2
    assert {(request.state, request.tries) for request in outbox.all()} == {("waiting", 1)}
    assert all("nicht erreichbar" in request.fault for request in outbox.all())


@pytest.mark.parametrize(
    ("answer", "address", "fault"),
    [
        ("451 Later", "amt@coesfeld.example", "451"),
        ("554 No", "amt@coesfeld.example", "554"),
        ("250 OK", "unbekannt@coesfeld.example", "550"),
    ],
)
async def test_a_refusing_mail_server(forms, outbox, make_worker, mailbox, addresses, answer, address, fault):
    addresses(f"coesfeld:\n  email: {address}\n")
    hand_in(forms)
    mailbox.answer = answer
    await make_worker().work()
    [request] = outbox.all()
    assert request.state == "waiting"
    assert fault in request.fault
    assert "Erika" not in request.fault
    assert "erika" not in request.fault


async def test_a_mail_server_that_is_down(forms, outbox, make_worker, clock, addresses):
    addresses("coesfeld:\n  email: amt@coesfeld.example\n")
    hand_in(forms)
    worker = make_worker(smtp_port=postgres.free_port())
    while state(outbox) != "dead":
        await worker.work()
        clock.forward(minutes=1)
    [request] = outbox.all()
    assert request.tries == TRIES


async def test_a_mail_server_without_encryption_gets_nothing(forms, outbox, make_worker, mailbox, addresses):
    addresses("coesfeld:\n  email: amt@coesfeld.example\n")
    hand_in(forms)
    await make_worker(smtp_security="startls").work()
    assert (state(outbox), mailbox.mails) == ("waiting", [])


async def test_the_process_dies_after_sending(forms, outbox, make_worker, webhook, clock, addresses):
    """Sent again after the lease, with the same key: at least once."""
    addresses(f"coesfeld:\n  webhook: {webhook.url}\n")
    hand_in(forms)
    assert outbox.claim(clock()) is not None  # the worker that died
    assert await make_worker().work() == 0
    clock.forward(seconds=LEASE.total_seconds())
    await make_worker().work()
    assert state(outbox) == "delivered"
    assert len(webhook.received) == 1


async def test_one_bad_address_holds_up_nobody(forms, outbox, make_worker, webhook, addresses):
    addresses(f"coesfeld:\n  webhook: {webhook.url}\n")
    hand_in(forms, "web-1", organisation="ohne-adresse", body="senden")
    hand_in(forms, "web-2")
    assert await make_worker().work() == 2
    assert {request.conversation: request.state for request in outbox.all()} == {
        "web-1": "waiting",
        "web-2": "delivered",
    }


async def test_a_crash_at_every_try_ends(forms, outbox, make_worker, clock, addresses):
    addresses("")
    hand_in(forms)
    for _ in range(TRIES):
        assert outbox.claim(clock()) is not None
        clock.forward(seconds=LEASE.total_seconds())
    await make_worker().work()
    assert state(outbox) == "dead"


async def test_run_delivers_and_stops(forms, outbox, make_worker, webhook, addresses):
    addresses(f"coesfeld:\n  webhook: {webhook.url}\n")
    hand_in(forms)
    stop = asyncio.Event()
    running = asyncio.create_task(make_worker().run(stop))
    await asyncio.wait_for(webhook.called.wait(), 5)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert state(outbox) == "delivered"


def test_only_a_way_that_is_set_up_counts(addresses):
    addresses("coesfeld:\n  email: amt@coesfeld.example\nkreisjugendamt:\n  webhook: https://amt.example/x\n")
    ready = Deliveries(Settings(smtp_host="mail.example", smtp_sender="a@b.example", webhook_secret=SECRET))
    assert ready.target("coesfeld", "coesfeld") == Target("email", "amt@coesfeld.example")
    assert ready.target("standesamt-coesfeld", "coesfeld") == Target("email", "amt@coesfeld.example")
    assert ready.target("kreisjugendamt", "kreis-coesfeld") == Target("webhook", "https://amt.example/x")
    assert ready.target("kreis-coesfeld", "kreis-coesfeld") is None
    bare = Deliveries(Settings())
    assert bare.target("coesfeld", "coesfeld") is None
    assert bare.target("kreisjugendamt", "kreis-coesfeld") is None


def test_the_staff_file_is_live_and_a_broken_one_changes_nothing(addresses):
    deliveries = Deliveries(Settings(webhook_secret=SECRET))
    assert deliveries.target("senden", "senden") is None
    addresses("senden:\n  webhook: https://amt.example/1\n")
    assert deliveries.target("senden", "senden") == Target("webhook", "https://amt.example/1")
    addresses("senden:\n  webhook: [\n")
    assert deliveries.target("senden", "senden") == Target("webhook", "https://amt.example/1")
    addresses("senden:\n  webhook: http://amt.example/offen\n")
    assert deliveries.target("senden", "senden") is None


def test_the_projects_own_file_names_nobody():
    assert (
        Deliveries(Settings(smtp_host="m", smtp_sender="a@b.de", webhook_secret="x")).target("coesfeld", "coesfeld")
        is None
    )
