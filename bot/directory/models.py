"""Tables of the directory. Every fact row references its source; responsibility lives on the relation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import declarative_base, relationship

Base: Any = declarative_base()


class Source(Base):
    """Where facts come from. `state`: verified, unverified, expired or example (contract.md)."""

    __tablename__ = "source"
    slug = Column(String(80), primary_key=True)
    title = Column(Text, nullable=False)
    url = Column(Text, nullable=False)
    as_of = Column(Date, nullable=False)
    licence = Column(Text)
    verified_by = Column(Text)
    expires = Column(Date)
    state = Column(String(12), nullable=False)


class Area(Base):
    """A place: kreis, stadt, gemeinde, ortsteil, bauerschaft, or outside (look-alikes beyond the county)."""

    __tablename__ = "area"
    slug = Column(String(80), primary_key=True)
    name = Column(Text, nullable=False)
    official_name = Column(Text, nullable=False)
    kind = Column(String(16), nullable=False)
    ars = Column(String(12))
    parent = Column(ForeignKey("area.slug"))
    aliases = Column(JSON, nullable=False, default=list)
    postcodes = Column(JSON, nullable=False, default=list)


class Organisation(Base):
    """An authority, one of its units, or a site of a unit. `body` is the legal body at the top of the parents."""

    __tablename__ = "organisation"
    slug = Column(String(80), primary_key=True)
    name = Column(Text, nullable=False)
    office = Column(Text)
    aliases = Column(JSON, nullable=False, default=list)
    kind = Column(String(16), nullable=False)
    area = Column(ForeignKey("area.slug"))
    parent = Column(ForeignKey("organisation.slug"))
    body = Column(String(80), nullable=False)
    locations = relationship("Location", order_by="Location.id")
    contacts = relationship("Contact", order_by="Contact.id")
    opening_rules = relationship("OpeningRule", order_by="OpeningRule.id")
    closures = relationship("Closure", order_by="Closure.starts")
    notes = relationship("Note", order_by="Note.id")
    online_services = relationship("OnlineService", order_by="OnlineService.id")


class Location(Base):
    """A postal address of an organisation."""

    __tablename__ = "location"
    id = Column(Integer, primary_key=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False, index=True)
    street = Column(Text, nullable=False)
    postcode = Column(String(5), nullable=False)
    city = Column(Text, nullable=False)
    note = Column(Text)
    source = Column(ForeignKey("source.slug"), nullable=False)


class Contact(Base):
    """Phone, e-mail, fax, website or service portal of an organisation."""

    __tablename__ = "contact"
    id = Column(Integer, primary_key=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False, index=True)
    kind = Column(String(16), nullable=False)
    value = Column(Text, nullable=False)
    label = Column(Text)
    source = Column(ForeignKey("source.slug"), nullable=False)


class OpeningRule(Base):
    """One span of a weekly timetable. weekday 0 = Monday; times `HH:MM` local time; lane: who may come then."""

    __tablename__ = "opening_rule"
    id = Column(Integer, primary_key=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False, index=True)
    lane = Column(String(12), nullable=False)
    weekday = Column(Integer, nullable=False)
    opens = Column(String(5), nullable=False)
    closes = Column(String(5), nullable=False)
    valid_from = Column(Date)
    valid_to = Column(Date)
    source = Column(ForeignKey("source.slug"), nullable=False)


class Closure(Base):
    """Days on which an organisation is closed, both ends included."""

    __tablename__ = "closure"
    id = Column(Integer, primary_key=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False, index=True)
    starts = Column(Date, nullable=False)
    ends = Column(Date, nullable=False)
    reason = Column(Text, nullable=False)
    source = Column(ForeignKey("source.slug"), nullable=False)


class Note(Base):
    """A fact in words about an organisation, for an aspect (hours, appointment, address, general)."""

    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False, index=True)
    aspect = Column(String(16), nullable=False)
    text = Column(Text, nullable=False)
    source = Column(ForeignKey("source.slug"), nullable=False)


class OnlineService(Base):
    """An online service, form or appointment page of an organisation, for one service or (null) for all."""

    __tablename__ = "online_service"
    id = Column(Integer, primary_key=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False, index=True)
    service = Column(ForeignKey("service.slug"), index=True)
    kind = Column(String(16), nullable=False)
    label = Column(Text, nullable=False)
    url = Column(Text, nullable=False)
    source = Column(ForeignKey("source.slug"), nullable=False)


class Service(Base):
    """A Leistung. `level` says who usually renders it: gemeinde, kreis, polizei or extern."""

    __tablename__ = "service"
    slug = Column(String(80), primary_key=True)
    name = Column(Text, nullable=False)
    topic = Column(String(40), nullable=False, index=True)
    level = Column(String(10), nullable=False)
    leika = Column(String(14), unique=True)


class ServicePhrase(Base):
    """What people call a service: kind name, synonym or situation. The service finder searches these."""

    __tablename__ = "service_phrase"
    id = Column(Integer, primary_key=True)
    service = Column(ForeignKey("service.slug"), nullable=False, index=True)
    kind = Column(String(10), nullable=False)
    text = Column(Text, nullable=False)


class PhraseVector(Base):
    """Sentence vector of a phrase (384 float32, little endian). Survives imports: only new phrases are computed."""

    __tablename__ = "phrase_vector"
    text = Column(Text, primary_key=True)
    vector = Column(LargeBinary, nullable=False)


class ServiceText(Base):
    """One item of a text module of a service: summary, requirements, documents, procedure, duration, online."""

    __tablename__ = "service_text"
    id = Column(Integer, primary_key=True)
    service = Column(ForeignKey("service.slug"), nullable=False, index=True)
    area = Column(ForeignKey("area.slug"))
    module = Column(String(16), nullable=False)
    language = Column(String(5), nullable=False, default="de")
    text = Column(Text, nullable=False)
    citation = Column(Text)
    source = Column(ForeignKey("source.slug"), nullable=False)


class Fee(Base):
    """One fee row in euro cents. `area` null: the same in all of Germany."""

    __tablename__ = "fee"
    id = Column(Integer, primary_key=True)
    service = Column(ForeignKey("service.slug"), nullable=False, index=True)
    area = Column(ForeignKey("area.slug"))
    who = Column(Text)
    what = Column(Text)
    cents = Column(Integer, nullable=False)
    source = Column(ForeignKey("source.slug"), nullable=False)


class Responsibility(Base):
    """Who is responsible for a service in an area, except in `excluded` areas. Lower rank wins."""

    __tablename__ = "responsibility"
    id = Column(Integer, primary_key=True)
    service = Column(ForeignKey("service.slug"), nullable=False, index=True)
    organisation = Column(ForeignKey("organisation.slug"), nullable=False)
    area = Column(ForeignKey("area.slug"), nullable=False)
    excluded = Column(JSON, nullable=False, default=list)
    stage = Column(String(10), nullable=False, default="decision")
    rank = Column(Integer, nullable=False)
    reason = Column(Text)
    source = Column(ForeignKey("source.slug"))


class Meta(Base):
    """Key and value about the directory itself: `version` changes with every import."""

    __tablename__ = "meta"
    key = Column(String(40), primary_key=True)
    value = Column(Text, nullable=False)
