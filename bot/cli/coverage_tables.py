"""The coverage of the directory as German tables, for the terminal and the page alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.directory import labels
from bot.directory.coverage import OFFICE_FIELDS, SERVICE_FIELDS, STATES, Body, Cell, State, Subject, count

STATE_NAMES: dict[State, str] = {
    "verified": "bestätigt",
    "unverified": "unbestätigt",
    "stale": "veraltet",
    "unknown": "fehlt",
}
_REACH = ("office_hours", "office_phone")
_OWN = tuple(field for field in SERVICE_FIELDS if field not in _REACH)


@dataclass(frozen=True)
class Table:
    """Texts by row and column."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def summary(bodies: Iterable[Body]) -> Table:
    """A line for each body: how many of the fields of its services and offices are in which state."""
    rows = []
    for body in bodies:
        counts = count((*body.services, *body.offices))
        total = sum(counts.values())
        shares = (f"{100 * counts[state] / total:.0f} %" for state in STATES)
        rows.append((body.name, str(total), *shares))
    states = (STATE_NAMES[state] for state in STATES)
    return Table("Überblick", ("Verwaltung", "Angaben", *states), tuple(rows))


def matrix(bodies: Sequence[Body], offices: bool) -> Table:
    """How many services have a field, place by place; or, `offices`, how many offices."""
    fields = OFFICE_FIELDS if offices else SERVICE_FIELDS
    rows = []
    for body in bodies:
        subjects = body.offices if offices else body.services
        known = {field: sum(not subject.missing(field) for subject in subjects) for field in fields}
        rows.append((body.name, *(f"{known[field]} von {len(subjects)}" for field in fields)))
    title = "Stellen mit dieser Angabe" if offices else "Leistungen mit dieser Angabe"
    return Table(title, ("Verwaltung", *(labels.field(field) for field in fields)), tuple(rows))


def gaps(body: Body, offices: dict[str, str]) -> tuple[Table, Table, Table]:
    """What to add, and in which file: of the offices at a place, of the offices responsible there, of the services.

    `offices`: names of all offices by slug.
    """
    headers = ("fehlt", "veraltet", "Datei")
    own = [(office.name, *_listed(office.missing())) for office in body.offices if office.missing()]
    texts = [(service.name, *_listed(service.missing(*_OWN))) for service in body.services if service.missing(*_OWN)]
    return (
        Table("Stellen am Ort", ("Stelle", *headers), tuple(own)),
        Table("Zuständige Stellen", ("Stelle", "für Leistungen", *headers), tuple(_reach(body.services, offices))),
        Table("Leistungen", ("Leistung", *headers), tuple(texts)),
    )


def _reach(services: Iterable[Subject], offices: dict[str, str]) -> Iterable[tuple[str, ...]]:
    """An office without hours or telephone, once, with the number of services that need it."""
    responsible: dict[str, list[Subject]] = defaultdict(list)
    for service in services:
        if service.organisation and service.missing(*_REACH):
            responsible[service.organisation].append(service)
    for slug, those in sorted(responsible.items(), key=lambda item: -len(item[1])):
        yield offices.get(slug, slug), str(len(those)), *_listed(those[0].missing(*_REACH))


def _listed(cells: Iterable[Cell]) -> tuple[str, str, str]:
    """(names of unknown fields, names of stale ones with their date, files)."""
    unknown, stale, files = [], [], []
    for cell in cells:
        if cell.fact is None:
            unknown.append(labels.field(cell.field))
        else:
            stale.append(f"{labels.field(cell.field)} (Stand {cell.fact.source.as_of:%d.%m.%Y})")
        files.append(cell.file)
    return ", ".join(unknown), ", ".join(stale), ", ".join(dict.fromkeys(files))
