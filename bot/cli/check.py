"""`kreislotse check`: every fault of every data file at once, in German, without the model."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content.check import check_everything


def check() -> int:
    """Print all faults and hints; exit code 1 if there is a fault. Hints stop nothing."""
    started = time.perf_counter()
    problems = check_everything(datetime.now(ZoneInfo("Europe/Berlin")).date())
    for problem in problems:
        print(problem)
    hints = sum(problem.hint for problem in problems)
    faults = len(problems) - hints
    found = f"{faults} Fehler gefunden" if faults else "Alles in Ordnung"
    seen = f", {hints} {'Hinweis' if hints == 1 else 'Hinweise'}" if hints else ""
    print(f"{found}{seen} ({time.perf_counter() - started:.1f} s).{' Nichts wurde verändert.' if faults else ''}")
    return 1 if faults else 0
