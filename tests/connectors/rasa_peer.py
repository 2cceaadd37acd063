"""A small server that speaks Rasa's REST webhook, the interface at the edge's back."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer


class RasaPeer:
    """Answers every message with an outcome that repeats it; `mode` makes it misbehave."""

    def __init__(self) -> None:
        self.mode = "ok"
        self.delay = 0.0
        self.received: list[dict[str, Any]] = []
        self.at_work: dict[str, int] = {}
        self.overlaps = 0
        self.server: TestServer | None = None

    @property
    def port(self) -> int:
        assert self.server is not None
        assert self.server.port is not None
        return self.server.port

    @property
    def texts(self) -> list[str]:
        return [message["message"] for message in self.received]

    async def start(self, port: int | None = None) -> None:
        app = web.Application()
        app.router.add_get("/", self._alive)
        app.router.add_get("/health", self._alive)
        app.router.add_post("/webhooks/rest/webhook", self._webhook)
        self.server = TestServer(app, port=port)
        await self.server.start_server(access_log=None)

    async def stop(self) -> None:
        if self.server is not None:
            await self.server.close()

    async def _alive(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _webhook(self, request: web.Request) -> web.Response:
        message = await request.json()
        sender = message["sender"]
        self.received.append(message)
        self.overlaps += self.at_work.get(sender, 0)
        self.at_work[sender] = self.at_work.get(sender, 0) + 1
        await asyncio.sleep(self.delay)
        self.at_work[sender] -= 1
        if self.mode == "empty":
            return web.json_response([])
        if self.mode == "garbage":
            return web.Response(text="<html>", content_type="text/html")
        if self.mode == "error":
            return web.json_response({"status": "failure"}, status=500)
        reply = {"recipient_id": sender, "custom": {"outcome": self.outcome(message)}}
        return web.json_response([{"recipient_id": sender, "text": "beiher"}, reply])

    def outcome(self, message: dict[str, Any]) -> dict[str, Any]:
        text = message["message"]
        return {
            "status": "smalltalk" if text == "/greeting" else "answered",
            "aspect": None,
            "service": None,
            "municipality": message["metadata"]["municipality"],
            "organisation": None,
            "candidates": [],
            "text": f"Antwort auf: {text}",
            "buttons": [],
            "links": [],
            "sources": [],
            "language": "de",
            "intent": None,
            "confidence": None,
        }
