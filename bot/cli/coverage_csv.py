"""The coverage of the directory as a table for spreadsheets: one line for every field of every service and office."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from bot.cli.coverage_tables import STATE_NAMES
from bot.directory.coverage import Body, Cell

HEADERS = (
    *("Verwaltung", "Leistung", "Stelle", "Angabe", "Zustand", "Quelle", "Adresse der Quelle", "Stand"),
    *("Ebene", "Herkunft", "Datei"),
)


def text(bodies: Iterable[Body]) -> str:
    """Semicolons, as German spreadsheets expect; slugs and field names as in the directory."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(HEADERS)
    for row in _rows(bodies):
        writer.writerow([_harmless(value) for value in row])
    return target.getvalue()


def _rows(bodies: Iterable[Body]) -> Iterator[tuple[str, ...]]:
    for body in bodies:
        for office in body.offices:
            yield from ((body.slug, "", office.slug, *_cell(cell)) for cell in office.cells)
        for service in body.services:
            yield from ((body.slug, service.slug, service.organisation or "", *_cell(cell)) for cell in service.cells)


def _cell(cell: Cell) -> tuple[str, ...]:
    if cell.fact is None:
        return cell.field, STATE_NAMES[cell.state], "", "", "", "", "", cell.file
    source = cell.fact.source
    layer = cell.fact.area or "überall"
    return (
        *(cell.field, STATE_NAMES[cell.state], source.title, source.url, source.as_of.isoformat()),
        *(layer, source.origin, cell.file),
    )


def _harmless(value: str) -> str:
    # A title from an import must not become a formula in somebody's spreadsheet.
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
