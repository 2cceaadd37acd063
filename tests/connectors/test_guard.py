"""What citizens type, made safe: tables of cases and properties of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.guard import MAX_LENGTH, prepare

KEPT = [
    "Was kostet ein neuer Perso in Dülmen?",
    "48653 Coesfeld",
    "Wofür sind 110, 112, 115 und 116117?",
    "Ist am 01.02.2025 von 08.00-12.30 Uhr geöffnet?",
    "geöffnet 0800-1200",
    "vom 24.12.2025 bis 01.01.2026",
    "2025-01-02",
    "Kennzeichen COE-AB 1234",
    "Größe 10.000 qm, 1.250,00 €",
    "Bus R62 um 07:15 oder 08:15",
    "ich bin 1985 geboren und wohne in der Münsterstraße 12",
    "§ 17 BMG und/oder § 5 PAuswG",
]

MASKED = [
    ("Meine IBAN ist DE89 3704 0044 0532 0130 00 und dann?", "Meine IBAN ist ‹IBAN› und dann?"),
    ("de89370400440532013000", "‹IBAN›"),
    ("NL91 ABNA 0417 1643 00", "‹IBAN›"),
    ("Schreiben Sie an max.mustermann@example.org bitte", "Schreiben Sie an ‹E-Mail-Adresse› bitte"),
    ("02541 18-0 anrufen", "‹Telefonnummer› anrufen"),
    ("0171/1234567", "‹Telefonnummer›"),
    ("+49 (0) 2541 18-9011", "‹Telefonnummer›"),
    ("(02541) 181234", "‹Telefonnummer›"),
    ("0 25 41 / 18 12 34", "‹Telefonnummer›"),
    ("0049 2541 181234", "‹Telefonnummer›"),
    ("meine Nummer ist 76 54 321", "meine Nummer ist ‹Telefonnummer›"),
    ("Ausweis L01X00T471 verloren", "Ausweis ‹Ausweisnummer› verloren"),
    ("l01x00t47", "‹Ausweisnummer›"),
    ("Steuer-ID 12 345 678 901", "Steuer-ID ‹Nummer›"),
    ("Rente 12 190367 K 006", "Rente ‹Nummer›"),
    ("4111 1111 1111 1111", "‹Nummer›"),
    ("Aktenzeichen 123456789", "Aktenzeichen ‹Nummer›"),
]

COMMANDS = [
    ("/restart", "restart"),
    ("  // /greeting", "greeting"),
    ("\uff0frestart", "restart"),
    ("\u200b/restart", "restart"),
    ("\u202e\u2044restart", "restart"),
    ('/choose{"service": "reisepass"}', 'choose{"service": "reisepass"}'),
    ("/\u0000/restart", "restart"),
]

EMPTY = ["", " ", "\n\t", "😀", "👍🏽👍🏽", "?!", "…", "/", "\u200b", "\ufeff", "\ud800", "___", "\u0301\u0323"]


@pytest.mark.parametrize("text", KEPT)
def test_what_the_question_needs_is_kept(text: str) -> None:
    assert prepare(text).text == text


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_personal_data_is_masked(text: str, expected: str) -> None:
    assert prepare(text).text == expected


@pytest.mark.parametrize(("text", "expected"), COMMANDS)
def test_typed_text_is_never_a_command(text: str, expected: str) -> None:
    assert prepare(text).text == expected


@pytest.mark.parametrize("text", EMPTY)
def test_nothing_said_is_empty(text: str) -> None:
    assert prepare(text).empty
    assert prepare(text).text == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<p>Was&nbsp;kostet<br/>ein <b>Reise</b>pass &amp; mehr</p>", "Was kostet ein Reisepass & mehr"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"),
        ("a < b und x > y <3 <Name>", "a < b und x > y <3 <Name>"),
        ("R\u0435is\u0435\u0440\u0430ss in \u0421\u043e\u0435sf\u0435ld", "Reisepass in Coesfeld"),
        ("Ρersοnalausweis", "Personalausweis"),
        ("Хочу паспорт, Αθήνα", "Хочу паспорт, Αθήνα"),
        ("Ｐａｓｓ？ 𝐍𝐨𝐭𝐭𝐮𝐥𝐧 Ⓟ ﬁ", "Pass? Nottuln P fi"),
        ("０１７１ １２３４５６７", "‹Telefonnummer›"),
        ("p\u0338\u0322a\u0337s\u0336\u0321s\u0338", "pass"),
        ("Dülmeeeeen Coesfelllld hallooo", "Dülmen Coesfeld hallo"),
        ("Stilllegung, Schifffahrt, AAA-Batterie, www", "Stilllegung, Schifffahrt, AAA-Batterie, www"),
    ],
)
def test_only_another_look(typed: str, meant: str) -> None:
    assert prepare(typed).text == meant


def test_normalised() -> None:
    assert prepare("Du\u0308lmen\u00ad\u200d \u00a0 und\r\n\tSen\u0007den ").text == "Dülmen und Senden"


@pytest.mark.parametrize("length", [5_000, 500_000])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_the_question_in_a_long_text_is_kept(length: int, place: float) -> None:
    question = "Was kostet ein Reisepass in Senden?"
    filler = "Das ist eine lange Geschichte ohne Frage. " * (length // 42)
    cut = filler.find(". ", int(place * (len(filler) - 100))) + 2
    prepared = prepare(filler[:cut] + question + " " + filler[cut:])
    assert question in prepared.text
    assert len(prepared.text) <= MAX_LENGTH


def test_a_long_text_without_question_keeps_end_and_beginning() -> None:
    prepared = prepare("Ich brauche einen Pass. " + "Und noch etwas. " * 5_000 + "Danke aus Olfen.")
    assert prepared.text.startswith("Ich brauche einen Pass.")
    assert prepared.text.endswith("Danke aus Olfen.")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "é?",
        "1 ",
        "a@",
        "\u0301\u0323",
        "0 ",
        "DE12 ",
        "+49",
        "a.",
        "(0",
        "AB12 ",
        "tel: 1 ",
        "A1",
        "а",
        "aа",
        "<b ",
        "&lt;b ",
        "<!--",
        "aaaa",
    ],
)
def test_half_a_million_characters_take_no_time(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    started = time.perf_counter()
    prepare(text)
    assert time.perf_counter() - started < 0.5


@given(st.text(st.characters(), max_size=3_000) | st.text("/\uff0f \u200b‹0123.?@+DE", max_size=3_000))
def test_any_text(text: str) -> None:
    prepared = prepare(text)
    assert not prepared.text.startswith(("/", "\uff0f", "\u2044", "\u2215", " "))
    assert len(prepared.text) <= MAX_LENGTH
    assert prepared.empty == (prepared.text == "")
    prepared.text.encode("utf-8")
