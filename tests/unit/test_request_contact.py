"""Phone numbers and e-mail addresses as people type them; nothing else is taken for one."""

import pytest

from actions.request_contact import Contact, find


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("02541 184711", "+49 2541 184711"),
        ("meine nummer ist 0171/1234567, danke", "+49 171 1234567"),
        ("+49 (0)2541/18-4711", "+49 2541 184711"),
        ("0049 2541 184711", "+49 2541 184711"),
        ("0 25 41 / 18 47 11", "+49 2541 184711"),
        ("Tel.: 02541-184711 ab 8 Uhr", "+49 2541 184711"),
        ("+31 20 794 0800", "+31 20 794 0800"),
    ],
)
def test_phone(text, phone):
    assert find(text) == Contact(phone, None)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("erika@example.org", "erika@example.org"),
        ("Schreiben Sie an Erika.Mueller+amt@mail.example.org.", "Erika.Mueller+amt@mail.example.org"),
        ("erika(at)example.org", "erika@example.org"),
        ("<a_b-c@bücher.example>", "a_b-c@bücher.example"),
    ],
)
def test_email(text, email):
    assert find(text) == Contact(None, email)


def test_both():
    assert find("02541 184711 oder erika@example.org") == Contact("+49 2541 184711", "erika@example.org")


@pytest.mark.parametrize(
    "text",
    [
        *("", "Erika", "18-4711", "2541 184711", "110", "112", "48653 Coesfeld", "24.12.2026", "0800-1200 Uhr"),
        *("0900 1234567", "01805 123456", "118 33", "DE89 3704 0044 0532 0130 00", "‹Telefonnummer›"),
        *(
            "erika@",
            "@example.org",
            "erika@example",
            "erika@@example.org",
            "e..m@example.org",
            "a@b.c1",
            "x" * 70 + "@example.org",
        ),
        *("erika@example.org@example.com", "erika @ example", "a@-b.de", "a@b-.de", "a@" + "b." * 150 + "de"),
    ],
)
def test_neither(text):
    assert find(text) is None


def test_hostile_length_takes_no_time():
    for text in ("a" * 300, "0" * 300, "a@" * 150, "a." * 150 + "@", "a@" + "b-" * 149):
        find(text)
