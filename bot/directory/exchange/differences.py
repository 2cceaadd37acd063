"""Where an import says something else than the staff files: every field, with both values and which of them holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory import trust
from bot.directory.cache import TODAY
from bot.directory.exchange.collect_services import clean
from bot.directory.exchange.held import Areas
from bot.directory.exchange.rows import NAME_MODULE

DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")


@dataclass(frozen=True, order=True)
class Difference:
    """`about`: slug of a service or office; `area`: where the import says so; `holds`: `Datei`, or the layer."""

    about: str
    field: str
    area: str
    staff: str
    imported: str
    layer: str
    record: str
    holds: str


@dataclass(frozen=True)
class _Field:
    """How rows of a table become values of fields. Rows of the same subject and field are compared."""

    table: Any
    about: Callable[[Any], str | None]
    name: Callable[[Any], str]
    value: Callable[[Any], str]
    area: Callable[[Any], str | None] = lambda row: None


_FIELDS = (
    _Field(
        m.ServiceText, lambda r: r.service, lambda r: f"{r.module} ({r.language})", lambda r: r.text, lambda r: r.area
    ),
    _Field(
        m.Fee,
        lambda r: r.service,
        lambda r: "fees",
        lambda r: f"{r.cents / 100:.2f} EUR".replace(".", ","),
        lambda r: r.area,
    ),
    _Field(
        m.Responsibility,
        lambda r: r.service,
        lambda r: f"zuständig ({r.stage})",
        lambda r: r.organisation,
        lambda r: r.area,
    ),
    _Field(m.OnlineService, lambda r: r.service, lambda r: r.kind, lambda r: r.url, lambda r: r.area),
    _Field(m.Contact, lambda r: r.organisation, lambda r: r.kind, lambda r: r.value),
    _Field(m.Location, lambda r: r.organisation, lambda r: "address", lambda r: f"{r.street}, {r.postcode} {r.city}"),
    _Field(
        m.OpeningRule,
        lambda r: r.organisation,
        lambda r: f"hours ({r.lane})",
        lambda r: f"{DAYS[r.weekday]} {r.opens}-{r.closes}",
    ),
)


def differences(session: Session) -> list[Difference]:
    """All of them, sorted. `session` of `session.reading`."""
    areas = Areas(session)
    found = [*_names(session), *(d for field in _FIELDS for d in _of_field(session, areas, field))]
    return sorted(found)


def _names(session: Session) -> Iterator[Difference]:
    t = m.ServiceText
    imported = select(t, m.Service.name).join(m.Service, m.Service.slug == t.service).where(t.module == NAME_MODULE)
    for row, name in session.execute(imported):
        if clean(row.text) != clean(name):
            yield Difference(row.service, "name", row.area or "", name, row.text, row.origin, row.record, "Datei")


def _of_field(session: Session, areas: Areas, field: _Field) -> Iterator[Difference]:
    table = field.table
    with_both: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in session.scalars(select(table).where(table.origin == m.STAFF).order_by(table.id)):
        if (about := field.about(row)) is not None:
            with_both[about, field.name(row)].append(row)
    imported: dict[tuple[str, str, str | None, str, str], list[Any]] = defaultdict(list)
    for row in session.scalars(select(table).where(table.origin != m.STAFF).order_by(table.id)):
        key = (field.about(row) or "", field.name(row))
        if key in with_both:
            group = (*key, field.area(row), row.origin, row.record or "")
            imported[group].append(row)
    for (about, name, area, origin, record), rows in imported.items():
        ours = _overlapping(areas, with_both[about, name], field.area, area)
        if ours and _values(field, ours) != _values(field, rows):
            current = any(_current(session, row) for row in ours)
            yield Difference(
                *(about, name, area or "", _text(field, ours), _text(field, rows), origin, record),
                "Datei" if current else origin,
            )


def _overlapping(
    areas: Areas, staff: Iterable[Any], area_of: Callable[[Any], str | None], area: str | None
) -> list[Any]:
    """What staff say of the area: the nearest that covers it, else what lies within."""
    staff = [row for row in staff if area is None or area not in (getattr(row, "excluded", None) or ())]
    for layer in areas.above(area):
        if covering := [row for row in staff if area_of(row) == layer]:
            return covering
    return [row for row in staff if area in areas.above(area_of(row))]


def _values(field: _Field, rows: Iterable[Any]) -> set[str]:
    return {clean(field.value(row)) for row in rows}


def _text(field: _Field, rows: Iterable[Any]) -> str:
    return " | ".join(dict.fromkeys(clean(field.value(row)) for row in rows))


def _current(session: Session, row: Any) -> bool:
    if row.source is None:
        return True
    return trust.state(session.get(m.Source, row.source), session.info[TODAY]) in ("verified", "unverified")
