"""Tables of the directory. Every fact row references its source; responsibility lives on the relation.

Rows lie in layers: `origin` is `staff` for the staff files, else the name of an import (docs/adr/0008).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import declarative_base, relationship

Base: Any = declarative_base()
STAFF = "staff"


class Layered:
    """A row that belongs to one import and goes with it.

    `record`: which object of the import the row was made of, `Leistung L100002/121300542`; null for staff files.
    """

    origin = Column(String(60), nullable=False, default=STAFF, server_default=STAFF, index=True)
    record = Column(String(300), index=True)


def _to(target: str) -> Any:
    # Checked at the end of a transaction: an import takes a whole layer out before it puts the new one in.
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


class Source(Layered, Base):
    """Where facts come from. Its state on a day (contract.md) is computed in `trust.py`, because sources expire.

    `stale`: known to be out of date. `example`: for demonstrations, never a fact.
    """

    __tablename__ = "source"
    slug = Column(String(80), primary_key=True)
    title = Column(Text, nullable=False)
    url = Column(Text, nullable=False)
    as_of = Column(Date, nullable=False)
    licence = Column(Text)
    verified_by = Column(Text)
    expires = Column(Date)
    retrieved = Column(Date)
    stale = Column(Boolean, nullable=False, default=False, server_default="0")
    example = Column(Boolean, nullable=False, default=False, server_default="0")


class Area(Layered, Base):
    """A place: kreis, stadt, gemeinde, ortsteil, bauerschaft, the layers land and bund above, outside (look-alikes
    beyond the county), or gebiet (any other area of an import, known by its ARS)."""

    __tablename__ = "area"
    slug = Column(String(80), primary_key=True)
    name = Column(Text, nullable=False)
    official_name = Column(Text, nullable=False)
    kind = Column(String(16), nullable=False)
    ars = Column(String(12))
    parent = Column(_to("area.slug"))
    aliases = Column(JSON, nullable=False, default=list)
    postcodes = Column(JSON, nullable=False, default=list)


class Organisation(Layered, Base):
    """An authority, one of its units, or a site of a unit. `body` is the legal body at the top of the parents."""

    __tablename__ = "organisation"
    slug = Column(String(80), primary_key=True)
    name = Column(Text, nullable=False)
    office = Column(Text)
    aliases = Column(JSON, nullable=False, default=list)
    kind = Column(String(16), nullable=False)
    area = Column(_to("area.slug"))
    parent = Column(_to("organisation.slug"))
    body = Column(String(80), nullable=False)
    locations = relationship("Location", order_by="Location.id")
    contacts = relationship("Contact", order_by="Contact.id")
    opening_rules = relationship("OpeningRule", order_by="OpeningRule.id")
    opening_exceptions = relationship("OpeningException", order_by="OpeningException.date, OpeningException.id")
    closures = relationship("Closure", order_by="Closure.starts")
    notes = relationship("Note", order_by="Note.id")
    online_services = relationship("OnlineService", order_by="OnlineService.id")


class Location(Layered, Base):
    """A postal address of an organisation."""

    __tablename__ = "location"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), nullable=False, index=True)
    street = Column(Text, nullable=False)
    postcode = Column(String(5), nullable=False)
    city = Column(Text, nullable=False)
    note = Column(Text)
    source = Column(_to("source.slug"), nullable=False)


class Contact(Layered, Base):
    """Phone, e-mail, fax, website or service portal of an organisation."""

    __tablename__ = "contact"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), nullable=False, index=True)
    kind = Column(String(16), nullable=False)
    value = Column(Text, nullable=False)
    label = Column(Text)
    source = Column(_to("source.slug"), nullable=False)


class OpeningRule(Layered, Base):
    """One span of a weekly timetable. weekday 0 = Monday; times `HH:MM` local time, up to `26:00` for past midnight;
    lane: who may come then. `school_holidays`: `only` in NRW's school holidays, `never` in them, null: always."""

    __tablename__ = "opening_rule"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), nullable=False, index=True)
    lane = Column(String(12), nullable=False)
    weekday = Column(Integer, nullable=False)
    opens = Column(String(5), nullable=False)
    closes = Column(String(5), nullable=False)
    valid_from = Column(Date)
    valid_to = Column(Date)
    school_holidays = Column(String(8))
    source = Column(_to("source.slug"), nullable=False)


class OpeningException(Layered, Base):
    """One span on one date that replaces the week of its lane on that date (a long Thursday before Christmas)."""

    __tablename__ = "opening_exception"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), nullable=False, index=True)
    lane = Column(String(12), nullable=False)
    date = Column(Date, nullable=False)
    opens = Column(String(5), nullable=False)
    closes = Column(String(5), nullable=False)
    reason = Column(Text)
    source = Column(_to("source.slug"), nullable=False)


class Closure(Layered, Base):
    """Days on which an organisation is closed, both ends included."""

    __tablename__ = "closure"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), nullable=False, index=True)
    starts = Column(Date, nullable=False)
    ends = Column(Date, nullable=False)
    reason = Column(Text, nullable=False)
    source = Column(_to("source.slug"), nullable=False)


class Note(Layered, Base):
    """A fact in words about an organisation, for an aspect (hours, appointment, address, general)."""

    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), nullable=False, index=True)
    aspect = Column(String(16), nullable=False)
    text = Column(Text, nullable=False)
    source = Column(_to("source.slug"), nullable=False)


class OnlineService(Layered, Base):
    """An online service, form or appointment page, for one service or (null) for all.

    It belongs to an organisation, or to an area: then it serves everybody there, whoever is responsible.
    """

    __tablename__ = "online_service"
    id = Column(Integer, primary_key=True)
    organisation = Column(_to("organisation.slug"), index=True)
    area = Column(_to("area.slug"))
    service = Column(_to("service.slug"), index=True)
    kind = Column(String(16), nullable=False)
    label = Column(Text, nullable=False)
    url = Column(Text, nullable=False)
    source = Column(_to("source.slug"), nullable=False)


class Service(Layered, Base):
    """A Leistung. `level` says who usually renders it: gemeinde, kreis, polizei or extern; portal: of an import."""

    __tablename__ = "service"
    slug = Column(String(80), primary_key=True)
    name = Column(Text, nullable=False)
    topic = Column(String(40), nullable=False, index=True)
    level = Column(String(10), nullable=False)
    leika = Column(String(14), index=True)


class ServicePhrase(Layered, Base):
    """What people call a service: kind name, synonym, situation, or foreign
    (a name in another language). The service finder searches these."""

    __tablename__ = "service_phrase"
    id = Column(Integer, primary_key=True)
    service = Column(_to("service.slug"), nullable=False, index=True)
    kind = Column(String(10), nullable=False)
    text = Column(Text, nullable=False)


class PhraseVector(Base):
    """Sentence vector of a phrase (384 float32, little endian). Survives imports: only new phrases are computed."""

    __tablename__ = "phrase_vector"
    text = Column(Text, primary_key=True)
    vector = Column(LargeBinary, nullable=False)


class ServiceText(Layered, Base):
    """One item of a text module of a service: summary, requirements, documents, procedure, duration, online, costs,
    legal, hints. `area` null: the same in all of Germany."""

    __tablename__ = "service_text"
    id = Column(Integer, primary_key=True)
    service = Column(_to("service.slug"), nullable=False, index=True)
    area = Column(_to("area.slug"))
    module = Column(String(16), nullable=False)
    language = Column(String(5), nullable=False, default="de")
    text = Column(Text, nullable=False)
    source = Column(_to("source.slug"), nullable=False)


class Fee(Layered, Base):
    """One fee row in euro cents. `area` null: the same in all of Germany."""

    __tablename__ = "fee"
    id = Column(Integer, primary_key=True)
    service = Column(_to("service.slug"), nullable=False, index=True)
    area = Column(_to("area.slug"))
    who = Column(Text)
    what = Column(Text)
    cents = Column(Integer, nullable=False)
    source = Column(_to("source.slug"), nullable=False)


class Responsibility(Layered, Base):
    """Who is responsible for a service in an area, except in `excluded` areas. Lower rank wins.

    `stage`: `intake` takes the application, `decision` decides; without an intake row one office does both.
    """

    __tablename__ = "responsibility"
    id = Column(Integer, primary_key=True)
    service = Column(_to("service.slug"), nullable=False, index=True)
    organisation = Column(_to("organisation.slug"), nullable=False)
    area = Column(_to("area.slug"), nullable=False)
    excluded = Column(JSON, nullable=False, default=list)
    stage = Column(String(10), nullable=False, default="decision")
    rank = Column(Integer, nullable=False)
    valid_from = Column(Date)
    valid_to = Column(Date)
    reason = Column(Text)
    source = Column(_to("source.slug"))


class ExternalId(Layered, Base):
    """How another system names one of our rows: unique only within an import and with the scheme
    (XZuFi: schemeAgencyID/schemeID).

    `kind`: the class of the object there, `Leistung`; `local`: slug of our row.
    """

    __tablename__ = "external_id"
    origin = Column(String(60), primary_key=True, default=STAFF)
    kind = Column(String(40), primary_key=True)
    scheme = Column(String(120), primary_key=True)
    value = Column(String(120), primary_key=True)
    local = Column(String(80), nullable=False, index=True)


class Meta(Base):
    """Key and value about the directory itself. `version` changes with every import; `layer:<origin>` is a layer's."""

    __tablename__ = "meta"
    key = Column(String(80), primary_key=True)
    value = Column(Text, nullable=False)
