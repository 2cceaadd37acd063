"""Directories on SQLite and PostgreSQL, as in tests/directory, and small messages in the shape of XZuFi."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.directory.exchange.documents import Document
from bot.directory.exchange.import_xzufi import Done, Job, import_xzufi
from bot.directory.session import migrate, open_engine
from tests.directory.conftest import (  # noqa: F401 - fixtures
    TODAY,
    engine,
    look,
    postgres_template,
    sqlite_template,
    staff,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A directory without any row."""
    if request.param == "sqlite":
        opened = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        migrate(opened)
        yield opened
        return
    url, _ = request.getfixturevalue("postgres_template")
    with open_engine(f"{url}/postgres").connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS empty WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE empty"))
    opened = open_engine(f"{url}/empty")
    migrate(opened)
    yield opened
    opened.dispose()


def job(**changes: object) -> Job:
    """A job on TODAY for the layer `xzufi:nrw`."""
    given = {"name": "nrw", "today": TODAY, "title": "Portal", "url": "https://example.org"}
    return Job(**{**given, **changes})


def load(opened: Engine, *messages: str | bytes, **changes: object) -> Done:
    """Import messages as the files 1.xml, 2.xml …"""
    contents = [message.encode() if isinstance(message, str) else message for message in messages]

    def one(number: int, content: bytes) -> Document:
        return Document(f"{number}.xml", lambda: io.BytesIO(content))

    return import_xzufi(
        opened, job(**changes), lambda faults: [one(n, content) for n, content in enumerate(contents, start=1)]
    )


def element(name: str, *content: str) -> str:
    """An element of XZuFi."""
    return f"<x:{name}>{''.join(content)}</x:{name}>"


def message(*objects: str, version: str = "2_2_0", root: str = "xzufiTransfer") -> str:
    """A message; each object on a line of its own, from line 3 on."""
    space = f"http://xoev.de/schemata/xzufi/{version}"
    head = element("nachrichtenkopf", element("erstellungszeitpunkt", "2026-11-20T08:00:00+01:00"))
    lines = [one if one.startswith("<x:loesche") else f"<x:schreibe>{one}</x:schreibe>" for one in objects]
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<x:{root} xmlns:x="{space}" xzufiVersion="{version[:3]}">{head}\n'
    return start + "\n".join(lines) + f"\n</x:{root}>"


def service(
    number: str, name: str = "Testleistung", inside: str = "", key: str | None = None, new: bool = False
) -> str:
    """A Leistung of L100002, with a LeiKa key if one is given; `new`: as in XZuFi 2.3."""
    reference = ""
    if key is not None and new:
        reference = f"<x:referenzLeistungsschluessel>{key}</x:referenzLeistungsschluessel>"
    elif key is not None:
        reference = f"<x:referenzLeiKa><code>{key}</code></x:referenzLeiKa>"
    return (
        f'<x:leistung><x:id schemeAgencyID="L100002" schemeID="Leistung">{number}</x:id>{reference}'
        f"{module('02', name)}{inside}</x:leistung>"
    )


def module(code: str, content: str, language: str = "de") -> str:
    """A text module; the content as it stands in the XML."""
    return (
        f'<x:modulText><x:inhalt languageCode="{language}">{content}</x:inhalt>'
        f"<x:leikaTextmodul><code>{code}</code></x:leikaTextmodul></x:modulText>"
    )


def parent(number: str) -> str:
    """The office above one of L100042."""
    name = "uebergeordneteOrganisationseinheitID"
    return f'<x:{name} schemeAgencyID="L100042">{number}</x:{name}>'


def office(number: str, name: str = "Testamt", inside: str = "") -> str:
    """An Organisationseinheit of L100042."""
    return (
        f'<x:organisationseinheit><x:id schemeAgencyID="L100042" schemeID="Organisationseinheit">{number}</x:id>'
        f"<x:name><x:name>{name}</x:name></x:name>{inside}</x:organisationseinheit>"
    )


def responsible(service_number: str, *areas: str, inside: str = "") -> str:
    """A Zuständigkeit for a service of `service`."""
    named = "".join(f"<x:gebietID>{area}</x:gebietID>" for area in areas)
    return (
        f'<x:zustaendigkeit>{inside}<x:leistungID schemeAgencyID="L100002">{service_number}</x:leistungID>{named}'
        "</x:zustaendigkeit>"
    )


def transfer(number: str, owner: str, owner_class: str, service_number: str, *areas: str) -> str:
    """A zustaendigkeitTransferObjekt."""
    own = f'<x:id schemeAgencyID="L100042" schemeID="Zustaendigkeit{owner_class}">{number}</x:id>'
    name = "uebergeordnetesObjektID"
    above = f'<x:{name} schemeAgencyID="L100042" schemeID="{owner_class}">{owner}</x:{name}>'
    return element("zustaendigkeitTransferObjekt", above, responsible(service_number, *areas, inside=own))


def offer(number: str, url: str, title: str = "Antrag") -> str:
    """An Onlinedienst of L100042."""
    return (
        f'<x:onlinedienst><x:id schemeAgencyID="L100042" schemeID="Onlinedienst">{number}</x:id>'
        f"<x:bezeichnung>{title}</x:bezeichnung><x:link><x:link>{url}</x:link><x:titel>{title}</x:titel></x:link>"
        "</x:onlinedienst>"
    )


def delete(object_class: str, number: str, agency: str = "L100042") -> str:
    """A loesche of one object."""
    return f'<x:loesche klasse="{object_class}"><x:id schemeAgencyID="{agency}">{number}</x:id></x:loesche>'


SENDEN, COESFELD, DUELMEN, MUNICH = "055580044044", "055580012012", "055580016016", "091620000000"
