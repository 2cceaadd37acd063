"""The directory as one XZuFi message: what holds on the day of `now`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO

from sqlalchemy.orm import Session

from bot.directory.exchange.collect_offices import Collector
from bot.directory.exchange.collect_services import services
from bot.directory.exchange.objects import Object
from bot.directory.exchange.write_elements import Version
from bot.directory.exchange.write_xzufi import write


def export(stream: IO[bytes], session: Session, now: datetime, agency: str, version: Version) -> None:
    """`session` of `session.reading`; `agency`: schemeAgencyID of objects that no import brought."""
    write(stream, _objects(session, agency), version, now)


def _objects(session: Session, agency: str) -> Iterator[Object]:
    yield from services(session, agency)
    collector = Collector(session, agency)
    yield from collector.offices()
    yield from collector.offers()
