"""A message of changes updates the layer: objects that it does not name stay."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.content.problems import ContentError
from bot.directory import models as m
from bot.directory import queries
from bot.directory.session import current_version
from tests.exchange.conftest import (
    DUELMEN,
    SENDEN,
    delete,
    load,
    message,
    module,
    offer,
    office,
    responsible,
    service,
    transfer,
)

PERSO = "99008001012000"


@pytest.fixture
def loaded(engine):
    load(
        engine,
        message(
            service("1", "Eins", module("05", "Alt.")),
            service("2", "Zwei", key=PERSO, inside=module("16", "Hinweis.")),
            office("9", inside=responsible("1", SENDEN)),
            offer("88", "https://example.org/alt"),
            transfer("5", "9", "Organisationseinheit", "2", DUELMEN),
            transfer("6", "88", "Onlinedienst", "1", SENDEN, DUELMEN),
        ),
    )
    return engine


def rows(engine, table, *columns):
    with Session(engine) as session:
        found = session.execute(select(*columns).where(table.origin == "xzufi:nrw"))
        return sorted((tuple(row) for row in found), key=str)


def responsibilities(engine):
    return rows(engine, m.Responsibility, m.Responsibility.service, m.Responsibility.area)


def links(engine):
    t = m.OnlineService
    return [row for row in rows(engine, t, t.service, t.area, t.url) if row[0]]


def test_a_changed_service_takes_the_place_of_the_old_one(loaded):
    before = current_version(loaded)
    load(loaded, message(service("1", "Eins neu", module("05", "Neu."))), delta=True)
    assert rows(loaded, m.Service, m.Service.name) == [("Eins neu",)]
    texts = rows(loaded, m.ServiceText, m.ServiceText.service, m.ServiceText.text)
    assert ("nrw.l.L100002.1", "Neu.") in texts
    assert ("nrw.l.L100002.1", "Alt.") not in texts
    assert ("personalausweis", "Hinweis.") in texts
    assert responsibilities(loaded) == [("nrw.l.L100002.1", "senden"), ("personalausweis", "duelmen")]
    assert current_version(loaded) != before


def test_a_changed_office_brings_its_responsibilities_anew_and_leaves_others(loaded):
    load(loaded, message(office("9", "Testamt", responsible("1", DUELMEN))), delta=True)
    assert responsibilities(loaded) == [("nrw.l.L100002.1", "duelmen"), ("personalausweis", "duelmen")]


def test_a_changed_online_service_keeps_its_areas(loaded):
    load(loaded, message(offer("88", "https://example.org/neu")), delta=True)
    assert links(loaded) == [("nrw.l.L100002.1", area, "https://example.org/neu") for area in ("duelmen", "senden")]


def test_a_new_responsibility_names_objects_of_the_earlier_import(loaded, look):
    load(loaded, message(transfer("7", "88", "Onlinedienst", "2", SENDEN)), delta=True)
    with look() as session:
        assert [o.url for o in queries.online_services(session, "personalausweis", "senden")] == [
            "https://example.org/alt"
        ]


def test_a_responsibility_is_deleted_by_its_id_with_or_without_scheme(loaded):
    load(loaded, message(delete("Zustaendigkeit", "5"), delete("Zustaendigkeit", "6")), delta=True)
    assert responsibilities(loaded) == [("nrw.l.L100002.1", "senden")]
    assert links(loaded) == []


def test_a_service_is_deleted_with_what_needs_it(loaded):
    load(
        loaded,
        message(delete("Leistung", "1", "L100002"), delete("Zustaendigkeit", "6"), office("9")),
        delta=True,
    )
    assert rows(loaded, m.Service, m.Service.name) == []
    assert rows(loaded, m.ServicePhrase, m.ServicePhrase.text) == []


@pytest.mark.parametrize(
    ("gone", "users"),
    [
        (delete("Leistung", "1", "L100002"), "Organisationseinheit L100042/9"),
        (delete("Leistung", "2", "L100002"), "ZustaendigkeitOrganisationseinheit/5"),
        (delete("Organisationseinheit", "9"), "ZustaendigkeitOrganisationseinheit/5"),
        (delete("Onlinedienst", "88"), "ZustaendigkeitOnlinedienst/6"),
    ],
)
def test_an_object_that_is_still_needed_cannot_be_deleted(loaded, gone, users):
    before = current_version(loaded)
    with pytest.raises(
        ContentError, match=rf"1\.xml:3: .*soll gelöscht werden, wird aber noch gebraucht von .*{users}"
    ):
        load(loaded, message(gone), delta=True)
    assert current_version(loaded) == before
    assert len(responsibilities(loaded)) == 2


def test_a_changed_leika_key_wants_the_full_export(loaded):
    with pytest.raises(ContentError, match="Der LeiKa-Schlüssel hat sich geändert"):
        load(loaded, message(service("1", key=PERSO)), delta=True)


def test_another_layer_with_the_same_ids_is_left_alone(loaded):
    load(loaded, message(service("1", "Bei anderen")), name="bund")
    load(loaded, message(service("1", "Bei anderen neu")), name="bund", delta=True)
    assert rows(loaded, m.Service, m.Service.name) == [("Eins",)]
