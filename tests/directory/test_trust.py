"""Only current facts are given; staff files win over imports, field by field; the nearer area wins."""

from dataclasses import replace
from datetime import date

from bot.content import schema
from bot.directory import models as m
from bot.directory import offices, queries
from bot.directory.importers import layer
from bot.directory.importers.staff_files import import_staff_files
from bot.directory.session import importing


def test_a_stale_fact_is_not_given(look):
    with look() as session:
        assert offices.organisation(session, "senden").contact("phone") is None
        assert offices.organisation(session, "duelmen").contact("phone").value == "+49 2594 12-102"


def test_a_source_expires_by_itself_on_its_day(engine, look, staff):
    source = staff.sources["duelmen-dz-2022"].copy(update={"expires": date(2027, 1, 31)})
    import_staff_files(engine, replace(staff, sources={**staff.sources, "duelmen-dz-2022": source}))
    with look(date(2027, 1, 31)) as session:
        assert offices.organisation(session, "duelmen").contact("phone") is not None
    with look(date(2027, 2, 1)) as session:
        assert offices.organisation(session, "duelmen").contact("phone") is None


def test_an_example_is_never_given_as_a_fact(engine, look, staff):
    source = staff.sources["duelmen-dz-2022"].copy(update={"example": True})
    import_staff_files(engine, replace(staff, sources={**staff.sources, "duelmen-dz-2022": source}))
    with look() as session:
        assert offices.organisation(session, "duelmen").contact("phone") is None


def test_a_block_that_rests_on_a_law_is_confirmed_alone(engine, look, staff):
    service = staff.services["personalausweis"]
    documents = service.documents.copy(update={"verified_by": "Stadt Dülmen", "verified_on": date(2026, 11, 20)})
    changed = service.copy(update={"documents": documents})
    import_staff_files(engine, replace(staff, services={**staff.services, "personalausweis": changed}))
    with look() as session:
        texts = queries.service(session, "personalausweis").texts
    assert {item.source.state for item in texts["documents"]} == {"verified"}
    assert texts["documents"][0].source.as_of == date(2026, 11, 20)
    assert texts["requirements"][0].source.state == "unverified"


def test_staff_win_over_an_import_field_by_field(engine, look):
    """The import knows another phone for Dülmen, and an e-mail that no staff file has."""
    with importing(engine) as session:
        rows = [
            m.Source(
                slug="portal", title="Portal", url="https://example.org", as_of=date(2026, 11, 1), origin="portal"
            ),
            m.Contact(organisation="duelmen", kind="phone", value="+49 2594 0", source="portal", origin="portal"),
            m.Contact(organisation="duelmen", kind="email", value="info@example.org", source="portal", origin="portal"),
        ]
        layer.finish(session, "portal", layer.write(session, rows))
    with look() as session:
        duelmen = offices.organisation(session, "duelmen")
    assert duelmen.contact("phone").value == "+49 2594 12-102"
    assert duelmen.contact("email").value == "info@example.org"
    assert duelmen.contact("email").source.origin == "portal"


def test_a_stale_staff_fact_does_not_hide_a_current_import(engine, look):
    with importing(engine) as session:
        rows = [
            m.Source(
                slug="portal", title="Portal", url="https://example.org", as_of=date(2026, 11, 1), origin="portal"
            ),
            m.Contact(organisation="senden", kind="phone", value="+49 2597 0", source="portal", origin="portal"),
        ]
        layer.finish(session, "portal", layer.write(session, rows))
    with look() as session:
        assert offices.organisation(session, "senden").contact("phone").value == "+49 2597 0"


def test_a_town_has_its_own_text_and_fee(engine, look, staff):
    fees = schema.FeeBlock(items=[{"eur": 60, "what": "erster Hund, im Jahr"}], source="gv2019")
    own = schema.LocalFile(fees=fees)
    import_staff_files(engine, replace(staff, local={**staff.local, ("senden", "hund-anmelden"): own}))
    with look() as session:
        here = queries.service(session, "hund-anmelden", "senden")
        there = queries.service(session, "hund-anmelden", "olfen")
    assert [(fee.cents, fee.area) for fee in here.fees] == [(6000, "senden")]
    assert there.fees == ()
    assert here.texts["summary"] == there.texts["summary"]
    assert here.texts["summary"][0].area is None


def test_the_land_layer_lies_between_county_and_bund(look):
    with look() as session:
        assert queries.area_layers(session, "senden") == ("senden", "kreis-coesfeld", "nrw", "bund", None)
        assert queries.area_layers(session, "senden/venne")[:2] == ("senden/venne", "senden")
