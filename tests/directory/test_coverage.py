"""The coverage report: states counted by hand on two towns and two services, and the real data against the answers."""

import csv
import io
import time
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from rich.console import Console

from bot import paths
from bot.cli import coverage_csv, coverage_html, report_coverage
from bot.content import schema
from bot.content.staff_directory import StaffDirectory
from bot.directory import queries, stock
from bot.directory.coverage import OFFICE_FIELDS, SERVICE_FIELDS, count, coverage
from bot.directory.importers import layer, staff_files
from bot.directory.session import importing, migrate, open_engine, reading
from tests.directory.conftest import TODAY


def _source(**more):
    return schema.SourceEntry(title="Titel", url="https://example.org", as_of=date(2026, 1, 1), **more)


def _body(kind, **more):
    return schema.MunicipalityFile(official_name=more["name"], kind=kind, ars="055580044044", source="neu", **more)


def _service(level, **more):
    return schema.ServiceFile(
        name=level,
        topic="probe",
        level=level,
        synonyms=[f"{level} {i}" for i in range(8)],
        life_situations=[f"{level} Satz {i}" for i in range(4)],
        summary={"text": "Kurz.", "source": "neu"},
        **more,
    )


@pytest.fixture(scope="module")
def small():
    """Senden knows much, partly out of date; Olfen nothing; the county one telephone number."""
    week = [{"lane": "ohne-termin", "week": {"mo": "08:00-12:00"}, "source": "bestaetigt"}]
    address = {"street": "Weg 1", "postcode": "48308", "city": "Senden", "source": "neu"}
    old = {"kind": "phone", "value": "+49 2597 1", "source": "alt"}
    return StaffDirectory(
        sources={
            "neu": _source(),
            "bestaetigt": _source(verified_by="Gemeinde Senden"),
            "alt": _source(stale=True),
            "abgelaufen": _source(expires=date(2026, 11, 22)),
            "beispiel": _source(example=True),
        },
        laws={},
        municipalities={
            "olfen": _body("stadt", name="Olfen"),
            "senden": _body("gemeinde", name="Senden", address=address, contacts=[old], opening_hours=week),
            "kreis-coesfeld": _body(
                "kreis", name="Kreis", contacts=[{"kind": "phone", "value": "+49 2541 1", "source": "neu"}]
            ),
        },
        organisations={
            "amt": schema.OrganisationFile(
                name="<b>Amt</b>", kind="amt", area="kreis-coesfeld", parent="kreis-coesfeld"
            )
        },
        services={
            "pass": _service("gemeinde", fees={"items": [{"eur": 1}], "source": "abgelaufen"}),
            "auto": _service("kreis", online={"text": "Ja.", "source": "beispiel"}),
        },
        responsibilities={
            "auto": schema.ResponsibilityFile(
                services=["auto"],
                rules=[{"organisation": "amt", "area": "kreis-coesfeld", "reason": "Darum.", "source": "neu"}],
            )
        },
        levels={"gemeinde": schema.UsualResponsibility(reason="Immer.", source="neu")},
        local={
            ("senden", "pass"): schema.LocalFile(
                duration={"text": "Zwei Wochen.", "source": "bestaetigt"},
                links=[{"kind": "form", "label": "Antrag", "url": "https://example.org", "source": "neu"}],
            )
        },
        other_languages={},
        outside=[],
        files={},
        names={},
    )


@pytest.fixture(scope="module")
def bodies(small, tmp_path_factory):
    return _coverage(small, tmp_path_factory.mktemp("small") / "directory.sqlite")


def _coverage(staff, path):
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    with importing(engine) as session:
        layer.write(session, staff_files.rows(staff))
    with reading(engine, TODAY) as session:
        return coverage(stock.read(session), TODAY)


def _states(subject):
    return {cell.field: cell.state for cell in subject.cells if cell.state != "unknown"}


def test_the_states_of_a_service_at_each_place(bodies):
    senden = bodies[1]
    assert [body.slug for body in bodies] == ["olfen", "senden", "kreis-coesfeld"]
    at = {body.slug: {service.slug: _states(service) for service in body.services} for body in bodies}
    everywhere = {"summary": "unverified", "fees": "stale", "office": "unverified"}
    assert at["olfen"]["pass"] == everywhere
    assert at["senden"]["pass"] == everywhere | {
        "duration": "verified",
        "link": "unverified",
        "office_hours": "verified",
        "office_phone": "stale",
    }
    # The unit has no number of its own: the county's is given.
    by_county = {"summary": "unverified", "online": "stale", "office": "unverified", "office_phone": "unverified"}
    assert at["olfen"]["auto"] == at["senden"]["auto"] == by_county
    # A passport is no matter of the county.
    assert at["kreis-coesfeld"] == {"auto": by_county}
    assert [service.organisation for service in senden.services] == ["senden", "amt"]


def test_the_states_of_offices_and_the_counts(bodies):
    olfen, senden, county = bodies
    assert [office.slug for office in county.offices] == ["kreis-coesfeld", "amt"]
    assert _states(olfen.offices[0]) == {}
    assert _states(senden.offices[0]) == {"address": "unverified", "phone": "stale", "ohne-termin": "verified"}
    # Two services of 11 fields and one office of 9.
    assert count((*senden.services, *senden.offices)) == {"verified": 3, "unverified": 7, "stale": 4, "unknown": 17}


def test_each_gap_names_the_file_to_write(bodies):
    _, senden, _ = bodies
    passport = {cell.field: cell.file for cell in senden.services[0].cells}
    assert passport["fees"] == "data/directory/services/pass.yml"  # there the expired one stands
    assert passport["documents"] == passport["duration"] == "data/directory/local/senden/pass.yml"
    assert passport["office_phone"] == "data/directory/municipalities/senden.yml"
    auto = {cell.field: cell.file for cell in senden.services[1].cells}
    assert auto["office_hours"] == "data/directory/organisations/amt.yml"


def test_hours_whose_validity_has_ended_are_stale(small, tmp_path):
    senden = small.municipalities["senden"]
    over = senden.opening_hours[0].copy(update={"valid_to": date(2026, 11, 22)})
    changed = {**small.municipalities, "senden": senden.copy(update={"opening_hours": [over]})}
    _, found, _ = _coverage(replace(small, municipalities=changed), tmp_path / "directory.sqlite")
    assert _states(found.offices[0])["ohne-termin"] == "stale"


def test_csv_has_a_line_for_every_field(bodies):
    rows = list(csv.reader(io.StringIO(coverage_csv.text(bodies)), delimiter=";"))
    assert len(rows) == 1 + 5 * len(SERVICE_FIELDS) + 4 * len(OFFICE_FIELDS)
    assert rows[0] == list(coverage_csv.HEADERS)
    fees = next(row for row in rows if row[:4] == ["senden", "pass", "senden", "fees"])
    assert fees[4:] == [
        *("veraltet", "Titel", "https://example.org", "2026-01-01"),
        *("überall", "staff", "data/directory/services/pass.yml"),
    ]


def test_csv_holds_no_formula(small, tmp_path):
    evil = small.sources["neu"].copy(update={"title": "=HYPERLINK(1)"})
    found = _coverage(replace(small, sources={**small.sources, "neu": evil}), tmp_path / "directory.sqlite")
    titles = {row[5] for row in csv.reader(io.StringIO(coverage_csv.text(found)), delimiter=";")}
    assert "'=HYPERLINK(1)" in titles
    assert "=HYPERLINK(1)" not in titles


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_the_page_escapes_and_loads_nothing(bodies):
    page = coverage_html.page(bodies, datetime(2026, 11, 23, 10, 0))
    parsed = _Tags()
    parsed.feed(page)
    assert {tag for tag, _ in parsed.seen}.isdisjoint({"script", "link", "img", "b", "iframe"})
    assert not any({"src", "href", "onclick", "style"} & set(attrs) for _, attrs in parsed.seen)
    assert "url(" not in page
    assert "@import" not in page
    assert "&lt;b&gt;Amt&lt;/b&gt;" in page
    assert ("html", {"lang": "de"}) in parsed.seen
    assert [tag for tag, _ in parsed.seen].count("details") == 3
    assert all("scope" in attrs for tag, attrs in parsed.seen if tag == "th")


def test_the_terminal_lists_gaps_with_their_files(bodies):
    target = io.StringIO()
    report_coverage.show(Console(file=target, width=80), bodies, bodies[1])
    shown = target.getvalue()
    assert "  veraltet: Gebühren (Stand 01.01.2026)\n" in shown
    assert "  Datei: data/directory/local/senden/pass.yml, data/directory/services/pass.yml\n" in shown
    assert "Telefon der Stelle" in shown


def test_the_real_data_agrees_with_the_answers(look):
    started = time.perf_counter()
    with look() as session:
        found = {body.slug: body for body in coverage(stock.read(session), TODAY)}
        seconds = time.perf_counter() - started
        senden = found["senden"]
        for service in senden.services:
            given = queries.service(session, service.slug, "senden")
            known = {cell.field for cell in service.cells if cell.state in ("verified", "unverified")}
            assert {*given.texts, *(["fees"] if given.fees else [])} == known & {*SERVICE_FIELDS[:7]}, service.slug
    assert len(found) == 12
    assert {len(body.services) for body in found.values() if body.slug != "kreis-coesfeld"} == {209}
    offices = {
        cell.state for body in found.values() for s in body.services for cell in s.cells if cell.field == "office"
    }
    assert offices == {"unverified"}
    assert dict(_states(senden.offices[0])) == {"address": "unverified", "phone": "stale", "website": "unverified"}
    written = {
        cell.file
        for body in found.values()
        for subject in (*body.services, *body.offices)
        for cell in subject.cells
        if cell.fact is not None
    }
    assert all((paths.ROOT / file).exists() for file in written)
    assert seconds < 5
