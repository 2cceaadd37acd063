"""`kreislotse import`: the staff files become the directory, in one transaction, live without restart."""

from __future__ import annotations

import sys
import time

from bot import paths, settings
from bot.content import staff_directory
from bot.content.problems import ContentError


def import_directory() -> int:
    """Returns the exit code; with faults in the files nothing is changed."""
    started = time.perf_counter()
    try:
        staff = staff_directory.load(paths.DIRECTORY)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} Fehler: nichts wurde übernommen.", file=sys.stderr)
        return 1
    from bot.directory.importers.staff_files import import_staff_files
    from bot.directory.session import DirectoryUnavailable, current_version, migrate, open_engine

    try:
        engine = open_engine(settings.load().directory_url)
        migrate(engine)
        before = current_version(engine)
        if before is None:
            print("Das Verzeichnis wird zum ersten Mal gefüllt, das dauert bis zu einer Minute …", flush=True)
        version = import_staff_files(engine, staff)
    except (DirectoryUnavailable, OSError, ValueError) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    change = "unverändert" if version == before else "übernommen"
    count = f"{len(staff.services)} Leistungen, {len(staff.municipalities)} Verwaltungen"
    print(f"Verzeichnis {change}: {count} (Stand {version}, {time.perf_counter() - started:.1f} s).")
    return 0
