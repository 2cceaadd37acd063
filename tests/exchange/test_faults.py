"""Every fault of a file gets one German message with its place; all at once; and nothing is imported."""

from __future__ import annotations

import zipfile

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.content.problems import ContentError
from bot.directory import models as m
from bot.directory.exchange.documents import documents
from bot.directory.exchange.import_xzufi import import_xzufi
from bot.directory.session import current_version
from tests.exchange.conftest import (
    SENDEN,
    delete,
    element,
    job,
    load,
    message,
    module,
    offer,
    office,
    parent,
    responsible,
    service,
    transfer,
)

GOOD = message(service("1"), office("9", inside=responsible("1", SENDEN)))
DOCTYPE = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "b">{}]>\n<x/>'
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(2, 9))

FAULTS = {
    "a DOCTYPE with a file from outside": (
        '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<x>&f;</x>',
        r"1\.xml:2: Die Datei enthält eine DOCTYPE-Angabe",
    ),
    "an entity bomb": (DOCTYPE.format('<!ENTITY l1 "lol">' + BOMB), r"1\.xml:2: Die Datei enthält eine DOCTYPE-Angabe"),
    "a DOCTYPE after a long comment": (f"<!--{'x' * 100_000}-->\n<!DOCTYPE x>\n<x/>", r"1\.xml:2: .*DOCTYPE"),
    "a truncated file": (GOOD[:-200], r"1\.xml:\d+: Die Datei ist leer oder bricht mittendrin ab"),
    "an empty file": ("", r"1\.xml:1: Die Datei ist leer oder bricht mittendrin ab"),
    "broken XML": (GOOD.replace("</x:schreibe>", "</x:schreib>", 1), r"1\.xml:3: Das XML ist beschädigt"),
    "Latin-1 that says UTF-8": (GOOD.replace("Testamt", "Büro").encode("latin-1"), r"nicht in der Zeichenkodierung"),
    "UTF-8 that says Latin-1": (
        message(service("1", inside=module("05", "Münster"))).replace("UTF-8", "ISO-8859-1").encode(),
        r"1\.xml:3: Leistung L100002/1: „MÃ¼nster“ ist falsch kodiert",
    ),
    "no XZuFi": ("<html><body/></html>", r"1\.xml:1: Das ist keine XZuFi-Datei \(erstes Element „html“\)"),
    "another version": (GOOD.replace('xzufiVersion="2_2"', 'xzufiVersion="1.0"'), r"XZuFi 1\.0 wird nicht gelesen"),
    "a LeiKa key of 13 digits": (
        message(service("1", key="9900800101200")),
        r"1\.xml:3: Leistung L100002/1: „9900800101200“ ist kein LeiKa-Schlüssel\. Er hat 14 Ziffern",
    ),
    "an ARS of 8 digits": (
        message(service("1"), office("9", inside=responsible("1", "05558044"))),
        r"1\.xml:4: Organisationseinheit L100042/9: „05558044“ ist kein Regionalschlüssel",
    ),
    "an address without scheme": (
        message(offer("88", "www.example.org/antrag")),
        r"1\.xml:3: Onlinedienst L100042/88: „www\.example\.org/antrag“ ist keine vollständige Internetadresse",
    ),
    "a script as an address": (message(offer("88", "javascript:alert(1)")), r"keine vollständige Internetadresse"),
    "an unknown service": (
        message(service("1"), office("9", inside=responsible("7", SENDEN))),
        r"1\.xml:4: Organisationseinheit L100042/9: Leistung L100002/7 gibt es in diesem Export nicht",
    ),
    "an unknown office": (
        message(service("1"), transfer("5", "9", "Organisationseinheit", "1", SENDEN)),
        r"1\.xml:4: Zustaendigkeit L100042/ZustaendigkeitOrganisationseinheit/5: Organisationseinheit L100042/9 gibt",
    ),
    "a doubled id with other content": (
        message(service("1", "Eins"), service("1", "Zwei")),
        r"1\.xml:4: Leistung L100002/1: Diese id steht schon in 1\.xml:3, mit anderem Inhalt",
    ),
    "a doubled responsibility with other content": (
        message(
            service("1"),
            service("2"),
            office("9"),
            transfer("5", "9", "Organisationseinheit", "1", SENDEN),
            transfer("5", "9", "Organisationseinheit", "2", SENDEN),
        ),
        r"1\.xml:7: Zustaendigkeit .*/5: Diese id steht schon in 1\.xml:6",
    ),
    "a deleted service that is still needed": (
        message(service("1"), office("9", inside=responsible("1", SENDEN)), delete("Leistung", "1", "L100002")),
        r"1\.xml:4: Organisationseinheit L100042/9: Leistung L100002/1 wird hier noch gebraucht, aber in 1\.xml:5 gel",
    ),
    "an office above itself": (
        message(*(office(a, inside=parent(b)) for a, b in (("1", "2"), ("2", "1")))),
        r"sich selbst übergeordnet",
    ),
    "an amount that is none": (
        message(service("1", inside=element("modulKosten", element("kosten", element("betrag", "zehn"))))),
        r"Leistung L100002/1: „zehn EUR“ ist kein Betrag in Euro",
    ),
    "a date that is none": (
        message(service("1", inside="<x:gueltigkeit><x:ende>31.12.2026</x:ende></x:gueltigkeit>")),
        r"„31\.12\.2026“ ist kein Datum",
    ),
    "an object without id": (message("<x:leistung/>"), r"1\.xml:3: Leistung: Die id fehlt"),
    "a service without name": (message(service("1").replace("02", "05")), r"Die Bezeichnung \(Textmodul 02\) fehlt"),
    "a deletion of an unknown class": (message(delete("Ding", "1")), r"Klasse „Ding“"),
}


@pytest.mark.parametrize(("content", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_reported_and_nothing_is_imported(engine, content, expected):
    before = current_version(engine)
    with pytest.raises(ContentError, match=expected):
        load(engine, content)
    assert current_version(engine) == before
    with Session(engine) as session:
        for table in (m.Service, m.Responsibility, m.ExternalId, m.Source):
            assert session.scalar(select(func.count()).select_from(table).where(table.origin != m.STAFF)) == 0


def test_all_faults_of_all_files_come_at_once(engine):
    with pytest.raises(ContentError) as raised:
        load(
            engine,
            message(service("1", key="12"), offer("88", "example.org")),
            GOOD[:-200],
            message(office("9", inside=responsible("7", "123"))),
        )
    text = str(raised.value)
    assert len(raised.value.problems) == 5
    for expected in ("1.xml:3", "1.xml:4", "2.xml", "„123“", "Leistung L100002/7"):
        assert expected in text


def test_unknown_references_can_be_passed_over_on_purpose(engine):
    done = load(
        engine,
        message(service("1"), office("9", inside=responsible("7", SENDEN) + responsible("1", SENDEN))),
        skip_unknown=True,
    )
    assert done.hints == {"Verweis auf Leistung, die nicht im Export ist: übergangen": 1}
    with Session(engine) as session:
        assert (
            session.scalar(select(func.count()).select_from(m.Responsibility).where(m.Responsibility.origin != "staff"))
            == 1
        )


def test_a_deep_or_huge_document_does_not_take_the_memory(engine):
    with pytest.raises(ContentError):
        load(engine, "<a>" * 100_000)


def read(engine, path):
    return import_xzufi(engine, job(), lambda faults: documents(path, faults))


def test_an_index_with_windows_line_ends_lists_the_files_in_order(engine, tmp_path):
    (tmp_path / "b.xml").write_text(message(service("1")), encoding="utf-8")
    (tmp_path / "a.xml").write_text(message(office("9", inside=responsible("1", SENDEN))), encoding="utf-8")
    (tmp_path / "left-out.xml").write_text("no XML at all", encoding="utf-8")
    (tmp_path / "index.txt").write_bytes(b"b.xml\r\na.xml\r\n")
    assert read(engine, tmp_path).counts == {"Leistung": 1, "Organisationseinheit": 1}


def test_an_index_must_not_lead_out_of_its_folder_and_names_what_is_missing(engine, tmp_path):
    (tmp_path / "index.txt").write_bytes(b"../../etc/passwd\r\nfehlt.xml\r\n")
    with pytest.raises(ContentError, match=r"index\.txt:1: „\.\./\.\./etc/passwd“ liegt außerhalb") as raised:
        read(engine, tmp_path)
    assert "index.txt:2: „fehlt.xml“ fehlt" in str(raised.value)


def test_a_zip_archive(engine, tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("eins.xml", GOOD)
    assert read(engine, tmp_path / "export.zip").counts == {"Leistung": 1, "Organisationseinheit": 1}


@pytest.mark.parametrize(
    ("name", "expected"), [("fehlt", "gibt es nicht"), ("leer", "keine XML-Datei"), ("kaputt.zip", "kein lesbares ZIP")]
)
def test_a_path_that_is_no_export(engine, tmp_path, name, expected):
    (tmp_path / "leer").mkdir()
    (tmp_path / "kaputt.zip").write_text("PK nicht", encoding="utf-8")
    with pytest.raises(ContentError, match=expected):
        read(engine, tmp_path / name)


def test_the_same_object_twice_is_taken_once(engine):
    done = load(engine, message(service("1"), service("1")))
    assert done.hints == {"doppelt, mit gleichem Inhalt": 1}


def test_a_log_of_changes_may_repeat_objects_and_the_last_one_holds(engine):
    done = load(
        engine,
        message(
            service("1", "Alt"),
            office("9", inside=responsible("1", SENDEN)),
            delete("Onlinedienst", "404"),
            transfer("5", "9", "Organisationseinheit", "1", SENDEN),
            transfer("5", "9", "Organisationseinheit", "1", "055580016016"),
            service("1", "Neu"),
            office("9", "Testamt neu"),
        ),
        repeats=True,
    )
    with Session(engine) as session:
        named = list(session.scalars(select(m.Service.name).where(m.Service.origin == "xzufi:nrw")))
        areas = list(session.scalars(select(m.Responsibility.area).where(m.Responsibility.origin == "xzufi:nrw")))
    assert (named, areas) == (["Neu"], ["duelmen"])
    assert done.hints == {"loesche Onlinedienst: war nicht vorhanden": 1}
