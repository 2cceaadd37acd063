"""The form's personal data at the edge: never in what Rasa gets or what is stored. Silence while a person answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.handover.database import open_engine
from bot.handover.forms import Forms
from bot.handover.request import CONTACT
from connectors.entries import Entries
from connectors.message import Capabilities, CitizenMessage
from tests.connectors.conftest import Edge
from tests.connectors.rasa_peer import RasaPeer
from tests.handover.conftest import NOW, complete, hand_in

PHONE = "02541 184711"
STAYS, LEFT = {"status": "handover", "text": "…", "expects": "request"}, {"status": "answered", "text": "…"}


@pytest.fixture
def forms(database: Path) -> Forms:
    return Forms(open_engine(f"sqlite:///{database}"))


@pytest.fixture
def entries(forms: Forms) -> Entries:
    return Entries(forms)


def _outcome(rasa: RasaPeer, **fields: Any) -> None:
    before = rasa.outcome
    rasa.outcome = lambda message: {**before(message), **fields}  # type: ignore[method-assign]


async def test_rasa_never_sees_the_number_and_the_form_gets_it(edge: Edge, rasa: RasaPeer, forms: Forms) -> None:
    citizen = await edge.start()
    forms.save(complete(citizen.id, step="contact", phone=None, email=None), NOW)
    _outcome(rasa, status="handover", expects="request")
    await citizen.say(f"unter {PHONE}")
    assert rasa.texts[-1] == "unter ‹Telefonnummer›"
    draft = forms.draft(citizen.id)
    assert draft is not None
    assert draft.entry == f"unter {PHONE}"


async def test_without_a_form_nothing_is_kept(edge: Edge, rasa: RasaPeer, forms: Forms) -> None:
    citizen = await edge.start()
    await citizen.say(f"unter {PHONE}")
    assert rasa.texts[-1] == "unter ‹Telefonnummer›"
    assert forms.draft(citizen.id) is None


async def test_the_summary_is_filled_in_for_the_citizen_only(
    edge: Edge, rasa: RasaPeer, forms: Forms, database: Path
) -> None:
    citizen = await edge.start()
    forms.save(complete(citizen.id, email=None), NOW)
    _outcome(rasa, status="handover", expects="request", text=f"Erreichbar unter: {CONTACT}")
    for _ in range(2):
        answer = await citizen.say("ja", client_message_id="1")
        assert answer["messages"][0]["text"] == "Erreichbar unter: +49 2541 184711"
    assert len(rasa.texts) == 2, "the greeting and one turn"
    with closing(sqlite3.connect(database)) as connection:
        [(stored,)] = connection.execute("SELECT outcomes FROM web_reply").fetchall()
    assert "184711" not in stored


async def test_deleting_the_conversation_deletes_its_requests(edge: Edge, forms: Forms) -> None:
    citizen, other = await edge.start(), await edge.start()
    hand_in(forms, citizen.id)
    hand_in(forms, other.id)
    forms.save(complete(citizen.id), NOW)
    async with citizen.delete() as response:
        assert response.status == 204
    assert forms.draft(citizen.id) is None
    assert forms.handed_in(citizen.id) == []
    assert len(forms.handed_in(other.id)) == 1


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [
        (STAYS, True),
        (LEFT, False),
        ({"status": "emergency", "text": "…"}, False),
        ({"status": "error", "text": "…"}, True),
    ],
)
def test_a_form_that_was_left_is_forgotten(forms: Forms, entries: Entries, outcome: dict[str, Any], kept: bool) -> None:
    forms.save(complete("web-1"), NOW)
    standing = entries.arriving(CitizenMessage("web-1", "Hallo"))
    assert standing == "form"
    entries.leaving("web-1", outcome, standing)
    assert (forms.draft("web-1") is not None) is kept


def test_a_form_that_was_just_opened_is_kept(forms: Forms, entries: Entries) -> None:
    standing = entries.arriving(CitizenMessage("web-1", "Rückruf"))
    forms.save(complete("web-1"), NOW)
    entries.leaving("web-1", STAYS, standing)
    assert forms.draft("web-1") is not None


def test_a_dead_database_is_no_fault_of_the_citizen(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'fehlt' / 'x.sqlite'}")
    entries = Entries(Forms(engine))
    assert entries.arriving(CitizenMessage("web-1", "Hallo")) == "assistant"
    entries.leaving("web-1", LEFT, "form")
    outcome = {**LEFT, "text": CONTACT}
    assert entries.reveal("web-1", outcome) == outcome


def test_text_of_the_citizen_cannot_reveal_anothers_data(forms: Forms, entries: Entries) -> None:
    forms.save(complete("web-1"), NOW)
    outcome = {**LEFT, "text": CONTACT}
    assert entries.reveal("web-2", outcome) == outcome


async def test_the_assistant_is_silent_while_a_person_answers(edge: Edge, rasa: RasaPeer, entries: Entries) -> None:
    citizen = await edge.start()
    entries.hand_over(citizen.id, Capabilities(live_chat=True))
    for identifier in ("1", "1", "2"):
        answer = await citizen.say("Hallo?", client_message_id=identifier)
        assert answer["messages"] == []
    assert rasa.texts == ["/greeting"], "nothing reaches the model"
    entries.hand_back(citizen.id)
    answer = await citizen.say("Danke")
    assert answer["messages"][0]["text"] == "Antwort auf: Danke"


async def test_a_live_chat_outlives_the_edge(make_edge: Any, rasa: RasaPeer, entries: Entries) -> None:
    first = await make_edge()
    citizen = await first.start()
    entries.hand_over(citizen.id, Capabilities(live_chat=True))
    citizen.edge = replace(await make_edge(), session=citizen.edge.session)
    assert (await citizen.say("Hallo?"))["messages"] == []


def test_no_hand_over_where_nobody_could_answer(entries: Entries) -> None:
    with pytest.raises(ValueError, match="live chat"):
        entries.hand_over("web-1", Capabilities())
