"""`kreislotse import`: the staff files become the directory, in one transaction, live without restart."""

from __future__ import annotations

import sys
import time

from bot import paths, preflight, settings
from bot.content import staff_directory
from bot.content.problems import ContentError


def import_directory(dry_run: bool = False) -> int:
    """Returns the exit code; with faults in the files, or for a `dry_run`, nothing is changed."""
    started = time.perf_counter()
    try:
        staff = staff_directory.load(paths.DIRECTORY)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} Fehler: nichts wurde übernommen.", file=sys.stderr)
        return 1
    from sqlalchemy.exc import SQLAlchemyError

    from bot.directory import changes
    from bot.directory.importers import staff_files
    from bot.directory.session import DirectoryUnavailable, current_version, migrate, open_engine

    url = settings.load().directory_url
    try:
        if dry_run:
            preflight.check_directory(url)
            found = changes.compare(staff_files.stored(open_engine(url)), staff_files.rows(staff))
            print(f"Probelauf, nichts wurde übernommen. Änderungen: {len(found)}")
            print("\n".join(changes.lines(found)))
            return 0
        engine = open_engine(url)
        migrate(engine)
        before = current_version(engine)
        if before is None:
            print("Das Verzeichnis wird zum ersten Mal gefüllt, das dauert zwei bis drei Minuten …", flush=True)
        found = changes.compare(staff_files.stored(engine), staff_files.rows(staff)) if before else []
        version = staff_files.import_staff_files(engine, staff)
    except (DirectoryUnavailable, preflight.NotStartable, SQLAlchemyError, OSError, ValueError) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    change = "unverändert" if version == before else "übernommen"
    count = f"{len(staff.services)} Leistungen, {len(staff.municipalities)} Verwaltungen"
    print(f"Verzeichnis {change}: {count} (Stand {version}, {time.perf_counter() - started:.1f} s).")
    for line in changes.lines(found):
        print(line)
    return 0
