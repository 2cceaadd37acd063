"""Which day a question is about."""

from datetime import date

import pytest

from actions import days

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected", "every_week"),
    [
        ("hat das amt samstags auf", date(2026, 11, 28), True),
        ("am Samstag offen?", date(2026, 11, 28), False),
        ("und am Sonnabend", date(2026, 11, 28), False),
        ("morgen früh", date(2026, 11, 24), False),
        ("übermorgen nachmittag", date(2026, 11, 25), False),
        ("heute noch?", MONDAY, False),
        ("am 24.12. geöffnet", date(2026, 12, 24), False),
        ("am 3. Januar", date(2027, 1, 3), False),
        ("am 02.01.27", date(2027, 1, 2), False),
        ("an Heiligabend", date(2026, 12, 24), False),
        ("Rosenmontag", date(2027, 2, 8), False),
        ("Fronleichnam", date(2027, 5, 27), False),
        ("dienstagnachmittags", date(2026, 11, 24), True),
        ("am wochenende", date(2026, 11, 28), True),
        ("jeden Mi", date(2026, 11, 25), False),
    ],
)
def test_days_are_read(text, expected, every_week):
    found = days.parse(text, MONDAY)
    assert found is not None
    assert (found.date, found.every_week) == (expected, every_week)


@pytest.mark.parametrize("text", ["guten Morgen", "was kostet das", "mo", "so ein Mist", "am 45.13.", "31.02. geht?"])
def test_no_day_is_invented(text):
    assert days.parse(text, MONDAY) is None
