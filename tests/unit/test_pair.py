"""Two services in one message: answered both only where they are plainly named and joined."""

from datetime import datetime

import pytest

from actions import pair
from actions.question import Question
from bot.directory.finder import Candidate, Found

PASSPORT, CARD = Candidate("reisepass", 0.5), Candidate("personalausweis", 0.4)


def find(text):
    """A finder that knows a service by its whole name only."""
    found = [candidate for candidate in (PASSPORT, CARD) if candidate.service in text.casefold()]
    return Found(tuple(found), "one" if len(found) == 1 else "several" if found else "none")


def asked(text, decision="several", service=None):
    found = Found((PASSPORT, CARD), decision)
    return Question(text, "fee", 1.0, datetime(2026, 11, 23), found=found, service=service)


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("Personalausweis und Reisepass, was kosten die?", ("personalausweis", "reisepass")),
        (
            "Was brauche ich für Reisepass & Personalausweis, und brauche ich einen Termin?",
            ("reisepass", "personalausweis"),
        ),
        ("Mein Personalausweis ist weg, was kostet ein Reisepass", ()),
        ("Personalausweis oder Reisepass, was ist günstiger?", ()),
        ("Reisepass und Geld", ()),
    ],
)
def test_two_services(text, services):
    assert pair.named(asked(text), find) == services


def test_a_service_that_is_clear_stays_the_only_one():
    assert pair.named(asked("Personalausweis und Reisepass", "one", "reisepass"), find) == ()
