"""Delivers what was handed in, one after the other, and deletes what is over its time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.handover.delivery import Deliveries
from bot.handover.outbox import TRIES, Outbox
from bot.handover.request import Request
from bot.handover.send import TIMEOUT, NotDelivered, send
from bot.settings import Settings

_log = logging.getLogger(__name__)
_PAUSE = 2.0
"""Seconds between two looks into the outbox."""
_SWEEP_EVERY = timedelta(hours=1)


class Worker:
    """`clock` gives the time with its zone; `timeout` is that of one try in seconds."""

    def __init__(
        self, outbox: Outbox, settings: Settings, clock: Callable[[], datetime], timeout: float = TIMEOUT
    ) -> None:
        self._outbox = outbox
        self._settings = settings
        self._deliveries = Deliveries(settings)
        self._clock = clock
        self._timeout = timeout
        self._swept: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; a database that fails is asked again after the pause."""
        while not stop.is_set():
            try:
                await self.work()
            except SQLAlchemyError as error:
                _log.error("The outbox cannot be read: %s", type(error).__name__)
            try:
                await asyncio.wait_for(stop.wait(), _PAUSE)
            except asyncio.TimeoutError:
                continue

    async def work(self) -> int:
        """Try everything that is due. Returns how many requests were tried."""
        await self._sweep()
        tried = 0
        while (request := await asyncio.to_thread(self._outbox.claim, self._clock())) is not None:
            await self._deliver(request)
            tried += 1
        return tried

    async def _deliver(self, request: Request) -> None:
        try:
            if request.tries > TRIES:
                raise NotDelivered("Zustellung wurde jedes Mal abgebrochen")
            target = self._deliveries.target(request.organisation, request.body)
            if target is None:
                raise NotDelivered("keine Adresse in data/handover/delivery.yml, oder der Weg ist nicht eingerichtet")
            await send(request, target, self._settings, int(self._clock().timestamp()), self._timeout)
        except NotDelivered as error:
            _log.warning("%s: try %d: %s", request.reference, request.tries, error)
            await asyncio.to_thread(self._outbox.failed, request, str(error), self._clock())
        except Exception as error:  # One request that cannot be sent must not hold up the others.
            _log.error("%s: try %d: %s", request.reference, request.tries, type(error).__name__)
            await asyncio.to_thread(self._outbox.failed, request, type(error).__name__, self._clock())
        else:
            _log.info("%s: delivered", request.reference)
            await asyncio.to_thread(self._outbox.delivered, request.key, self._clock())

    async def _sweep(self) -> None:
        now = self._clock()
        if self._swept is None or now - self._swept >= _SWEEP_EVERY:
            retention = timedelta(days=self._settings.request_retention_days)
            await asyncio.to_thread(self._outbox.sweep, now, retention)
            self._swept = now
