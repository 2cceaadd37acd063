"""`kreislotse report differences`: where imports say something else than the staff files."""

from __future__ import annotations

import csv
import sys
from dataclasses import astuple
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.directory.exchange.differences import differences
from bot.directory.session import open_engine, reading

COLUMNS = ("Leistung oder Stelle", "Feld", "Gebiet", "Datei", "Import", "Ebene", "Objekt", "Gilt")
_WIDTH = 160


def report_differences(as_csv: bool) -> int:
    """Returns the exit code."""
    try:
        with reading(open_engine(settings.load().directory_url), date.today()) as session:
            found = differences(session)
    except SQLAlchemyError:
        print("FEHLER: Das Verzeichnis ist nicht lesbar. Bitte zuerst `kreislotse import` ausführen.", file=sys.stderr)
        return 1
    if as_csv:
        table = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(astuple(difference) for difference in found)
        return 0
    for d in found:
        print(f"{d.about}, {d.field}{f', {d.area}' if d.area else ''} (gilt: {d.holds})")
        print(f"  Datei:  {_short(d.staff)}")
        print(f"  Import: {_short(d.imported)}  [{d.layer}, {d.record}]")
    print(f"{len(found)} Unterschiede zwischen Importen und eigenen Dateien.")
    return 0


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
