"""`python -m bot.handover`: the worker as a process. Ends with code 1 and one German line if it cannot start."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from datetime import datetime, timezone

from sqlalchemy.exc import SQLAlchemyError

from bot import settings as environment
from bot.handover.database import open_engine
from bot.handover.outbox import Outbox
from bot.handover.worker import Worker
from bot.settings import Settings


def main() -> int:
    """Work until SIGINT or SIGTERM. Returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stdout)
    try:
        settings = environment.load()
        outbox = Outbox(open_engine(settings.conversations_url))
    except (ValueError, SQLAlchemyError, OSError) as error:
        print(f"Die Zustellung der Bitten kann nicht beginnen: {type(error).__name__}", file=sys.stderr, flush=True)
        return 1
    asyncio.run(_serve(outbox, settings))
    return 0


async def _serve(outbox: Outbox, settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await Worker(outbox, settings, lambda: datetime.now(timezone.utc)).run(stop)
    outbox.close()


if __name__ == "__main__":
    sys.exit(main())
