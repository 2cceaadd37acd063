"""Comparisons over a small county of four towns: what is compared, best first, and what is not known."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from actions import compare_fact, days
from actions.compare import ActionCompare
from actions.question import Question
from actions.render import render
from bot.directory import models as m
from bot.directory.cache import TODAY
from bot.directory.finder import Candidate, Found
from bot.directory.session import open_engine
from bot.nlu import day_words

NOW = datetime(2026, 11, 23, 10)
TOWNS = {"coesfeld": "Coesfeld", "duelmen": "Dülmen", "nottuln": "Nottuln", "senden": "Senden"}


@pytest.fixture
def session():
    engine = open_engine("sqlite://")
    m.Base.metadata.create_all(engine)
    with Session(engine) as opened:
        opened.info[TODAY] = NOW.date()
        opened.add_all(_county())
        opened.flush()
        yield opened


def _county():
    yield m.Source(slug="aushang", title="Aushang", url="https://example.org", as_of=date(2026, 11, 1))
    yield m.Source(slug="satzung", title="Satzung", url="https://example.org/2", as_of=date(2026, 1, 1))
    yield m.Area(slug="kreis-coesfeld", name="Kreis Coesfeld", official_name="Kreis Coesfeld", kind="kreis")
    yield _organisation("kreis-coesfeld", "Kreis Coesfeld")
    for slug, name in TOWNS.items():
        yield m.Area(slug=slug, name=name, official_name=name, kind="stadt", parent="kreis-coesfeld")
        yield _organisation(slug, name)
        for service in ("hund", "pass"):
            yield m.Responsibility(
                service=service, organisation=slug, area=slug, rank=11, reason="Jede Stadt selbst.", source="aushang"
            )
    for service, level in (("hund", "gemeinde"), ("pass", "gemeinde"), ("jagd", "kreis")):
        topic = "ausweise" if service == "pass" else "steuern"
        yield m.Service(slug=service, name=service.title(), topic=topic, level=level)
    yield m.Responsibility(
        service="jagd", organisation="kreis-coesfeld", area="kreis-coesfeld", rank=2, reason="Kreis.", source="aushang"
    )
    yield from _rules("coesfeld", (5,), "10:00", "12:00")
    yield from _rules("coesfeld", range(4), "08:00", "12:30")
    yield from _rules("duelmen", (5,), "09:00", "13:00", "mit-termin")
    yield from _rules("duelmen", (0,), "14:00", "18:00")
    yield from _rules("nottuln", (0,), "08:00", "16:00")
    yield m.Fee(service="hund", area="senden", cents=7200, who="ein Hund", source="satzung")
    yield m.Fee(service="hund", area="nottuln", cents=4800, who="ein Hund", source="satzung")
    yield m.Fee(service="hund", area="nottuln", cents=9900, who="zwei Hunde", source="satzung")
    yield m.Fee(service="pass", area=None, cents=7000, source="satzung")
    yield _online("jagd", "online_service", organisation="kreis-coesfeld", url="https://example.org/jagd")
    yield _online("hund", "online_service", area="duelmen", url="https://example.org/hund")
    yield _online(None, "appointment", organisation="duelmen", url="https://example.org/termin")


def _organisation(slug, name):
    return m.Organisation(slug=slug, name=name, office=f"Rathaus {name}", kind="verwaltung", area=slug, body=slug)


def _rules(town, weekdays, opens, closes, lane="ohne-termin"):
    for day in weekdays:
        yield m.OpeningRule(organisation=town, lane=lane, weekday=day, opens=opens, closes=closes, source="aushang")


def _online(service, kind, **fields):
    return m.OnlineService(service=service, kind=kind, label="Dienst", source="aushang", **fields)


def asked(text, service=None, towns=(), now=NOW, **fields):
    found = Found((Candidate(service, 1.0),), "one") if service else Found((), "none")
    said = day_words.find(text)
    known = {"intent": "compare", "confidence": 1.0, "day": days.resolve(said.day, said.window, now)}
    return Question(text=text, now=now, service=service, found=found, towns=towns, **{**known, **fields})


def answer(session, *arguments, **fields):
    question = asked(*arguments, **fields)
    return render(ActionCompare().answer(question, session), question)


def test_a_weekday_lists_the_longest_first_then_closed_then_unknown(session):
    outcome = answer(session, "Welches Rathaus hat samstags auf?")
    assert outcome.text.startswith(
        "Samstags geöffnet:\n• Dülmen: 9–13 Uhr nur mit Termin geöffnet\n• Coesfeld: 10–12 Uhr\n\n"
        "Samstags geschlossen: Nottuln\n\nNicht hinterlegt sind die Öffnungszeiten von: Senden\n"
    )
    assert (outcome.status, outcome.aspect, outcome.municipality) == ("answered_partly", "compare", None)
    assert [source.url for source in outcome.sources] == ["https://example.org"]


def test_now_the_one_that_stays_open_longest_comes_first(session):
    text = answer(session, "Welches Rathaus hat jetzt offen?").text
    assert text.startswith("Jetzt geöffnet:\n• Nottuln: heute bis 16 Uhr\n• Coesfeld: heute bis 12:30 Uhr\n")
    assert "Jetzt geschlossen: Dülmen (wieder Montag, 23.11.2026, 14 Uhr (ohne Termin geöffnet))" in text


def test_a_public_holiday_closes_all(session):
    text = answer(session, "Welche Rathäuser haben am 25.12.2026 offen?").text
    assert "Am Freitag, 25.12.2026, ist keine der Stellen geöffnet, deren Zeiten ich kenne." in text
    assert "Coesfeld (Erster Weihnachtstag)" in text


def test_a_time_of_any_day_names_the_days(session):
    text = answer(session, "Welches Rathaus hat nach 17 Uhr offen?").text
    assert text.startswith("Nach 17 Uhr geöffnet:\n• Dülmen: Montag 14–18 Uhr ohne Termin geöffnet\n")
    assert "geschlossen: Coesfeld, Nottuln" in text


def test_fees_are_sorted_with_their_date_and_the_unknown_is_named(session):
    outcome = answer(session, "wo ist der Hund am billigsten", "hund")
    assert outcome.text.startswith(
        "Kosten für „Hund“, das Günstigste zuerst:\n"
        "• Nottuln: 48,00 € (ein Hund), 99,00 € (zwei Hunde) (Stand 01.01.2026)\n"
        "• Senden: 72,00 € (ein Hund) (Stand 01.01.2026)\n\n"
        "Was „Hund“ kostet, ist bei mir nicht hinterlegt für: Coesfeld, Dülmen\n"
    )
    assert (outcome.status, outcome.service) == ("answered_partly", "hund")


def test_only_the_places_named_are_compared(session):
    outcome = answer(session, "ist das in Senden billiger als in Nottuln", "hund", towns=("senden", "nottuln"))
    assert outcome.status == "answered"
    assert "Coesfeld" not in outcome.text
    assert outcome.text.index("Nottuln") < outcome.text.index("Senden")


def test_a_fee_of_the_country_is_the_same_everywhere(session):
    outcome = answer(session, "wo ist der Pass am günstigsten", "pass")
    assert outcome.text.startswith("„Pass“ kostet hier überall gleich viel:\n• 70,00 €")
    assert outcome.status == "answered"


def test_who_has_it_online_and_who_offers_appointments(session):
    online = answer(session, "wer hat das online", "hund")
    assert "• Dülmen: Dienst, https://example.org/hund" in online.text
    assert [link.url for link in online.links] == ["https://example.org/hund"]
    appointment = answer(session, "In welchem Ort kann ich online einen Termin buchen?")
    assert "• Dülmen: https://example.org/termin" in appointment.text
    assert (appointment.status, appointment.service) == ("answered_partly", None)


def test_that_each_town_would_be_responsible_does_not_say_that_each_has_it(session):
    outcome = answer(session, "welche Gemeinden haben das", "hund")
    assert "weiß ich aus den Orten:\n• Dülmen: Dienst" in outcome.text
    assert "Ob es das dort überall gibt, ist bei mir nicht hinterlegt." in outcome.text
    assert outcome.status == "answered_partly"


@pytest.mark.parametrize("text", ["wo kann man das online", "wo ist das am billigsten", "wer im Kreis bietet das an"])
def test_one_office_for_all_makes_no_difference(session, text):
    outcome = answer(session, text, "jagd")
    assert outcome.text.startswith("Für „Jagd“ ist überall im Kreis dieselbe Stelle zuständig.")
    assert (outcome.aspect, outcome.municipality, outcome.organisation) == ("compare", None, "kreis-coesfeld")


def test_hours_of_another_office_than_the_citizen_office_are_not_passed_off_as_its_own(session):
    outcome = answer(session, "wo kann ich den Hund samstags anmelden", "hund")
    assert outcome.status == "answered_partly"
    assert "geöffnet" not in outcome.text
    assert "10–12" in answer(session, "wo kann ich den Pass samstags holen", "pass").text


def test_an_open_subject_is_asked_for_and_the_fact_kept(session):
    question = asked("ist das in Senden billiger als in Nottuln", towns=("senden", "nottuln"))
    back = ActionCompare().answer(question, session)
    assert back.status == "clarify"
    outcome = answer(session, "Hund", "hund", compared=back.remember["pending"]["fact"])
    assert outcome.text.startswith("Kosten für „Hund“, das Günstigste zuerst:")


def test_one_place_after_a_comparison_is_answered_alone(session):
    fields = {"intent": "follow_up", "compared": "fee", "previous_aspect": "compare", "municipality": "senden"}
    outcome = answer(session, "und in Senden?", "hund", ("senden",), **fields)
    assert (outcome.aspect, outcome.municipality) == ("fee", "senden")
    assert "72,00 €" in outcome.text


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("welche Gemeinde ist samstags am günstigsten", "fee"),
        ("wo gibt es online Termine", "appointment"),
        ("in welchen Orten geht das online", "online"),
        ("welches hat gerade offen", "open_now"),
        ("wer hat jetzt um 17 Uhr noch auf", "hours"),
        ("und am Samstag?", "hours"),
        ("liste alle Adressen der Rathäuser auf", "address"),
        ("die Telefonnummern aller Bürgerbüros", "contact"),
        ("wo geht der Ausweis am schnellsten", "other"),
        ("wo gibt es das überall", "offered"),
    ],
)
def test_which_fact_is_compared(text, fact):
    assert compare_fact.fact(asked(text, "hund")) == fact


def test_a_fact_that_no_word_names_is_the_loudest_the_model_heard():
    question = asked("wo komm ich billich wech", "hund", ranking=(("compare", 0.8), ("fee", 0.1), ("hours", 0.02)))
    assert compare_fact.fact(question) == "fee"


def test_what_a_town_adds_to_the_office_of_all_is_not_hidden(session):
    session.add(_online("jagd", "online_service", area="senden", url="https://example.org/senden"))
    session.flush()
    text = answer(session, "wo kann man das online", "jagd").text
    assert "keinen Unterschied" not in text
    assert "• Senden: Dienst, https://example.org/jagd; Dienst, https://example.org/senden" in text
