"""`kreislotse export`: the directory as XZuFi, JSON-LD or CSV; the same bytes for the same content and `--now`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import settings
from bot.directory.exchange import csv_export, jsonld, xzufi_export
from bot.directory.hours.calendar import BERLIN
from bot.directory.session import open_engine, reading

Export = Callable[[IO[bytes], Session, datetime, str], None]
FORMATS: dict[str, Export] = {
    "xzufi-2.2": lambda stream, session, now, agency: xzufi_export.export(stream, session, now, agency, "2.2"),
    "xzufi-2.3": lambda stream, session, now, agency: xzufi_export.export(stream, session, now, agency, "2.3"),
    "jsonld": lambda stream, session, now, agency: jsonld.export(stream, session, now),
    "csv": lambda stream, session, now, agency: csv_export.export(stream, session),
}


def export(form: str, output: Path | None, now: str | None) -> int:
    """Returns the exit code. Without `output` to the standard output; a file is only put in place when complete."""
    if form not in FORMATS:
        print(f"FEHLER: --format {form} gibt es nicht. Möglich: {', '.join(FORMATS)}.", file=sys.stderr)
        return 1
    try:
        moment = datetime.fromisoformat(now) if now else datetime.now(BERLIN)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)
        current = settings.load()
        with reading(open_engine(current.directory_url), moment.date()) as session:
            if output is None:
                FORMATS[form](sys.stdout.buffer, session, moment, current.xzufi_agency)
                return 0
            unfinished = output.with_name(f"{output.name}.part")
            with unfinished.open("wb") as stream:
                FORMATS[form](stream, session, moment, current.xzufi_agency)
            unfinished.replace(output)
    except SQLAlchemyError:
        print("FEHLER: Das Verzeichnis ist nicht lesbar. Bitte zuerst `kreislotse import` ausführen.", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    print(f"{output} geschrieben ({output.stat().st_size / 1e6:.1f} MB).")
    return 0
