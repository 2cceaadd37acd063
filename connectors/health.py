"""Routes for operation: is the edge alive, can it answer citizens, and how does it fare."""

from __future__ import annotations

import asyncio
from typing import Final

import aiohttp
from aiohttp import web

from connectors.metrics import CONTENT_TYPE, Metrics

_PATIENCE = aiohttp.ClientTimeout(total=1.0)

PROBES: Final = web.AppKey("probes", dict[str, str])
"""Name of each part behind the edge → URL that answers 200 when it works."""
METRICS: Final = web.AppKey("metrics", Metrics)


def add_routes(app: web.Application) -> None:
    """Add the routes of operation."""
    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)
    app.router.add_get("/metrics", metrics)


async def live(request: web.Request) -> web.Response:
    """The edge runs."""
    return web.json_response({"status": "ok"})


async def ready(request: web.Request) -> web.Response:
    """200 if every part answers within a second, else 503; the body says which part is missing."""
    probes = request.app[PROBES]
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        answers = await asyncio.gather(*(_answers(session, url) for url in probes.values()))
    missing = [name for name, answer in zip(probes, answers, strict=True) if not answer]
    status = "ok" if not missing else "not_ready"
    return web.json_response({"status": status, "missing": missing}, status=503 if missing else 200)


async def metrics(request: web.Request) -> web.Response:
    """The numbers, for Prometheus."""
    return web.Response(body=request.app[METRICS].text(), headers={"Content-Type": CONTENT_TYPE})


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as response:
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
