"""What an XZuFi message brings into the directory, in both versions, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory import offices, queries
from bot.directory.importers.layer import complete_vectors
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.responsibility import responsible as who
from bot.directory.session import current_version
from tests.exchange.conftest import (
    COESFELD,
    MUNICH,
    SENDEN,
    element,
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

PERSO = "99008001012000"
HALLE = "99999999000000"


def rows(engine, table, *where):
    with Session(engine) as session:
        return list(
            session.scalars(
                select(table)
                .where(table.origin == "xzufi:nrw", *where)
                .order_by(table.__table__.primary_key.columns[0])
            )
        )


@pytest.mark.parametrize("version", ["2_2_0", "2_3_1"])
def test_a_leika_key_attaches_an_object_to_the_staff_service_and_staff_win_by_field(engine, look, version):
    texts = module("08", "&lt;ul&gt;&lt;li&gt;Portalunterlage&lt;/li&gt;&lt;/ul&gt;") + module(
        "16", "Ein Hinweis vom Portal."
    )
    load(engine, message(service("1", "Portalname", texts, PERSO, new=version == "2_3_1"), version=version))
    with look() as session:
        found = queries.service(session, "personalausweis", "senden")
    assert "Portalunterlage" not in [item.text for item in found.texts["documents"]]
    assert [item.text for item in found.texts["hints"]] == ["Ein Hinweis vom Portal."]
    assert found.texts["hints"][0].source.origin == "xzufi:nrw"
    assert found.texts["hints"][0].source.url == f"https://meineverwaltung.nrw/leistung/{PERSO}"
    assert found.name == "Personalausweis"


def test_a_service_of_its_own_has_a_slug_that_no_staff_file_can_have(engine, look):
    load(
        engine,
        message(
            service("1", "Hallennutzung", module("05", "Kurz.") + module("05", "Short.", "en"), HALLE),
            office("9", "Sportamt Senden", responsible("1", SENDEN)),
        ),
    )
    with look() as session:
        found = queries.service(session, "nrw.l.L100002.1", "senden")
        office_there = who(session, "nrw.l.L100002.1", "senden")
        assert who(session, "nrw.l.L100002.1", "olfen") is None
    assert (found.name, found.leika, [i.text for i in found.texts["summary"]]) == ("Hallennutzung", HALLE, ["Kurz."])
    assert (office_there.organisation.name, office_there.organisation.slug) == ("Sportamt Senden", "nrw.o.L100042.9")


def test_responsibilities_inside_and_outside_of_an_office_by_area(engine):
    load(
        engine,
        message(
            transfer("5", "9", "Organisationseinheit", "1", COESFELD, MUNICH),  # before the objects it names
            service("1", key=HALLE),
            office("9", inside=responsible("1", SENDEN, "050000000000", "055000000000")),
        ),
    )
    found = {(row.area, row.record) for row in rows(engine, m.Responsibility)}
    own, transferred = "Organisationseinheit L100042/9", "Zustaendigkeit L100042/ZustaendigkeitOrganisationseinheit/5"
    assert found == {
        ("senden", own),
        ("nrw", own),
        ("kreis-coesfeld", own),  # the Regierungsbezirk: the directory has no layer between Land and Kreis
        ("coesfeld", transferred),
        (f"nrw.g.{MUNICH}", transferred),
    }
    assert [(row.kind, row.ars) for row in rows(engine, m.Area)] == [("gebiet", MUNICH)]


def test_an_online_service_serves_everybody_in_its_areas(engine, look):
    load(
        engine,
        message(
            transfer("5", "88", "Onlinedienst", "1", SENDEN),
            offer("88", "https://example.org/antrag", "Online-Antrag"),
            service("1", key=PERSO),
        ),
    )
    with look() as session:
        assert [(o.label, o.url) for o in queries.online_services(session, "personalausweis", "senden")] == [
            ("Online-Antrag", "https://example.org/antrag")
        ]
        assert queries.online_services(session, "personalausweis", "olfen") == ()


def test_a_form_that_a_service_names(engine, look):
    form_id = element("referenzFormularID", "F1")
    uses = element("modulDokument", element("dokumentEingehend", form_id))
    area = f"<x:gueltigkeitGebietID>{SENDEN}</x:gueltigkeitGebietID>"
    url = element("url", "https://example.org/a.pdf")
    form = element("formular", element("id", "F1"), element("bezeichnung", "Antrag als PDF"), url)
    load(engine, message(service("1", inside=uses + area, key=PERSO), form))
    with look() as session:
        found = queries.online_services(session, "personalausweis", "senden")
    assert [(o.kind, o.label, o.url) for o in found] == [("form", "Antrag als PDF", "https://example.org/a.pdf")]


OFFICE = (
    "<x:infoOeffnungszeitenText>&lt;p&gt;Bitte klingeln.&lt;/p&gt;</x:infoOeffnungszeitenText>"
    "<x:infoOeffnungszeitenStrukturiert><x:hinweisText>nur mit Termin</x:hinweisText>"
    "<x:regulaereZeiten><x:tagestyp><code>2</code><name>Dienstag</name></x:tagestyp><x:beginn>08:00:00</x:beginn>"
    "<x:ende>12:30:00</x:ende></x:regulaereZeiten><x:gueltigkeit><x:beginn>2026-12-01</x:beginn></x:gueltigkeit>"
    "</x:infoOeffnungszeitenStrukturiert>"
    "<x:anschrift><x:strasse>Münsterstraße</x:strasse><x:hausnummer>30</x:hausnummer><x:postleitzahl>48308</x:postleitzahl>"
    "<x:ort>Senden</x:ort></x:anschrift>"
    "<x:kommunikation><x:kanal><code>02</code></x:kanal><x:kennung>+49 2597 699-0</x:kennung></x:kommunikation>"
    "<x:kommunikation><x:kanal><code>01</code></x:kanal><x:kennung>amt@example.org</x:kennung></x:kommunikation>"
    "<x:internetadresse><x:uri>https://example.org/senden</x:uri></x:internetadresse>"
)


def test_an_office_with_everything(engine, look):
    load(engine, message(office("2", "Unteramt", OFFICE + parent("1")), office("1", "Oberamt")))
    with look() as session:
        found = offices.organisation(session, "nrw.o.L100042.2")
    assert (found.parent, found.body, found.kind) == ("nrw.o.L100042.1", "nrw.o.L100042.1", "amt")
    assert [(a.street, a.postcode, a.city) for a in found.addresses] == [("Münsterstraße 30", "48308", "Senden")]
    assert {(c.kind, c.value) for c in found.contacts} == {
        ("phone", "+49 2597 699-0"),
        ("email", "amt@example.org"),
        ("website", "https://example.org/senden"),
    }
    assert [(r.lane, r.weekday, r.opens, r.closes, r.valid_from) for r in found.opening_rules] == [
        ("mit-termin", 1, "08:00", "12:30", date(2026, 12, 1))
    ]
    assert [n.text for n in found.notes_on("hours")] == ["Bitte klingeln."]


@pytest.mark.parametrize("name", ["Gemeinde Senden", "Gemeindeverwaltung Senden"])
def test_an_administration_of_the_county_is_the_one_of_the_staff_files(engine, look, name):
    """Of Senden the staff files have no current phone: the import's holds. The address of the staff files wins."""
    load(engine, message(office("2", name, OFFICE)))
    with look() as session:
        found = offices.organisation(session, "senden")
    assert found.contact("phone").value == "+49 2597 699-0"
    assert not rows(engine, m.Organisation)


def test_a_namesake_elsewhere_is_another_administration(engine):
    """Senden in Bavaria is told by its postcode, Ascheberg in Holstein by its key."""
    ars = element("regionalschluessel", "<code>010575747001</code>")
    key = element("anschrift", element("verwaltungspolitischeKodierung", ars))
    load(
        engine,
        message(
            office("2", "Gemeinde Senden", OFFICE.replace("48308", "89250")), office("3", "Gemeinde Ascheberg", key)
        ),
    )
    assert {row.slug for row in rows(engine, m.Organisation)} == {"nrw.o.L100042.2", "nrw.o.L100042.3"}


def test_fees_durations_links_and_validity(engine, look):
    costs = (
        "<x:modulKosten><x:kosten><x:kostenFix><x:betrag>12,50</x:betrag></x:kostenFix><x:beschreibung>Eilzuschlag</x:beschreibung></x:kosten>"
        '<x:beschreibung>&lt;p&gt;Siehe &lt;a href="https://example.org/g"&gt;Satzung&lt;/a&gt;&lt;/p&gt;</x:beschreibung></x:modulKosten>'
        "<x:modulFrist><x:beschreibung>Binnen zwei Wochen.</x:beschreibung></x:modulFrist>"
        "<x:modulBearbeitungsdauer><x:beschreibung>Drei Wochen.</x:beschreibung></x:modulBearbeitungsdauer>"
        "<x:gueltigkeit><x:ende>2026-11-30T23:59:59+01:00</x:ende></x:gueltigkeit>"
    )
    load(engine, message(service("1", inside=costs, key=HALLE)))
    with look() as session:
        found = queries.service(session, "nrw.l.L100002.1")
        assert [(fee.cents, fee.what) for fee in found.fees] == [(1250, "Eilzuschlag")]
        assert [i.text for i in found.texts["costs"]] == ["Siehe Satzung (https://example.org/g)"]
        assert [i.text for i in found.texts["duration"]] == ["Drei Wochen.", "Binnen zwei Wochen."]
    with look(date(2026, 12, 1)) as session:
        assert queries.service(session, "nrw.l.L100002.1").texts == {}


def test_an_approval_of_the_portal_is_a_confirmation(engine, look):
    day, by = element("fachlichFreigegebenAm", "2026-05-04"), element("fachlichFreigegebenDurch", "Ministerium")
    approved = element("modulFachlicheFreigabe", day, by)
    load(engine, message(service("1", inside=module("05", "Kurz.") + approved, key=HALLE)))
    with look() as session:
        source = queries.service(session, "nrw.l.L100002.1").texts["summary"][0].source
    assert (source.state, source.as_of) == ("verified", date(2026, 5, 4))


def test_an_id_without_schemeid_means_the_only_object_with_its_value(engine):
    """PVOG writes schemeID `LB` at the object and leaves it out where it is referred to."""
    other = service("1").replace('schemeID="Leistung"', 'schemeID="LB"')
    load(engine, message(other, office("9", inside=responsible("1", SENDEN))))
    assert [row.service for row in rows(engine, m.Responsibility)] == ["nrw.l.L100002.LB.1"]


@pytest.mark.parametrize("root", ["leistung", "organisationsverzeichnis.antwort.030204"])
def test_any_root_any_prefix_and_no_namespace(engine, root):
    plain = service("1").replace("x:", "")
    load(engine, plain if root == "leistung" else f'<{root} xzufiVersion="2.2.0"><ergebnis>{plain}</ergebnis></{root}>')
    assert [row.slug for row in rows(engine, m.Service)] == ["nrw.l.L100002.1"]


def test_a_full_export_replaces_its_layer_and_only_that(engine, staff):
    load(engine, message(service("1", key=HALLE), service("2")))
    load(engine, message(service("2")))
    assert [row.slug for row in rows(engine, m.Service)] == ["nrw.l.L100002.2"]
    again = load(engine, message(service("2"))).version
    assert again == current_version(engine)
    complete = complete_vectors(engine)
    assert complete == import_staff_files(engine, staff), "the staff layer is as before"


def test_staff_can_remove_what_an_import_is_attached_to(engine, staff):
    """An import must not keep a service alive; its rows about it go."""
    load(
        engine,
        message(service("1", inside=module("16", "Hinweis"), key=PERSO), office("9", inside=responsible("1", SENDEN))),
    )
    services = {slug: entry for slug, entry in staff.services.items() if slug != "personalausweis"}
    import_staff_files(engine, staff.__class__(**{**vars(staff), "services": services}))
    assert rows(engine, m.ServiceText) == rows(engine, m.Responsibility) == []
