"""Differences between imports and staff files; JSON-LD and CSV; the commands."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from bot.cli.app import app
from bot.directory import models as m
from bot.directory import queries
from bot.directory.exchange import csv_export, jsonld
from bot.directory.exchange.differences import differences
from bot.directory.finder import phrases
from bot.directory.finder.finder import Finder
from bot.directory.hours.calendar import BERLIN
from bot.directory.importers.layer import complete_vectors
from bot.directory.session import current_version
from tests.exchange.conftest import SENDEN, element, load, message, module, office, responsible, service

PERSO = "99008001012000"
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)
ADDRESS = element(
    "anschrift",
    element("strasse", "Neuer Weg"),
    element("hausnummer", "1"),
    element("postleitzahl", "48308"),
    element("ort", "Senden"),
)
PHONE = "<x:kommunikation><x:kanal><code>02</code></x:kanal><x:kennung>+49 2597 1</x:kennung></x:kommunikation>"
FEE = "<x:modulKosten><x:kosten><x:betrag>99.00</x:betrag></x:kosten></x:modulKosten>"


def test_every_field_that_differs_is_named_with_both_values_and_which_holds(engine, look):
    load(
        engine,
        message(
            service("1", "Ausweis", module("05", "Anders.") + module("16", "Nur im Portal.") + FEE, PERSO),
            office("8", "Gemeinde Senden", ADDRESS + PHONE),
            office("9", "Anderes Amt", responsible("1", SENDEN)),
        ),
    )
    with look() as session:
        found = {(d.about, d.field): d for d in differences(session)}
    leistung = "Leistung L100002/1"
    assert set(found) == {
        ("personalausweis", "name"),
        ("personalausweis", "summary (de)"),
        ("personalausweis", "fees"),
        ("personalausweis", "zuständig (decision)"),
        ("senden", "address"),
        ("senden", "phone"),
    }
    summary = found["personalausweis", "summary (de)"]
    assert (summary.imported, summary.record, summary.holds) == ("Anders.", leistung, "Datei")
    assert summary.staff.startswith("Deutsche ab 16 Jahren")
    fees = found["personalausweis", "fees"]
    assert (fees.staff, fees.imported) == ("46,00 EUR | 27,60 EUR", "99,00 EUR")
    decides = found["personalausweis", "zuständig (decision)"]
    assert (decides.staff, decides.imported, decides.area) == ("senden", "nrw.o.L100042.9", "senden")
    assert found["senden", "address"].holds == "Datei"
    assert found["senden", "phone"].holds == "xzufi:nrw", "the phone of the staff files is stale"


def test_what_is_the_same_is_no_difference(engine, look):
    with look() as session:
        text = queries.service(session, "personalausweis").texts["summary"][0].text
    load(engine, message(service("1", "Personalausweis", module("05", text), PERSO)))
    with look() as session:
        assert differences(session) == []


def test_json_ld_has_current_facts_with_their_sources(engine, look):
    stream = io.BytesIO()
    with look() as session:
        jsonld.export(stream, session, NOW)
    graph = {entry["@id"]: entry for entry in json.loads(stream.getvalue())["@graph"]}
    perso = graph["#leistung/personalausweis/duelmen/duelmen"]
    assert [offer["price"] for offer in perso["offers"]] == ["46.00", "27.60"]
    assert perso["provider"] == {"@id": "#stelle/duelmen"}
    assert perso["areaServed"][0]["name"] == "Stadt Dülmen"
    assert perso["dateModified"] == min(source["dateModified"] for source in perso["isBasedOn"])
    assert "telephone" not in graph["#stelle/senden"], "stale"
    assert graph["#stelle/duelmen"]["telephone"] == ["+49 2594 12-102"]
    hours = graph["#stelle/coesfeld"]["openingHoursSpecification"]
    assert hours[0]["opens"] < hours[0]["closes"]
    assert hours[-1]["dayOfWeek"] == ["https://schema.org/PublicHolidays"]
    youth = graph["#leistung/unterhaltsvorschuss/kreisjugendamt/ascheberg"]
    assert len(youth["areaServed"]) == 9
    assert "offers" not in youth, "a fee that is not known is not given"
    provided = {entry["provider"]["@id"] for entry in graph.values() if entry["@type"] == "GovernmentService"}
    assert provided <= set(graph)


def test_a_towns_own_text_makes_a_service_of_its_own_in_json_ld(engine, look):
    stream = io.BytesIO()
    with look() as session:
        jsonld.export(stream, session, NOW)
    entries = [
        e for e in json.loads(stream.getvalue())["@graph"] if e["@id"].startswith("#leistung/klimaschutzberatung/")
    ]
    senden = [e for e in entries if [a["identifier"] for a in e["areaServed"]] == ["senden"]]
    assert "kein eigenes Förderprogramm" in senden[0]["description"]
    assert all("kein eigenes Förderprogramm" not in e["description"] for e in entries if e not in senden)


def test_the_table_has_every_pair_of_service_and_municipality(engine, look):
    stream = io.BytesIO()
    with look() as session:
        csv_export.export(stream, session)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 209 * 11
    assert len({(row["leistung"], row["gemeinde"]) for row in rows}) == 209 * 11
    (row,) = [r for r in rows if (r["leistung"], r["gemeinde"]) == ("kfz-neuzulassung", "Senden")]
    assert row["zustaendige_stelle"] == "kfz-zulassung"
    assert all(row["grund"] and row["quelle"] and row["stand"] and row["status"] and row["lizenz"] for row in rows)


def test_facts_are_live_before_the_vectors_and_the_finder_copes(engine):
    """Phrases without a vector are found by their words; another version comes with the vectors."""
    done = load(engine, message(service("1", "Drachenflugplatz genehmigen")))
    finder = Finder(engine)
    assert phrases.read(engine).version == done.version
    assert finder.find("Drachenflugplatz").candidates[0].service == "nrw.l.L100002.1"
    assert finder.find("neuer perso").candidates[0].service == "personalausweis"
    assert complete_vectors(engine) != done.version
    with Session(engine) as session:
        assert session.get(m.PhraseVector, "Drachenflugplatz genehmigen") is not None


@pytest.fixture
def run(engine, monkeypatch):
    monkeypatch.setenv("KREISLOTSE_DIRECTORY_URL", engine.url.render_as_string(hide_password=False))
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_the_commands(engine, run, tmp_path):
    (tmp_path / "a.xml").write_text(message(service("1", "Ausweis", key=PERSO)), encoding="utf-8")
    before = current_version(engine)
    tried = run("import", "--xzufi", str(tmp_path / "a.xml"), "--name", "nrw", "--dry-run")
    assert "geprüft, nichts übernommen: 1 Leistungen" in tried.output
    assert current_version(engine) == before
    imported = run("import", "--xzufi", str(tmp_path / "a.xml"), "--name", "nrw")
    assert imported.exit_code == 0, imported.output
    assert "Ebene xzufi:nrw übernommen: 1 Leistungen (davon 1 zu Leistungen der eigenen Dateien)" in imported.output
    assert run("report", "differences", "--csv", str(tmp_path / "d.csv")).exit_code == 0
    listed = (tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines()
    assert listed[1] == "personalausweis;name;;Personalausweis;Ausweis;xzufi:nrw;Leistung L100002/1;Datei"
    assert "1 Unterschiede" in run("report", "differences").output
    for form in ("xzufi-2.2", "xzufi-2.3", "jsonld", "csv"):
        output = tmp_path / f"out.{form}"
        assert run("export", "--format", form, "-o", str(output), "--now", "2026-11-23T10:00").exit_code == 0
        assert output.stat().st_size > 100_000


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "--xzufi", "/gibt/es/nicht.xml"),
        ("import", "--xzufi", "x.xml", "--name", "Böse Namen"),
        ("import", "--xzufi", "x.xml", "--now", "gestern"),
        ("import", "--pvog"),
        ("export", "--format", "pdf"),
        ("report", "differences", "--csv", "/gibt/es/nicht/x.csv"),
        ("export", "--format", "csv", "-o", "/gibt/es/nicht/x.csv"),
    ],
)
def test_a_wrong_command_says_so_in_one_line_and_fails(run, arguments):
    done = run(*arguments)
    assert done.exit_code == 1
    assert "FEHLER" in done.output
    assert "Traceback" not in done.output
