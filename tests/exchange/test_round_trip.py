"""Export → import into an empty directory → export: the same bytes, in both versions."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from lxml import etree
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.content import schema
from bot.content.schema_hours import ClosureEntry
from bot.directory import models as m
from bot.directory.exchange import xzufi_export
from bot.directory.exchange.documents import Document
from bot.directory.exchange.import_xzufi import import_xzufi
from bot.directory.hours.calendar import BERLIN
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.session import reading
from tests.exchange.conftest import TODAY, job, load, message, module, offer, office, responsible, service, transfer

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)


def export(engine, version) -> bytes:
    stream = io.BytesIO()
    with reading(engine, TODAY) as session:
        xzufi_export.export(stream, session, NOW, "kreislotse", version)
    return stream.getvalue()


def again(engine, content: bytes, version) -> bytes:
    """What an empty directory exports after it has read the export."""
    import_xzufi(engine, job(name="kopie"), lambda faults: [Document("export.xml", lambda: io.BytesIO(content))])
    return export(engine, version)


@pytest.mark.parametrize("version", ["2.2", "2.3"])
def test_the_real_directory_comes_back_the_same(engine, empty, version):
    first = export(engine, version)
    assert again(empty, first, version) == first
    with Session(empty) as session:
        assert session.scalar(select(func.count()).select_from(m.Service)) == 209
        assert session.scalar(select(func.count()).select_from(m.Responsibility)) > 1300


@pytest.mark.parametrize("version", ["2.2", "2.3"])
def test_every_kind_of_fact_comes_back(engine, empty, staff, version):
    """Facts of which the real files have none yet, and imports beside staff files."""
    import_staff_files(engine, _with_everything(staff))
    with Session(engine) as session, session.begin():
        late = {"organisation": "senden", "lane": "telefon", "weekday": 4, "source": "kreis-serviceportal"}
        session.add(m.OpeningRule(opens="20:00", closes="26:00", school_holidays="only", **late))
        session.add(m.OpeningRule(opens="08:00", closes="24:00", valid_to=date(2026, 12, 31), **late))
    load(
        engine,
        message(
            service(
                "1", "Foreign &amp; more", module("08", "a &amp;lt; b") + module("05", "Short.", "en"), "99999999000000"
            ),
            office("9", "Amt &lt;9&gt;", responsible("1", "055580044044", "091620000000")),
            offer("88", "https://example.org/a?b=1&amp;c=2"),
            transfer("5", "88", "Onlinedienst", "1", "055580044044"),
        ),
    )
    first = export(engine, version)
    for expected in (
        "Umbau",
        "Grundgebühr",
        "Abholung nur mit Ausweis",
        "nur in den Schulferien",
        "Geschlossen am 24.12.2026",
    ):
        assert expected in first.decode(), expected
    assert again(empty, first, version) == first


def test_the_same_content_and_moment_give_the_same_bytes_and_another_moment_only_other_heads(engine):
    first, second = export(engine, "2.2"), export(engine, "2.2")
    assert first == second


def test_names_differ_between_the_versions_where_the_standard_renamed_them(engine):
    old, new = (export(engine, version).decode() for version in ("2.2", "2.3"))
    assert 'xzufiVersion="2.2.0"' in old
    assert 'xzufiVersion="2.3.1"' in new
    for before, after in (
        ("referenzLeiKa", "referenzLeistungsschluessel"),
        ("versionsinformation>", "versionsinformationen>"),
    ):
        assert before in old
        assert after not in old
        assert after in new
        assert before not in new


def test_stale_facts_are_not_exported(engine):
    """Of Senden the files have only a phone number that is marked as stale."""
    tree = etree.fromstring(export(engine, "2.2"))
    names = {"x": "http://xoev.de/schemata/xzufi/2_2_0"}
    (senden,) = tree.xpath("//x:organisationseinheit[x:id='senden']", namespaces=names)
    assert senden.xpath("x:kommunikation", namespaces=names) == []


def test_the_county_without_two_towns_is_the_other_nine(engine):
    tree = etree.fromstring(export(engine, "2.2"))
    names = {"x": "http://xoev.de/schemata/xzufi/2_2_0"}
    office = "//x:organisationseinheit[x:id='kreisjugendamt']"
    path = f"{office}/x:zustaendigkeit[x:leistungID='unterhaltsvorschuss']/x:gebietID/text()"
    areas = tree.xpath(path, namespaces=names)
    assert len(areas) == 9
    assert not {"055580012012", "055580016016"} & set(areas)


def test_a_responsibility_never_loses_its_area(engine):
    """Without an area it would be read as one for everybody."""
    tree = etree.fromstring(export(engine, "2.2"))
    names = {"x": "http://xoev.de/schemata/xzufi/2_2_0"}
    assert tree.xpath("//x:zustaendigkeit[not(x:gebietID)]", namespaces=names) == []


def _with_everything(staff):
    """The real files with a closure, school holidays, a form, a fee without condition, an intake office, a reason."""
    senden = staff.municipalities["senden"]
    source = "kreis-serviceportal"
    senden = senden.copy(
        update={
            "closures": [
                ClosureEntry(starts=date(2026, 12, 24), ends=date(2026, 12, 24), reason="Umbau", source=source)
            ],
            "notes": [schema.NoteEntry(aspect="general", text="Abholung nur mit Ausweis", source=source)],
            "online": [
                schema.OnlineEntry(
                    kind="form", service="hund-anmelden", label="Formular", url="https://example.org/f", source=source
                )
            ],
        }
    )
    fees = schema.FeeBlock(items=[{"eur": 60, "what": "Grundgebühr"}, {"eur": 0}], source=source)
    intake = schema.ResponsibilityRule(
        organisation="billerbeck",
        area="billerbeck",
        stage="intake",
        valid_from=date(2027, 1, 1),
        reason="…",
        source=source,
    )
    building = staff.responsibilities["bauaufsicht"]
    return staff.__class__(
        **{
            **vars(staff),
            "municipalities": {**staff.municipalities, "senden": senden},
            "local": {**staff.local, ("senden", "hund-anmelden"): schema.LocalFile(fees=fees)},
            "responsibilities": {
                **staff.responsibilities,
                "bauaufsicht": building.copy(update={"rules": [*building.rules, intake]}),
            },
        }
    )
