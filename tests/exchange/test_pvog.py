"""The PVOG client against a real server on this machine: pages, tokens, faults, resumption, import."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import paths
from bot.cli.import_pvog import import_pvog
from bot.directory import models as m
from bot.directory.exchange.pvog import PvogError, fetch
from bot.directory.exchange.pvog_spool import PageSpool
from bot.directory.session import current_version
from tests.exchange.conftest import SENDEN, message, office, responsible, service
from tests.exchange.pvog_server import Pvog, body, cut_off, serving, status

PAGES = [
    message(service("1", "Eins")),
    message(office("9", inside=responsible("1", SENDEN))),
    message(service("2", "Zwei")),
]


async def fetched(pvog, folder, ars="05558%", **changes):
    """Fetch everything; returns the names of the pages and what was reported."""
    spool, reports = PageSpool(folder / "spool"), []
    async with serving(pvog):
        await fetch(pvog.access(**changes), ars, spool, reports.append)
    return [page.name for page in spool.pages()], reports


async def test_all_pages_in_order_with_one_token(tmp_path):
    pvog = Pvog(PAGES)
    assert await fetched(pvog, tmp_path) == (["000000.xml", "000001.xml", "000002.xml"], [])
    assert (pvog.requests, pvog.tokens, pvog.areas) == ([0, 1, 2], 1, {"05558%"})
    assert (tmp_path / "spool" / "000001.xml").read_text(encoding="utf-8") == PAGES[1]


async def test_without_an_address_of_the_next_page_the_index_is_used(tmp_path):
    pvog = Pvog(PAGES)
    pvog.answer = lambda index: {**Pvog.answer(pvog, index), "naechsteAnfrageUrl": None}
    assert len((await fetched(pvog, tmp_path))[0]) == 3


async def test_an_expired_token_is_renewed(tmp_path):
    pvog = Pvog(PAGES, valid_for=1)
    assert len((await fetched(pvog, tmp_path))[0]) == 3
    assert pvog.tokens == 3


def wrong(index):
    return {
        "xzufiObjekte": PAGES[index],
        "naechsterIndex": index + 1,
        "naechsteAnfrageUrl": None,
        "vollstaendig": False,
    }


async def too_late(_: web.Request) -> web.Response:
    await asyncio.sleep(2)
    return web.Response()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (status(503), "Antwort 503"),
        (status(429, **{"Retry-After": "0"}), "Antwort 429"),
        (too_late, "keine vollständige Antwort (TimeoutError)"),
        (cut_off({"xzufiObjekte": PAGES[1], "vollstaendig": False}), "keine vollständige Antwort (ClientPayloadError)"),
        (body(json.dumps(wrong(1)).encode()[:-80]), "beschädigtes JSON"),
        (body(b'{"xzufiObjekte": "", "vollstaendig": "ja"}'), "beschädigtes JSON"),
        (body(b"[]"), "beschädigtes JSON"),
        (
            body(json.dumps({**wrong(1), "xzufiObjekte": PAGES[1][:-100]}).encode()),
            "abgeschnittenes oder beschädigtes XML",
        ),
    ],
)
async def test_a_passing_fault_is_reported_and_the_page_fetched_again(tmp_path, fault, told):
    pvog = Pvog(PAGES, faults={(1, 1): fault})
    pages, reports = await fetched(pvog, tmp_path)
    assert len(pages) == 3
    assert pvog.requests == [0, 1, 1, 2]
    assert len(reports) == 1
    assert f"Seite 2: {told}" in reports[0]


async def test_an_interrupted_retrieval_goes_on_where_it_stopped(tmp_path):
    pvog = Pvog(PAGES, faults={(1, n): status(500) for n in (1, 2, 3)})
    spool, reports = PageSpool(tmp_path / "spool"), []
    async with serving(pvog):
        with pytest.raises(PvogError, match=r"Seite 2 vom PVOG: Antwort 500\. Nach 3 Versuchen abgebrochen"):
            await fetch(pvog.access(), "05558%", spool, reports.append)
        assert pvog.requests == [0, 1, 1, 1]
        await fetch(pvog.access(), "05558%", spool, reports.append)
    assert pvog.requests == [0, 1, 1, 1, 1, 2]
    assert reports[-1] == "Weiter nach 1 schon abgerufenen Seiten."
    assert len(spool.pages()) == 3


async def test_another_area_starts_anew(tmp_path):
    spool = PageSpool(tmp_path / "spool")
    pvog = Pvog(PAGES, faults={(1, n): status(500) for n in (1, 2, 3)})
    async with serving(pvog):
        with pytest.raises(PvogError):
            await fetch(pvog.access(), "05558%", spool, print)
        await fetch(pvog.access(), "05%", spool, print)
    assert pvog.requests == [0, 1, 1, 1, 0, 1, 2]


async def test_the_token_is_not_sent_to_another_server(tmp_path):
    with pytest.raises(PvogError, match="verweist auf einen anderen Server"):
        await fetched(Pvog(PAGES, elsewhere="http://attacker.example"), tmp_path)


async def test_a_circle_of_pages_ends(tmp_path):
    pvog = Pvog(PAGES)
    pvog.answer = lambda index: {
        **Pvog.answer(pvog, 0),
        "naechsteAnfrageUrl": f"http://127.0.0.1:{pvog.port}/x?index=0",
        "naechsterIndex": 0,
    }
    with pytest.raises(PvogError, match="wieder dieselbe"):
        await fetched(pvog, tmp_path)


async def test_wrong_credentials_are_said_at_once(tmp_path):
    pvog = Pvog(PAGES)
    with pytest.raises(PvogError, match="KREISLOTSE_PVOG_CLIENT_SECRET"):
        await fetched(pvog, tmp_path, client_secret="falsch")
    assert pvog.requests == []


def test_the_secret_is_not_in_a_representation():
    assert "geheim" not in repr(Pvog([]).access())


JSON_PAGE = [
    {
        "leistung": {
            "id": {"scheme_agency_id": "L100002", "scheme_id": "Leistung", "value": "1"},
            "referenz_leistungsschluessel": [{"scheme_agency_id": None, "value": "99999999000000"}],
            "modul_text": [
                {"leika_textmodul": "02", "inhalt": [{"language_code": "de", "_value": "Aus JSON"}]},
                {"leika_textmodul": "05", "inhalt": [{"language_code": "de", "_value": "<p>Kurz.</p>"}]},
            ],
            "versionsinformationen": {"geaendert_datum_zeit": "2026-10-01T00:00:00+02:00"},
        }
    },
    {"loesche": {"klasse": "Onlinedienst", "id": {"scheme_agency_id": "L1", "value": "404"}}},
]


@pytest.fixture
def in_var(tmp_path, monkeypatch, engine):
    """The command with its files in a folder of the test, for the test's directory."""
    monkeypatch.setattr(paths, "VAR", tmp_path)
    monkeypatch.setenv("KREISLOTSE_DIRECTORY_URL", engine.url.render_as_string(hide_password=False))
    return tmp_path / "pvog" / "pvog"


async def command(pvog):
    async with serving(pvog):
        return await asyncio.to_thread(
            import_pvog, "05558%", "pvog", None, None, "2026-11-23", False, access=pvog.access()
        )


def names(engine):
    with Session(engine) as session:
        return sorted(session.scalars(select(m.Service.name).where(m.Service.origin == "xzufi:pvog")))


async def test_the_command_imports_xml_and_json_pages(engine, in_var):
    assert await command(Pvog([*PAGES[1:], [PAGES[2], *JSON_PAGE]])) == 0
    assert names(engine) == ["Aus JSON", "Zwei"]
    assert not in_var.exists()


async def test_nothing_is_imported_before_all_pages_are_there(engine, in_var, capsys):
    before = current_version(engine)
    assert await command(Pvog(PAGES, faults={(2, n): status(500) for n in (1, 2, 3)})) == 1
    assert "Derselbe Befehl setzt den Abruf später an dieser Stelle fort" in capsys.readouterr().err
    assert current_version(engine) == before
    assert names(engine) == []
    state = json.loads((in_var / "state.json").read_text(encoding="utf-8"))
    assert (state["pages"], state["complete"]) == (2, False)


async def test_faults_in_the_pages_change_nothing_and_the_next_call_fetches_anew(engine, in_var, capsys):
    wrong_reference = message(office("9", inside=responsible("7", SENDEN)))
    pvog = Pvog([PAGES[0], wrong_reference])
    assert await command(pvog) == 1
    assert "000001.xml:3: Organisationseinheit L100042/9: Leistung L100002/7 gibt es" in capsys.readouterr().err
    assert names(engine) == []
    assert await command(Pvog(PAGES)) == 0
    assert names(engine) == ["Eins", "Zwei"]
