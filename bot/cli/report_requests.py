"""`kreislotse report requests`: what became of the requests for a callback. Names and numbers are not shown."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timezone

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.directory.hours.calendar import BERLIN
from bot.handover.database import open_engine
from bot.handover.outbox import Outbox
from bot.handover.request import Request

_STATES = {"waiting": "wartet", "sending": "unterwegs", "delivered": "zugestellt", "dead": "gescheitert"}


def report_requests(retry: str | None) -> int:
    """Print counts and every request that is not delivered yet; with `retry` one is tried again. Returns the exit
    code: 1 if one was given up, so that a monitoring job notices, or on an error."""
    try:
        outbox = Outbox(open_engine(settings.load().conversations_url))
        if retry is not None:
            return _retry(outbox, retry.strip().upper())
        found = outbox.all()
    except (SQLAlchemyError, ValueError, OSError) as error:
        print(f"FEHLER: Die Gesprächsdatenbank lässt sich nicht lesen ({type(error).__name__}).", file=sys.stderr)
        return 1
    show(Console(), found)
    return int(any(request.state == "dead" for request in found))


def show(console: Console, found: Sequence[Request]) -> None:
    """Given-up requests first."""
    counts: Counter[str] = Counter(request.state for request in found)
    console.print(", ".join(f"{label}: {counts[state]}" for state, label in _STATES.items()))
    open_ones = sorted((r for r in found if r.state != "delivered"), key=lambda request: request.state != "dead")
    if not open_ones:
        return
    table = Table(box=SIMPLE_HEAD)
    for header in ("Vorgang", "Zustand", "Stelle", "Versuche", "zuletzt", "Grund"):
        table.add_column(header, no_wrap=header != "Grund")
    for request in open_ones:
        table.add_row(
            request.reference,
            _STATES[request.state],
            request.organisation,
            str(request.tries),
            _when(request.changed),
            request.fault or "",
        )
    console.print(table)
    if counts["dead"]:
        console.print("Noch einmal zustellen:  kreislotse report requests --retry VORGANG")


def _retry(outbox: Outbox, reference: str) -> int:
    if outbox.retry(reference, datetime.now(timezone.utc)):
        print(f"{reference} wird noch einmal zugestellt.")
        return 0
    print(f"FEHLER: Eine gescheiterte Bitte „{reference}“ gibt es nicht.", file=sys.stderr)
    return 1


def _when(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.replace(tzinfo=timezone.utc).astimezone(BERLIN).strftime("%d.%m.%Y %H:%M")
