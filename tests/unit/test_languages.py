"""Replies in other languages: every wording in each, names, numbers, direction, and how a language is chosen."""

import re
from datetime import date, datetime
from string import Formatter

import pytest

from actions import switching, wording
from actions.answer import Answer, Choice, Phrase
from actions.question import Question
from actions.render import render
from actions.speaker import Speaker, say
from actions.values import Clock, German, ServiceName, Term, listed, moment, money, noted, on_date, weekday
from bot import language_guess, languages

TAGS = [language.tag for language in languages.ALL]
TRANSLATED = [language.tag for language in languages.TRANSLATED]
PASSPORT = ServiceName("reisepass", "Reisepass")


def ask(text="", intent="language", **known):
    return Question(text, intent, 1.0, datetime(2026, 11, 23, 10), **known)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("key", sorted(wording.keys()))
def test_every_wording_is_there_and_can_be_filled(key, tag):
    names = [name for _, name, _, _ in Formatter().parse(wording.german(key)) if name]
    values = {name: f"‹{name}›" for name in names}
    said = say(key, values | {"day": "‹dd›"} if key == "date" else values, tag)
    assert said.strip()
    assert not re.search(r"[{}]", said)
    assert all(f"‹{name}›" in said for name in names)
    assert tag == languages.GERMAN or wording.wording(key, tag) is not None


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_service_keeps_its_official_german_name(tag):
    said = Speaker(tag).spell(PASSPORT)
    assert "Reisepass" in said.replace("·", "")
    assert Speaker().spell(PASSPORT) == "Reisepass"


def test_names_in_brackets_and_easy_words():
    assert Speaker("en").spell(ServiceName("wohngeld", "Wohngeld")).endswith("(Wohngeld)")
    assert Speaker("de-simple").spell(ServiceName("personalausweis", "Personalausweis")) == "Personal·ausweis"
    assert Speaker("tr").spell(ServiceName("gibt-es-nicht", "Eimerprüfung")) == "Eimerprüfung"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", "Samstag, 28.11.2026, 8 Uhr"),
        ("en", "Saturday 28 November 2026 at 8:00"),
        ("pl", "listopada 2026"),
        ("uk", "листопада 2026"),
        ("tr", "Kasım 2026"),
    ],
)
def test_dates_and_times(tag, said):
    assert said in Speaker(tag).spell(moment(datetime(2026, 11, 28, 8)))


def test_weekdays_are_inflected():
    assert "w sobotę" in Speaker("pl").spell(weekday(5, "on_weekday"))
    assert "суботу" in Speaker("uk").spell(weekday(5, "on_weekday"))


def test_amounts():
    assert Speaker("en").spell(money(4600)).strip("€ ").replace(",", ".") == "46.00"
    assert "1.234,56" in Speaker("de").spell(money(123456))
    assert "1.234" not in Speaker("en").spell(money(123456))


def test_arabic_keeps_german_names_and_numbers_in_their_direction():
    values = {"office": "Rathaus", "address": "Markt 1", "phone": noted("+49 2541 18-0", "Bürgerbüro"), "email": None}
    said = say("office.reach", {**values, "website": "https://www.coesfeld.de"}, "ar")
    for part in ("Rathaus", "Markt 1", "+49 2541 18-0", "https://www.coesfeld.de"):
        assert f"\u2068{part}\u2069" in said
    assert all(line.count("\u2068") == line.count("\u2069") for line in said.split("\n"))
    assert "\u2068" not in Speaker("ar").spell(on_date(date(2026, 11, 28)))
    assert "\u2068" not in say("office.reach", {**values, "website": None}, "en")


def test_lists_end_with_and():
    parts = [Clock(480), Clock(540), Clock(600)]
    assert Speaker("en").spell(listed(parts)) == "8:00, 9:00 and 10:00"
    assert Speaker().spell(listed(parts)) == "8, 9 und 10"


def test_text_that_is_only_german_is_marked_so():
    assert Speaker().spell(German("Ein Satz.")) == "Ein Satz."
    mark = wording.wording("translation.german_only", "en")[0]
    assert Speaker("en").spell(German("Ein Satz, den niemand kennt.")) == f"{mark}\nEin Satz, den niemand kennt."
    assert "Karfreitag" not in Speaker("en").spell(Term("Karfreitag"))
    assert Speaker("en").spell(Term("Betriebsausflug 2031")) == "Betriebsausflug 2031"


def test_a_reply_says_that_nobody_has_reviewed_its_translation():
    answer = Answer("smalltalk", (Phrase("smalltalk.greet"),))
    for tag in TRANSLATED:
        last = say("translation.unreviewed", {}, tag)
        assert render(answer, ask(language=tag)).text.endswith(last)
    assert say("translation.unreviewed", {}) not in render(answer, ask()).text


def test_what_is_reviewed_needs_no_such_line(monkeypatch):
    monkeypatch.setattr(wording, "wording", lambda key, tag: ("Merhaba", True))
    assert render(Answer("smalltalk", (Phrase("smalltalk.greet"),)), ask(language="tr")).text == "Merhaba"


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        (None, "de"),
        ("de-DE", "de"),
        ("en-GB", "en"),
        ("DE-simple", "de-simple"),
        ("fr", "de"),
        ("", "de"),
        ("ar", "ar"),
    ],
)
def test_what_a_page_asks_for(given, tag):
    assert languages.supported(given) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("auf türkisch bitte", "tr"),
        ("English please", "en"),
        ("englsh pls", "en"),
        ("Türkçe lütfen", "tr"),
        ("po polsku proszę", "pl"),
        ("українською, будь ласка", "uk"),
        ("Я не говорю німецькою", "uk"),
        ("не понимаю по-немецки", "ru"),
        ("العربية من فضلك", "ar"),
        ("لا أتحدث الألمانية", "ar"),
        ("I don't speak German", "en"),
        ("almanca bilmiyorum, Türkçe var mı", "tr"),
        ("Meine Frau kann kein Deutsch, gibt es das hier auch auf Ukrainisch?", "uk"),
        ("mein deutsch schlecht, sie können persisch?", None),
        ("Parlez-vous français ?", None),
        ("welche sprachen werden hier unterstützt", None),
    ],
)
def test_which_language_is_wished(text, tag):
    answer = switching.wished(ask(text))
    assert answer.language == tag
    assert len(answer.choices) == (len(TAGS) if tag is None else 1)


def test_back_to_german():
    assert switching.wished(ask("Wieder auf Deutsch bitte", language="en")).language == "de"
    assert switching.wished(ask("ich will deutsch, du schreibst auf einmal englisch", language="en")).language == "de"
    assert switching.wished(ask("warum antwortest du mir auf ukrainisch, stell das um", language="uk")).language == "de"


def test_easy_language_on_and_off():
    on, off = ask("Leichte Sprache"), ask("leichte sprache aus", language="de-simple")
    assert switching.plain(on).language == "de-simple"
    assert switching.plain(off).language == "de"
    assert switching.plain(ask("das verstehe ich nicht", language="de-simple")).language == "de-simple"
    assert switching.plain(ask("proszę prościej", language="pl")).language is None


def test_the_last_answer_can_be_read_again():
    answer = switching.to("en", ask(previous_aspect="fee", previous_service="reisepass"))
    assert Choice("aspect=fee", key="fee") in answer.choices


def test_a_tag_that_no_button_offers_changes_nothing():
    assert switching.to("xx", ask()).language is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("How much does a passport cost?", "en"),
        ("Which documents do I need for the Wohngeld application?", "en"),
        ("Pasaport ne kadar, hangi belgeler lazım?", "tr"),
        ("Köpek vergisi için nereye başvurmam gerekiyor?", "tr"),
        ("Ile kosztuje dowód osobisty dla dziecka?", "pl"),
        ("Скільки коштує закордонний паспорт?", "uk"),
        ("Сколько стоит загранпаспорт?", "ru"),
        ("ما هي أوقات عمل البلدية؟", "ar"),
        ("Was kostet ein Reisepass?", None),
        ("Termin Reisepass Senden", None),
        ("Personalausweis online", None),
        ("Wat kost dat för minen Hund?", None),
        ("gib mi dat Formular", None),
        ("is dat Rathaus open", None),
        ("In Senden, bitte", None),
        ("Cât costă un pașaport?", None),
        ("OK", None),
        ("👍", None),
        ("", None),
        ("چگونه می‌توانم پاسپورت بگیرم؟", None),
    ],
)
def test_the_language_of_a_message_if_it_is_sure(text, tag):
    assert language_guess.guess(text) == tag
