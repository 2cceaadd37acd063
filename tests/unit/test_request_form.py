"""What a message means at each step of the form, whatever intent the model hears."""

from dataclasses import replace
from datetime import datetime

import pytest

from actions import request_form
from actions.question import Question
from bot.directory.finder import Candidate, Found
from bot.handover.request import Request

NOW = datetime(2026, 11, 23, 10)
DRAFT = Request(key="k", conversation="c", organisation="coesfeld", body="coesfeld", office="Bürgerbüro")
ONE = Found((Candidate("hund-anmelden", 0.9),), "one")


def said(text, intent="overview", confidence=0.95, **more):
    pending = more.pop("pending", {"need": "request", "step": "name"})
    return Question(text, intent, confidence, NOW, pending=pending, **more)


def pressed(command):
    return said("", "choose", chosen={"command": command})


def enter(step, question, **fields):
    return request_form.entered(replace(DRAFT, step=step, **fields), question)


@pytest.mark.parametrize(
    "intent", ["fee", "greet", "out_of_scope", "hours", "nlu_fallback", "waste_dates", "human", "insult"]
)
@pytest.mark.parametrize("text", ["Erika Mustermann", "Hund", "‹Telefonnummer›", "vormittags", "ja"])
def test_short_entries_reach_the_form(intent, text):
    assert request_form.takes(said(text, intent, found=ONE))
    assert not request_form.is_question(said(text, intent, found=ONE))


@pytest.mark.parametrize(
    "question",
    [
        said("Was kostet ein Reisepass?"),
        said("Reisepass Kosten?"),
        said("wie lange ist das rathaus auf"),
        said("ich will meinen hund anmelden", found=ONE),
        said("biotonne in senden morgen", "waste_dates"),
    ],
)
def test_clear_questions(question):
    assert request_form.is_question(question)
    assert request_form.takes(question), "it is asked once whether to leave"
    assert not request_form.takes(
        replace(question, pending={"need": "request", "step": "name", "asked": {"key": "fee"}})
    )


def test_other_buttons_and_deleting_leave():
    assert not request_form.takes(said("", "choose", chosen={"service": "reisepass"}))
    assert not request_form.takes(said("Lösche meine Daten", "delete_data"))
    assert request_form.takes(said("abbrechen", "delete_data"))
    assert not request_form.takes(said("Erika", pending=None))
    assert not request_form.takes(said("Dülmen", pending={"need": "municipality", "aspect": "fee"}))


@pytest.mark.parametrize("text", ["abbrechen", "Abbruch!", "bitte abbrechen", "stop", "doch nicht", "отмена", "إلغاء"])
def test_cancel(text):
    assert request_form.is_cancel(said(text))


@pytest.mark.parametrize(
    "text", ["Ich möchte meinen Antrag auf Abbruch eines Hauses abbrechen lassen", "Stoppel", "Erika"]
)
def test_no_cancel(text):
    assert not request_form.is_cancel(said(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Erika Mustermann", "Erika Mustermann"),
        ("Mein Name ist Dr. Jan-Ole van der Beek-O'Neill", "Dr. Jan-Ole van der Beek-O'Neill"),
        ("ich heiße Çağla Yıldız.", "Çağla Yıldız"),
        ("Олена Шевченко", "Олена Шевченко"),
        ("محمد علي", "محمد علي"),
        ("Wo", "Wo"),
    ],
)
def test_name(text, name):
    assert enter("name", said(text)).name == name


@pytest.mark.parametrize(
    "text",
    ["", "x", "12345", "Erika 3000", "a" * 81, "bitte sagen Sie mir erst einmal was das hier soll", "<b>Erika</b>"],
)
def test_no_name(text):
    assert enter("name", said(text)) is None


def test_the_steps_with_a_phone_number():
    draft = enter("topic", said("Mein Bauantrag"))
    assert (draft.topic, draft.step) == ("Mein Bauantrag", "name")
    draft = request_form.entered(draft, said("Erika"))
    # What the tracker knows is masked; the number itself comes with the draft.
    draft = request_form.entered(replace(draft, entry="02541 184711"), said("‹Telefonnummer›"))
    assert (draft.phone, draft.email, draft.step) == ("+49 2541 184711", None, "time")
    draft = request_form.entered(draft, pressed("request_morning"))
    assert (draft.best_time, draft.step) == ("vormittags", "consent")
    draft = request_form.entered(draft, pressed("request_agree"))
    assert (draft.consented, draft.step) == (datetime(2026, 11, 23, 9), "confirm")


def test_an_email_needs_no_time():
    assert enter("contact", said("‹E-Mail-Adresse›"), entry="erika@example.org").step == "consent"


def test_what_is_there_can_be_kept():
    assert enter("topic", pressed("request_keep"), topic="Hund").topic == "Hund"
    assert enter("topic", said("ja, genau"), topic="Hund").topic == "Hund"
    assert enter("topic", pressed("request_keep")) is None
    assert enter("name", said("Karl"), name="Erika").name == "Karl"


@pytest.mark.parametrize("text", ["egal", "jederzeit", "nein"])
def test_any_time(text):
    assert enter("time", said(text)).best_time == "jederzeit"


@pytest.mark.parametrize("text", ["vielleicht", "nein", "Was passiert damit?", ""])
def test_only_consent_is_consent(text):
    assert enter("consent", said(text)) is None


def test_no_step_is_passed_without_entry():
    for step in ("topic", "name", "contact", "time", "consent"):
        assert enter(step, said("")) is None
