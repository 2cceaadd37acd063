"""`python -m connectors`: the public edge as a process. Ends with code 1 and one German line if it cannot start."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import sys

from aiohttp import web

from bot import settings as environment
from bot.settings import Settings
from connectors.access_log import AccessLogger
from connectors.app import build_app
from connectors.webchat.store import UnusableDatabase

_SHUTDOWN = 4.0
"""Seconds that requests under way get to finish."""


def main() -> int:
    """Serve until SIGINT or SIGTERM. Returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stdout)
    try:
        settings = environment.load()
        app = build_app(settings)
        asyncio.run(_serve(app, settings))
    except (UnusableDatabase, ValueError) as error:
        return _fail(str(error))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return _fail(f"Port {settings.port} ist schon belegt. Bitte einen anderen wählen (KREISLOTSE_PORT).")
        return _fail(f"Die Adresse {settings.host}:{settings.port} lässt sich nicht öffnen: {error.strerror or error}")
    return 0


async def _serve(app: web.Application, settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log_class=AccessLogger, shutdown_timeout=_SHUTDOWN)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        await stop.wait()
    finally:
        await runner.cleanup()


def _fail(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
