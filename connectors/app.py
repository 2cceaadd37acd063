"""The public edge as one aiohttp application."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.handover import database
from bot.handover.forms import Forms
from bot.settings import Settings
from connectors import health, municipalities
from connectors.apology import Apology
from connectors.entries import Entries
from connectors.gateway import Gateway
from connectors.metrics import Metrics
from connectors.order import Locks
from connectors.rate import Buckets
from connectors.webchat import routes
from connectors.webchat.problem import problems
from connectors.webchat.routes import WEBCHAT, WebChat
from connectors.webchat.store import Store, open_store

_log = logging.getLogger(__name__)

_MAX_BODY = 4 * 1024**2
_SWEEP_EVERY = 3_600.0
"""Seconds between two sweeps of events whose conversation is gone."""


def build_app(settings: Settings) -> web.Application:
    """The application, ready to be served. Raises UnusableDatabase (German message)."""
    store = open_store(settings.conversations_url)
    metrics = Metrics()
    apology = Apology()
    rasa = f"http://127.0.0.1:{settings.rasa_port}"
    entries = Entries(Forms(database.open_engine(settings.conversations_url)))
    gateway = Gateway(rasa, settings.turn_timeout, apology, entries, metrics.turn)
    app = web.Application(middlewares=[_counting(metrics), problems], client_max_size=_MAX_BODY)
    app[health.METRICS] = metrics
    app[health.PROBES] = {"rasa": f"{rasa}/", "actions": f"http://127.0.0.1:{settings.actions_port}/health"}
    app[WEBCHAT] = WebChat(
        gateway=gateway,
        store=store,
        apology=apology,
        municipalities=municipalities.load(),
        message_rate=Buckets(settings.messages_per_second, settings.message_burst),
        conversation_rate=Buckets(settings.conversations_per_second, settings.conversation_burst),
        trusted_proxies=settings.trusted_proxies,
        limited=metrics.limited,
        order=Locks(),
    )
    health.add_routes(app)
    routes.add_routes(app)
    app.cleanup_ctx.append(_life)
    return app


async def _life(app: web.Application) -> AsyncIterator[None]:
    """Open what the application needs while it serves, and close it afterwards."""
    chat = app[WEBCHAT]
    sweeping = asyncio.create_task(_sweep(chat.store))
    async with chat.gateway:
        yield
    sweeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sweeping
    chat.store.close()


async def _sweep(store: Store) -> None:
    while True:
        try:
            await asyncio.to_thread(store.sweep)
        except Exception as error:  # Whatever it was, the next sweep may succeed; citizens must not notice.
            _log.error("Left-over events could not be deleted: %s", type(error).__name__)
        await asyncio.sleep(_SWEEP_EVERY)


def _counting(metrics: Metrics) -> Middleware:
    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        with metrics.in_flight.track_inprogress():
            return await handler(request)

    return count
