"""Staff files → directory rows, all in one transaction: a broken file changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.content import schema, week
from bot.content.staff_directory import COUNTY, StaffDirectory, cited_laws
from bot.directory import models as m
from bot.directory.session import DirectoryUnavailable
from bot.directory.vectors import missing_vectors

LAW_PORTALS = {
    "bund": "https://www.gesetze-im-internet.de",
    "nrw": "https://recht.nrw.de",
    "eu": "https://eur-lex.europa.eu",
}
# Written for this directory from general knowledge of the statutes; an editor confirms it with `verified_by`.
LAWS_AS_OF = date(2026, 11, 23)

# Children before parents, so that foreign keys hold while the old rows go.
_TABLES = (
    m.Responsibility,
    m.Fee,
    m.ServiceText,
    m.ServicePhrase,
    m.OnlineService,
    m.Note,
    m.Closure,
    m.OpeningRule,
    m.Contact,
    m.Location,
    m.Service,
    m.Organisation,
    m.Area,
    m.Source,
    m.Meta,
)


def import_staff_files(engine: Engine, staff: StaffDirectory, today: date) -> str:
    """Replace the directory by `staff`; returns the new version. Raises DirectoryUnavailable, then nothing changed."""
    rows = [*_rows(staff, today)]
    version = hashlib.sha256("\n".join(map(_fingerprint, rows)).encode()).hexdigest()[:16]
    phrases = [row.text for row in rows if isinstance(row, m.ServicePhrase)]
    try:
        with Session(engine) as session, session.begin():
            known = set(session.scalars(select(m.PhraseVector.text)))
            session.add_all(missing_vectors(phrases, known))
            for table in _TABLES:
                session.execute(delete(table))
            for batch in _by_table(rows):
                session.add_all(batch)
                session.flush()
            session.add(m.Meta(key="version", value=version))
    except SQLAlchemyError as error:
        raise DirectoryUnavailable(f"Der Import ist fehlgeschlagen, nichts wurde geändert: {error}") from error
    return version


def current_version(engine: Engine) -> str | None:
    """The version of the last import, or None for an empty or missing directory."""
    try:
        with Session(engine) as session:
            return session.scalar(select(m.Meta.value).where(m.Meta.key == "version"))
    except SQLAlchemyError:
        return None


def _rows(staff: StaffDirectory, today: date) -> Iterator[Any]:
    for slug, entry in staff.sources.items():
        yield _source_row(slug, entry, today)
    for abbreviation, law in staff.laws.items():
        yield m.Source(
            slug=f"law:{abbreviation}",
            title=law.title,
            url=LAW_PORTALS[law.level],
            as_of=LAWS_AS_OF,
            state="unverified",
        )
    yield from _area_rows(staff)
    yield from _organisation_rows(staff)
    for slug, service in staff.services.items():
        yield from _service_rows(slug, service, staff.laws)
    yield from _responsibility_rows(staff)


def _source_row(slug: str, entry: schema.SourceEntry, today: date) -> m.Source:
    expired = entry.stale or (entry.expires is not None and entry.expires < today)
    state = "expired" if expired else "verified" if entry.verified_by else "unverified"
    fields = entry.dict(exclude={"stale"})
    return m.Source(slug=slug, state=state, **fields)


def _area_rows(staff: StaffDirectory) -> Iterator[m.Area]:
    for slug, entry in sorted(staff.municipalities.items(), key=lambda pair: pair[0] != COUNTY):
        yield m.Area(
            slug=slug,
            name=entry.name,
            official_name=entry.official_name,
            kind=entry.kind,
            ars=entry.ars,
            parent=None if slug == COUNTY else COUNTY,
            aliases=entry.aliases,
            postcodes=entry.postcodes,
        )
    for slug, entry in staff.municipalities.items():
        for part in entry.parts:
            yield m.Area(
                slug=f"{slug}/{part.name.casefold().replace(' ', '-')}",
                name=part.name,
                official_name=part.name,
                kind=part.kind,
                parent=slug,
                aliases=part.aliases,
                postcodes=[],
            )
    for place in staff.outside:
        yield m.Area(
            slug=f"outside/{place.name.casefold().replace(' ', '-')}",
            name=place.name,
            official_name=place.note or place.name,
            kind="outside",
            aliases=place.aliases,
            postcodes=[],
        )


def _organisation_rows(staff: StaffDirectory) -> Iterator[Any]:
    for slug, town in staff.municipalities.items():
        yield m.Organisation(
            slug=slug, name=town.official_name, office=town.office, kind="verwaltung", area=slug, body=slug
        )
    for slug, unit in _parents_first(staff):
        body = slug
        while parent := _parent(staff, body):
            body = parent
        yield m.Organisation(
            slug=slug,
            name=unit.name,
            office=unit.office,
            aliases=unit.aliases,
            kind=unit.kind,
            area=unit.area,
            parent=unit.parent,
            body=body,
        )
    for slug, office in (*staff.municipalities.items(), *staff.organisations.items()):
        yield from _office_rows(slug, office)


def _parent(staff: StaffDirectory, slug: str) -> str | None:
    unit = staff.organisations.get(slug)
    return unit.parent if unit else None


def _parents_first(staff: StaffDirectory) -> list[tuple[str, schema.OrganisationFile]]:
    def depth(slug: str) -> int:
        parent = _parent(staff, slug)
        return 0 if parent is None else 1 + depth(parent)

    return sorted(staff.organisations.items(), key=lambda pair: depth(pair[0]))


def _office_rows(slug: str, office: schema.OfficeFacts) -> Iterator[Any]:
    if office.address:
        yield m.Location(organisation=slug, **office.address.dict())
    for contact in office.contacts:
        yield m.Contact(organisation=slug, **contact.dict())
    for entry in office.opening_hours:
        for day, text in entry.week.items():
            for opens, closes in week.spans(text):
                yield m.OpeningRule(
                    organisation=slug,
                    lane=entry.lane,
                    weekday=week.DAYS.index(day),
                    opens=opens,
                    closes=closes,
                    valid_from=entry.valid_from,
                    valid_to=entry.valid_to,
                    source=entry.source,
                )
    for closure in office.closures:
        yield m.Closure(organisation=slug, **closure.dict())
    for note in office.notes:
        yield m.Note(organisation=slug, **note.dict())
    for online in office.online:
        yield m.OnlineService(organisation=slug, **online.dict())


def _service_rows(slug: str, service: schema.ServiceFile, laws: Collection[str]) -> Iterator[Any]:
    yield m.Service(slug=slug, name=service.name, topic=service.topic, level=service.level, leika=service.leika)
    yield m.ServicePhrase(service=slug, kind="name", text=service.name)
    yield from (m.ServicePhrase(service=slug, kind="synonym", text=text) for text in service.synonyms)
    yield from (m.ServicePhrase(service=slug, kind="situation", text=text) for text in service.life_situations)
    for module in ("summary", "requirements", "documents", "procedure", "duration", "online"):
        block = getattr(service, module)
        if block is None:
            continue
        for text in block.items if isinstance(block, schema.ListBlock) else [block.text]:
            yield m.ServiceText(
                service=slug,
                module=module,
                language="de",
                text=text,
                citation=block.law,
                source=_source_of(block, laws),
            )
    if service.fees:
        for fee in service.fees.items:
            yield m.Fee(
                service=slug,
                who=fee.who,
                what=fee.what,
                cents=round(fee.eur * 100),
                source=_source_of(service.fees, laws),
            )


def _source_of(block: schema.Sourced, laws: Collection[str]) -> str:
    return block.source or f"law:{cited_laws(block.law or '', laws)[0]}"


def _responsibility_rows(staff: StaffDirectory) -> Iterator[m.Responsibility]:
    special = {service for entry in staff.responsibilities.values() for service in entry.services}
    for entry in staff.responsibilities.values():
        for service in entry.services:
            for rule in entry.rules:
                yield _responsibility(service, rule.organisation, rule.area, rule.excluded, rule.reason, rule.source)
    for slug, entry_of_service in staff.services.items():
        if slug in special:
            continue
        if entry_of_service.level == "gemeinde":
            for town in staff.towns():
                yield _responsibility(slug, town, town, [], None, None)
        else:
            yield _responsibility(slug, COUNTY, COUNTY, [], "Dafür ist der Kreis Coesfeld zuständig.", None)


def _responsibility(
    service: str, organisation: str, area: str, excluded: list[str], reason: str | None, source: str | None
) -> m.Responsibility:
    # A municipal row beats a county row.
    rank = 2 if area == COUNTY else 1
    return m.Responsibility(
        service=service,
        organisation=organisation,
        area=area,
        excluded=excluded,
        rank=rank,
        reason=reason,
        source=source,
    )


def _by_table(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Consecutive rows of one table: flushed together, in the order of their dependence."""
    order: dict[type, int] = {table: i for i, table in enumerate(reversed(_TABLES))}
    groups: dict[type, list[Any]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    for table in sorted(groups, key=lambda t: order[t]):
        yield groups[table]


def _fingerprint(row: Any) -> str:
    values = {column.name: getattr(row, column.key) for column in row.__table__.columns}
    return f"{row.__tablename__}{sorted(values.items(), key=lambda pair: pair[0])}"
