"""The worker's side of the requests: which is to be delivered next, and how it went. Survives restarts.

A try is claimed for `LEASE`: if the process dies meanwhile, the request is sent again afterwards, with the same key. So
every request is delivered at least once, and the office's side can tell a repetition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.handover.database import utc
from bot.handover.request import Request
from bot.handover.tables import requests

TRIES = 10
LEASE = timedelta(minutes=5)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 3, 10, 30, 60, 120, 240, 360, 360))
"""Before the second, third, … try: a mail server that is down overnight loses nothing; given up after 20 hours."""
FORM_EXPIRES = timedelta(hours=1)
_COLUMNS = [requests.c[field.name] for field in fields(Request)]


class Outbox:
    """All requests that were handed in. Methods block and raise SQLAlchemyError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, now: datetime) -> Request | None:
        """The request that has waited longest for its next try, now being sent; None if none is due."""
        moment = utc(now)
        is_due = sa.and_(requests.c.state.in_(("waiting", "sending")), requests.c.due <= moment)
        first = sa.select([requests.c.key, requests.c.due]).where(is_due).order_by(requests.c.due).limit(1)
        values = {"state": "sending", "due": moment + LEASE, "tries": requests.c.tries + 1, "changed": moment}
        with self._engine.begin() as connection:
            while (row := connection.execute(first).first()) is not None:
                # Another worker may have been quicker; then `due` has moved.
                same = sa.and_(requests.c.key == row.key, requests.c.due == row.due)
                if connection.execute(requests.update().where(same).values(**values)).rowcount:
                    query = sa.select(_COLUMNS).where(requests.c.key == row.key)
                    return Request(**connection.execute(query).one())
        return None

    def delivered(self, key: str, now: datetime) -> None:
        """The office's side has taken it."""
        self._settle(key, state="delivered", due=None, fault=None, changed=utc(now))

    def failed(self, request: Request, fault: str, now: datetime) -> None:
        """Try again later; after the last try it stays for people to look at. `fault` says nothing of the citizen."""
        last = request.tries >= TRIES
        due = None if last else utc(now) + BACK_OFF[request.tries - 1]
        state = "dead" if last else "waiting"
        self._settle(request.key, state=state, due=due, fault=fault[:200], changed=utc(now))

    def retry(self, reference: str, now: datetime) -> bool:
        """Deliver a request that was given up once more from the first try. False if there is none."""
        dead = sa.and_(requests.c.reference == reference, requests.c.state == "dead")
        values = {"state": "waiting", "due": utc(now), "tries": 0, "changed": utc(now)}
        with self._engine.begin() as connection:
            return bool(connection.execute(requests.update().where(dead).values(**values)).rowcount)

    def all(self) -> Sequence[Request]:
        """Every request that was handed in, latest change first."""
        query = sa.select(_COLUMNS).where(requests.c.state != "draft").order_by(requests.c.changed.desc())
        with self._engine.connect() as connection:
            return [Request(**row) for row in connection.execute(query)]

    def sweep(self, now: datetime, retention: timedelta) -> int:
        """Delete forms left open, and requests `retention` after they were delivered or given up. Returns how many."""
        left = sa.and_(requests.c.state == "draft", requests.c.changed < utc(now) - FORM_EXPIRES)
        over = sa.and_(requests.c.state.in_(("delivered", "dead")), requests.c.changed < utc(now) - retention)
        with self._engine.begin() as connection:
            return int(connection.execute(requests.delete().where(sa.or_(left, over))).rowcount)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _settle(self, key: str, **values: object) -> None:
        # Only while it is being sent: the citizen may have deleted it meanwhile.
        sending = sa.and_(requests.c.key == key, requests.c.state == "sending")
        with self._engine.begin() as connection:
            connection.execute(requests.update().where(sending).values(**values))
