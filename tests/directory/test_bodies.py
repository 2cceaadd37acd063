"""The twelve bodies as the Gemeindeverzeichnis (Destatis, 31.12.2019) and the fact sheet of November 2026 know them."""

import pytest
from sqlalchemy import select

from bot.content import staff_directory
from bot.directory import models as m
from bot.directory import offices, queries, responsibility

# slug: kind, ARS, postcode, parts without the one that bears the town's name
BODIES = {
    "ascheberg": ("gemeinde", "055580004004", "59387", "Herbern, Davensberg"),
    "billerbeck": ("stadt", "055580008008", "48727", "Kirchspiel, Beerlage"),
    "coesfeld": ("stadt", "055580012012", "48653", "Lette"),
    "duelmen": (
        "stadt",
        "055580016016",
        "48249",
        "Dülmen-Mitte, Kirchspiel, Buldern, Hausdülmen, Hiddingsel, Merfeld, Rorup",
    ),
    "havixbeck": (
        "gemeinde",
        "055580020020",
        "48329",
        "Hohenholte, Gennerich, Herkentrup, Masbeck, Lasbeck, Natrup, Poppenbeck, Tilbeck, Walingen, Brock, Schonebeck",
    ),
    "luedinghausen": ("stadt", "055580024024", "59348", "Seppenrade"),
    "nordkirchen": ("gemeinde", "055580028028", "59394", "Südkirchen, Capelle"),
    "nottuln": ("gemeinde", "055580032032", "48301", "Appelhülsen, Darup, Schapdetten"),
    "olfen": ("stadt", "055580036036", "59399", "Vinnum"),
    "rosendahl": ("gemeinde", "055580040040", "48720", "Darfeld, Holtwick, Osterwick"),
    "senden": ("gemeinde", "055580044044", "48308", "Bösensell, Ottmarsbocholt, Venne"),
}


def test_the_county_and_its_municipalities(look):
    with look() as session:
        rows = session.scalars(select(m.Area).where(m.Area.kind.in_(("kreis", "stadt", "gemeinde")))).all()
        found = {row.slug: (row.kind, row.ars, row.parent, row.postcodes) for row in rows}
    expected = {slug: (kind, ars, "kreis-coesfeld", [postcode]) for slug, (kind, ars, postcode, _) in BODIES.items()}
    assert found == {**expected, "kreis-coesfeld": ("kreis", "055580000000", "nrw", [])}


@pytest.mark.parametrize("slug", BODIES)
def test_every_ortsteil_and_bauerschaft(look, slug):
    with look() as session:
        names = session.scalars(select(m.Area.name).where(m.Area.parent == slug)).all()
    assert sorted(names) == sorted(BODIES[slug][3].split(", "))


# What the fact sheet calls out of date or undated: on file for the editors, never given to citizens.
@pytest.mark.parametrize(
    ("organisation", "field"),
    [
        ("senden", "contacts"),
        ("billerbeck", "contacts"),
        ("olfen", "contacts"),
        ("olfen", "opening_rules"),
        ("nottuln", "opening_rules"),
        ("finanzamt-luedinghausen", "notes"),
        ("luedinghausen-marketing", "addresses"),
        ("luedinghausen-marketing", "opening_rules"),
        ("kreis-coesfeld", "notes"),
        ("ascheberg", "notes"),
    ],
)
def test_stale_facts_are_on_file_and_not_given(look, organisation, field):
    table = {"addresses": m.Location, "contacts": m.Contact, "opening_rules": m.OpeningRule, "notes": m.Note}[field]
    with look() as session:
        rows = session.scalars(select(table).where(table.organisation == organisation)).all()
        stale = [row for row in rows if session.get(m.Source, row.source).stale]
        given = getattr(offices.organisation(session, organisation), field)
    assert stale
    assert len(given) == len(rows) - len(stale)


def test_what_was_only_remembered_is_not_on_file(look):
    """The address of Lüdinghausen's town hall and service portals of seven towns are unknown."""
    with look() as session:
        assert offices.organisation(session, "luedinghausen").addresses == ()
        portals = {slug for slug in BODIES if offices.organisation(session, slug).contact("portal")}
    assert portals == {"billerbeck", "coesfeld", "duelmen", "luedinghausen"}


def test_each_council_has_its_own_information_system(look):
    with look() as session:
        links = {slug: queries.online_services(session, "ratsinformation", slug) for slug in BODIES}
        county = offices.organisation(session, "kreis-coesfeld").online_services
        responsible = responsibility.responsible(session, "ratsinformation", "kreis-coesfeld")
    assert [slug for slug, found in links.items() if not found] == ["olfen"]
    assert len({link.url for found in links.values() for link in found}) == 10
    assert any(link.service == "ratsinformation" for link in county)
    assert responsible.organisation.slug == "kreis-coesfeld"


@pytest.mark.parametrize(
    ("service", "town", "organisation"),
    [
        ("eheschliessung", "duelmen", "standesamt-duelmen"),
        ("eheschliessung", "senden", "senden"),
        ("abfallkalender", "senden", "wbc"),
        ("abfallkalender", "luedinghausen", "luedinghausen"),
        ("ratsinformation", "senden", "senden"),
        ("integrationskurs", "olfen", "auslaenderbehoerde"),
        ("fuehrerschein-umtausch", "duelmen", "kreis-coesfeld"),
    ],
)
def test_special_responsibilities(look, service, town, organisation):
    with look() as session:
        assert responsibility.responsible(session, service, town).organisation.slug == organisation


def test_a_service_that_is_special_in_one_town_follows_its_level_elsewhere(staff):
    assert staff.towns_decided("eheschliessung") == {"duelmen"}
    assert staff.towns_decided("abfallkalender") == set(BODIES)
    assert staff.towns_decided("personalausweis") == set()
    assert staff_directory.COUNTY not in staff.towns_decided("ratsinformation")
