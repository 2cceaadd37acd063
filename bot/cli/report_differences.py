"""`kreislotse report differences`: where imports say something else than the staff files."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.directory.exchange.differences import Difference, differences
from bot.directory.session import open_engine, reading

COLUMNS = ("Leistung oder Stelle", "Feld", "Gebiet", "Datei", "Import", "Ebene", "Objekt", "Gilt")
_WIDTH = 160


def report_differences(table: Path | None) -> int:
    """Returns the exit code. With `table` a CSV file instead of lines to read."""
    try:
        with reading(open_engine(settings.load().directory_url), date.today()) as session:
            found = differences(session)
    except SQLAlchemyError:
        print("FEHLER: Das Verzeichnis ist nicht lesbar. Bitte zuerst `kreislotse import` ausführen.", file=sys.stderr)
        return 1
    if table is not None:
        try:
            _write(table, found)
        except OSError as error:
            print(f"FEHLER: {table} lässt sich nicht schreiben: {error.strerror}.", file=sys.stderr)
            return 1
        print(f"{table} geschrieben: {len(found)} Unterschiede.")
        return 0
    for d in found:
        print(f"{d.about}, {d.field}{f', {d.area}' if d.area else ''} (gilt: {d.holds})")
        print(f"  Datei:  {_short(d.staff)}")
        print(f"  Import: {_short(d.imported)}  [{d.layer}, {d.record}]")
    print(f"{len(found)} Unterschiede zwischen Importen und eigenen Dateien.")
    return 0


def _write(path: Path, found: Iterable[Difference]) -> None:
    """UTF-8 with byte order mark and semicolons, as office programs in Germany open it."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(difference) for difference in found)


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
