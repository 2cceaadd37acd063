"""The outbox in a real database, and receivers that are real servers of this machine."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiosmtpd.controller import Controller

from bot.handover.database import open_engine
from bot.handover.forms import Forms
from bot.handover.outbox import Outbox
from bot.handover.request import Request, new_key
from tests import postgres

NOW = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


class Mailbox:
    """An SMTP server; `answer` is what it says to a mail."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.mails.append(envelope)
        return self.answer

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "unbekannt" in address:
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"


class Webhook:
    """A web address; `status` is what it answers with."""

    def __init__(self) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.called = asyncio.Event()
        self.status = 204
        app = web.Application()
        app.router.add_post("/requests", self._take)
        self.server = TestServer(app)

    @property
    def url(self) -> str:
        return str(self.server.make_url("/requests"))

    async def _take(self, request: web.Request) -> web.Response:
        self.received.append((dict(request.headers), await request.read()))
        self.called.set()
        headers = {"Location": "/requests"} if self.status == 307 else {}
        return web.Response(status=self.status, headers=headers)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mailbox():
    box = Mailbox()
    box.port = postgres.free_port()
    box.controller = controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop(no_assert=True)


@pytest.fixture
async def webhook():
    hook = Webhook()
    await hook.server.start_server()
    yield hook
    await hook.server.close()


@pytest.fixture(scope="session")
def postgres_url():
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'conversations.sqlite'}"
    server = request.getfixturevalue("postgres_url")
    name = f"handover_{new_key()}"
    with sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture
def forms(url):
    opened = Forms(open_engine(url))
    yield opened
    opened.close()


@pytest.fixture
def outbox(url):
    opened = Outbox(open_engine(url))
    yield opened
    opened.close()


def complete(conversation: str = "web-1", **changes: Any) -> Request:
    fields = {
        "key": new_key(),
        "organisation": "buergerbuero",
        "body": "coesfeld",
        "office": "Bürgerbüro Coesfeld",
        "service": "reisepass",
        "municipality": "coesfeld",
        "step": "confirm",
        "topic": "Reisepass, Coesfeld",
        "name": "Erika Müller",
        "phone": "+49 2541 184711",
        "email": "erika@example.org",
        "best_time": "vormittags",
        "consented": datetime(2026, 11, 23, 9),
    }
    return Request(conversation=conversation, **{**fields, **changes})


def hand_in(forms: Forms, conversation: str = "web-1", **changes: Any) -> Request:
    draft = complete(conversation, **changes)
    forms.save(draft, NOW)
    handed_in = forms.hand_in(draft.key, NOW)
    assert handed_in is not None
    return handed_in
