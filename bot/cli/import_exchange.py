"""`kreislotse import --xzufi …`: an XZuFi export becomes a layer of the directory."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from bot import settings
from bot.content.problems import ContentError
from bot.directory.exchange.documents import documents
from bot.directory.exchange.import_xzufi import Done, Job, import_xzufi
from bot.directory.importers.layer import complete_vectors
from bot.directory.session import DirectoryUnavailable, migrate, open_engine

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
PORTAL = "https://meineverwaltung.nrw"
"""Where citizens find what the state's portal data say: the source of a fact whose object names no page."""


def import_file(
    path: Path,
    name: str,
    delta: bool,
    title: str | None,
    url: str | None,
    now: str | None,
    skip_unknown: bool,
    dry_run: bool,
) -> int:
    """Returns the exit code; with any fault nothing is changed."""
    try:
        job = job_of(name, title, url, now)
    except ValueError as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    return run(replace(job, delta=delta, skip_unknown=skip_unknown, dry_run=dry_run), path)


def job_of(name: str, title: str | None, url: str | None, now: str | None) -> Job:
    """What the options say. Raises ValueError (German) on an unusable one."""
    if not NAME.fullmatch(name):
        raise ValueError(f"--name {name}: nur a-z, 0-9 und Bindestriche, höchstens 30 Zeichen.")
    try:
        today = datetime.fromisoformat(now).date() if now else date.today()
    except ValueError:
        raise ValueError(f"--now {now} ist kein Datum. Bitte so schreiben: 2026-11-28") from None
    return Job(name=name, today=today, title=title or f"Portaldaten {name}", url=url or PORTAL)


def run(job: Job, path: Path) -> int:
    """Import the documents at `path`; returns the exit code."""
    started = time.perf_counter()
    try:
        engine = open_engine(settings.load().directory_url)
        migrate(engine)
        done = import_xzufi(engine, job, lambda faults: documents(path, faults))
        print(f"{_summary(job, done)} ({time.perf_counter() - started:.1f} s).", flush=True)
        for hint, count in sorted(done.hints.items()):
            print(f"[HINWEIS] {hint} ({count}-mal)")
        if job.dry_run:
            return 0
        version = complete_vectors(engine)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} Fehler: nichts wurde übernommen.", file=sys.stderr)
        return 1
    except (DirectoryUnavailable, OSError, ValueError) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    print(f"Suche auf dem neuesten Stand (Stand {version}, {time.perf_counter() - started:.1f} s).")
    return 0


def _summary(job: Job, done: Done) -> str:
    count = done.counts.get
    done_what = "geprüft, nichts übernommen" if job.dry_run else "aktualisiert" if job.delta else "übernommen"
    return (
        f"Ebene {job.layer} {done_what}: {count('Leistung', 0)} Leistungen "
        f"(davon {count('attached', 0)} zu Leistungen der eigenen Dateien), {count('Organisationseinheit', 0)} Stellen "
        f"(davon {count('bodies', 0)} eigene Verwaltungen), {count('Onlinedienst', 0)} Online-Dienste"
    )
