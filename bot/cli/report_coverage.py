"""`kreislotse report coverage`: what the directory knows, what is out of date and what is missing."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from bot import preflight, settings
from bot.cli import coverage_csv, coverage_html, coverage_tables
from bot.cli.coverage_tables import Table
from bot.directory import stock
from bot.directory.coverage import Body, coverage
from bot.directory.hours.calendar import BERLIN
from bot.directory.session import open_engine, reading


def report_coverage(municipality: str | None, csv: Path | None, html: Path | None) -> int:
    """Print the table, with `municipality` its gaps too; write the files asked for. Returns the exit code."""
    now = datetime.now(BERLIN)
    try:
        preflight.check_directory(settings.load().directory_url)
        with reading(open_engine(settings.load().directory_url), now.date()) as session:
            bodies = coverage(stock.read(session), now.date())
        _write(bodies, now, csv, html)
        chosen = _chosen(bodies, municipality)
    except (ValueError, SQLAlchemyError, preflight.NotStartable) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    show(Console(), bodies, chosen)
    return 0


def show(console: Console, bodies: tuple[Body, ...], chosen: Body | None) -> None:
    """One line a body; of the chosen one, what to add and in which file."""
    _print_table(console, coverage_tables.summary([chosen] if chosen else bodies))
    if chosen is None:
        console.print("Was wo fehlt:  kreislotse report coverage -m senden")
        console.print("Alle Angaben:  kreislotse report coverage --csv DATEI --html DATEI")
        return
    offices = {office.slug: office.name for body in bodies for office in body.offices}
    for table in coverage_tables.gaps(chosen, offices):
        _print_list(console, table)


def _chosen(bodies: tuple[Body, ...], slug: str | None) -> Body | None:
    if slug is None:
        return None
    found = next((body for body in bodies if body.slug == slug), None)
    if found is None:
        known = ", ".join(body.slug for body in bodies)
        raise ValueError(f"Die Verwaltung „{slug}“ gibt es nicht. Möglich sind: {known}.")
    return found


def _write(bodies: tuple[Body, ...], now: datetime, csv: Path | None, html: Path | None) -> None:
    try:
        if csv is not None:
            csv.write_text(coverage_csv.text(bodies), encoding="utf-8-sig", newline="")
        if html is not None:
            html.write_text(coverage_html.page(bodies, now), encoding="utf-8")
    except OSError as error:
        raise ValueError(f"{error.filename} lässt sich nicht schreiben ({error.strerror}).") from error


def _print_table(console: Console, table: Table) -> None:
    shown = RichTable(box=SIMPLE_HEAD)
    for position, header in enumerate(table.headers):
        shown.add_column(header, justify="right" if position else "left", no_wrap=True)
    for row in table.rows:
        shown.add_row(*map(Text, row))
    console.print(shown)


def _print_list(console: Console, table: Table) -> None:
    """Each fact on a line of its own, never cut: the names of files are there to be copied."""
    console.print(Text(f"{table.title} ({len(table.rows)})", style="bold underline"), end="\n\n")
    for row in table.rows:
        console.print(Text(row[0], style="bold"), soft_wrap=True)
        for header, cell in zip(table.headers[1:], row[1:], strict=True):
            if cell:
                console.print(Text(f"  {header}: {cell}"), soft_wrap=True)
    console.print()
