"""The edge over real HTTP, with a real peer in the place of Rasa and the action server."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.settings import Settings
from connectors.access_log import AccessLogger
from connectors.app import build_app
from tests.connectors.rasa_peer import RasaPeer


@dataclass
class Edge:
    """A served edge and a client's way to it."""

    session: aiohttp.ClientSession
    url: str
    settings: Settings

    async def start(self, **body: Any) -> Conversation:
        async with self.session.post(f"{self.url}/api/v1/conversations", json=body) as response:
            assert response.status == 201, await response.text()
            made = await response.json()
        return Conversation(self, made["conversation"], made["token"], made)

    def get(self, path: str) -> Any:
        return self.session.get(self.url + path)


@dataclass
class Conversation:
    """A conversation of a client that holds its token."""

    edge: Edge
    id: str
    token: str
    made: dict[str, Any]

    @property
    def url(self) -> str:
        return f"{self.edge.url}/api/v1/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, what: str = "messages", **options: Any) -> Any:
        options.setdefault("headers", self.headers)
        return self.edge.session.post(f"{self.url}/{what}", **options)

    async def say(self, text: str, **more: Any) -> dict[str, Any]:
        async with self.post(json={"text": text, **more}) as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
        return answer

    def delete(self) -> Any:
        return self.edge.session.delete(self.url, headers=self.headers)


MakeEdge = Callable[..., Awaitable[Edge]]


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[RasaPeer]:
    peer = RasaPeer()
    await peer.start()
    yield peer
    await peer.stop()


@pytest_asyncio.fixture
async def make_edge(rasa: RasaPeer, tmp_path: Path) -> AsyncIterator[MakeEdge]:
    servers: list[TestServer] = []
    sessions: list[aiohttp.ClientSession] = []

    async def make(**changes: Any) -> Edge:
        settings = Settings(
            conversations_url=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
            rasa_port=rasa.port,
            actions_port=rasa.port,
            turn_timeout=0.5,
        )
        settings = dataclasses.replace(settings, **changes)
        server = TestServer(build_app(settings))
        await server.start_server(access_log_class=AccessLogger)
        servers.append(server)
        sessions.append(aiohttp.ClientSession())
        return Edge(sessions[-1], str(server.make_url("")).rstrip("/"), settings)

    yield make
    for session in sessions:
        await session.close()
    for server in servers:
        await server.close()


@pytest_asyncio.fixture
async def edge(make_edge: MakeEdge) -> Edge:
    return await make_edge()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "conversations.sqlite"
