"""A server with the interface of the PVOG Bereitstelldienst, and faults on demand."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.directory.exchange.pvog import PATH, Access


@dataclass
class Pvog:
    """`pages`: values of `xzufiObjekte`. `faults`: for the n-th request of a page, what is sent instead."""

    pages: list[Any]
    faults: dict[tuple[int, int], Callable[[web.Request], Any]] = field(default_factory=dict)
    requests: list[int] = field(default_factory=list)
    tokens: int = 0
    valid_for: int = 1000
    """Requests after which a token expires."""
    areas: set[str] = field(default_factory=set)
    port: int = 0
    elsewhere: str = ""
    """Where `naechsteAnfrageUrl` points to instead of this server."""
    _left: int = 0

    def access(self, **changes: Any) -> Access:
        base = f"http://127.0.0.1:{self.port}"
        given = {"url": base, "token_url": f"{base}/token", "client_id": "kreis", "client_secret": "geheim"}
        return Access(**{**given, "pause": 0.01, "attempts": 3, "timeout": 0.5, **changes})

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form["grant_type"], form["client_id"], form["client_secret"]) != ("client_credentials", "kreis", "geheim"):
            return web.json_response({"error": "invalid_client"}, status=401)
        self.tokens += 1
        self._left = self.valid_for
        return web.json_response({"access_token": f"token-{self.tokens}", "token_type": "Bearer", "expires_in": 300})

    async def objects(self, request: web.Request) -> web.StreamResponse:
        index = int(request.query["index"])
        if request.headers.get("Authorization") != f"Bearer token-{self.tokens}" or self._left <= 0:
            return web.Response(status=401)
        self._left -= 1
        self.areas.add(request.query["ars"])
        self.requests.append(index)
        fault = self.faults.get((index, self.requests.count(index)))
        if fault is not None:
            return await fault(request)
        return web.json_response(self.answer(index))

    def answer(self, index: int) -> dict[str, Any]:
        last = index == len(self.pages) - 1
        base = self.elsewhere or f"http://127.0.0.1:{self.port}"
        following = None if last else f"{base}{PATH}?index={index + 1}&ars=05558%25"
        return {
            "xzufiObjekte": self.pages[index],
            "naechsterIndex": index + 1,
            "naechsteAnfrageUrl": following,
            "vollstaendig": last,
        }


@asynccontextmanager
async def serving(pvog: Pvog) -> AsyncIterator[Pvog]:
    """The server on a free port of this machine."""
    app = web.Application()
    app.router.add_post("/token", pvog.token)
    app.router.add_get(PATH, pvog.objects)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    pvog.port = runner.addresses[0][1]
    try:
        yield pvog
    finally:
        await runner.cleanup()


def status(code: int, **headers: str) -> Callable[[web.Request], Any]:
    """An answer without a page."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=code, headers=headers)

    return answer


def body(content: bytes) -> Callable[[web.Request], Any]:
    """These bytes as the answer."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=content, content_type="application/json")

    return answer


def cut_off(page: dict[str, Any]) -> Callable[[web.Request], Any]:
    """The connection breaks in the middle of the page."""

    async def answer(request: web.Request) -> web.StreamResponse:
        content = json.dumps(page).encode()
        response = web.StreamResponse(headers={"Content-Length": str(len(content))})
        await response.prepare(request)
        await response.write(content[: len(content) // 2])
        assert request.transport is not None
        request.transport.close()
        return response

    return answer
