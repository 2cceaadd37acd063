"""`kreislotse check`: every fault of every data file at once, in German, without the model."""

from __future__ import annotations

import time

from bot.content.check import check_everything


def check() -> int:
    """Print all problems; exit code 1 if there are any."""
    started = time.perf_counter()
    problems = check_everything()
    for problem in sorted(problems):
        print(problem)
    seconds = time.perf_counter() - started
    if problems:
        print(f"{len(problems)} Fehler gefunden ({seconds:.1f} s). Nichts wurde verändert.")
        return 1
    print(f"Alles in Ordnung ({seconds:.1f} s).")
    return 0
