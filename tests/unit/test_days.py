"""Which day and which time of day a question is about, asked on Monday, 23 November 2026, at 10 o'clock."""

from datetime import date, datetime, timezone

import pytest

from actions import days
from bot.nlu import day_words

NOW = datetime(2026, 11, 23, 10)
MONDAY = NOW.date()


def understood(text, now):
    found = day_words.find(text)
    return days.resolve(found.day, found.window, now)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am Samstag offen?", date(2026, 11, 28)),
        ("und am Sonnabend", date(2026, 11, 28)),
        ("heute noch?", MONDAY),
        ("morgen auf?", date(2026, 11, 24)),
        ("am Montag", MONDAY),
        ("nächsten Montag", date(2026, 11, 30)),
        ("nächsten Donnerstag", date(2026, 11, 26)),
        ("übernächsten Montag", date(2026, 12, 7)),
        ("nächste Woche Dienstag", date(2026, 12, 1)),
        ("Dienstag übernächster Woche", date(2026, 12, 8)),
        ("in drei Tagen", date(2026, 11, 26)),
        ("am ersten Samstag im Dezember", date(2026, 12, 5)),
        ("am letzten Samstag im Monat", date(2026, 11, 28)),
        ("am 24.12. geöffnet", date(2026, 12, 24)),
        ("am 24.12 geöffnet", date(2026, 12, 24)),
        ("am 3. Januar", date(2027, 1, 3)),
        ("am 24. dez", date(2026, 12, 24)),
        ("am 02.01.27", date(2027, 1, 2)),
        ("am 3. auf?", date(2026, 12, 3)),
        ("1. Mai", date(2027, 5, 1)),
        ("an Heiligabend", date(2026, 12, 24)),
        ("Rosenmontag", date(2027, 2, 8)),
        ("Weiberfastnacht", date(2027, 2, 4)),
        ("Gründonnerstag", date(2027, 3, 25)),
        ("an Christi Himmelfahrt", date(2027, 5, 6)),
        ("Fronleichnam", date(2027, 5, 27)),
        ("Freitag nach Fronleichnam", date(2027, 5, 28)),
        ("Brückentag nach Himmelfahrt", date(2027, 5, 7)),
        ("am Samstag vor Ostern", date(2027, 3, 27)),
        ("Dienstag nach Pfingsten", date(2027, 5, 18)),
        ("am 1. Advent", date(2026, 11, 29)),
        ("am vierten Advent", date(2026, 12, 20)),
        ("2. Weihnachtstag", date(2026, 12, 26)),
        ("Buß- und Bettag", date(2027, 11, 17)),
        ("jeden Mi", date(2026, 11, 25)),
    ],
)
def test_a_date(text, expected):
    assert understood(text, NOW) == days.DayQuestion(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hat das amt samstags auf", date(2026, 11, 28)),
        ("am wochenende", date(2026, 11, 28)),
        ("dienstagnachmittags", date(2026, 11, 24)),
    ],
)
def test_a_weekday_of_every_week(text, expected):
    found = understood(text, NOW)
    assert (found.date, found.every_week) == (expected, True)


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("zwischen den Jahren", date(2026, 12, 27), date(2026, 12, 31), "Zwischen den Jahren"),
        ("zwischen Weihnachten und Neujahr", date(2026, 12, 27), date(2026, 12, 31), "Zwischen den Jahren"),
        ("über Weihnachten", date(2026, 12, 24), date(2026, 12, 26), "Weihnachten"),
        ("an Ostern", date(2027, 3, 26), date(2027, 3, 29), "Ostern"),
        ("in den Ferien", date(2026, 12, 23), date(2027, 1, 6), "Weihnachtsferien"),
        ("in den Herbstferien", date(2027, 10, 23), date(2027, 11, 6), "Herbstferien"),
        ("Sommerferien 2028", date(2028, 7, 10), date(2028, 8, 22), "Sommerferien"),
        ("nächste Woche", date(2026, 11, 30), date(2026, 12, 6), "Woche"),
        ("diese Woche", MONDAY, date(2026, 11, 29), "Woche"),
        ("vom 24.12. bis 2.1.", date(2026, 12, 24), date(2027, 1, 2), None),
        ("24.-27.12.", date(2026, 12, 24), date(2026, 12, 27), None),
    ],
)
def test_several_days(text, first, last, name):
    assert understood(text, NOW) == days.DayQuestion(first, until=last, name=name)


def test_school_holidays_that_are_going_on_are_meant():
    found = understood("in den Herbstferien", datetime(2026, 10, 20, 9))
    assert (found.date, found.until) == (date(2026, 10, 17), date(2026, 10, 31))


def test_school_holidays_beyond_the_calendar_are_not_known():
    assert not understood("Herbstferien 2034", NOW).known
    assert understood("Winterferien", NOW).name == "Winterferien"
    assert not understood("Winterferien", NOW).known


@pytest.mark.parametrize(
    ("text", "on", "begins", "ends"),
    [
        ("nächsten Donnerstag nach 16 Uhr", date(2026, 11, 26), "16:00", "26:00"),
        ("morgen früh", date(2026, 11, 24), "00:00", "10:00"),
        ("heute Morgen", MONDAY, "00:00", "10:00"),
        ("übermorgen nachmittag", date(2026, 11, 25), "13:00", "18:00"),
        ("Mittwochnachmittag", date(2026, 11, 25), "13:00", "18:00"),
        ("um 17:30 noch offen", MONDAY, "17:30", "17:30"),
        ("am 24.12. um 10 Uhr", date(2026, 12, 24), "10:00", "10:00"),
        ("am 3.12. um 10.30 Uhr", date(2026, 12, 3), "10:30", "10:30"),
        ("am Dienstag um halb sechs", date(2026, 11, 24), "17:30", "17:30"),
        ("freitags nach zwölf", date(2026, 11, 27), "12:00", "26:00"),
        ("heute zwischen 12 und 14 Uhr", MONDAY, "12:00", "14:00"),
        ("Donnerstag von 8 bis 4", date(2026, 11, 26), "08:00", "16:00"),
        ("heute vor 8 Uhr", MONDAY, "00:00", "08:00"),
        ("heute noch bis 18 uhr offen??", MONDAY, "17:59", "17:59"),
        ("Freitag abends um 8", date(2026, 11, 27), "20:00", "20:00"),
        ("morgen um 6 Uhr morgens", date(2026, 11, 24), "06:00", "06:00"),
        ("in einer halben Stunde", MONDAY, "10:30", "10:30"),
        ("in 10 Minuten", MONDAY, "10:10", "10:10"),
    ],
)
def test_a_time_of_a_day(text, on, begins, ends):
    found = understood(text, NOW)
    assert found.date == on
    assert found.window is not None
    assert (_clock(found.window.begins), _clock(found.window.ends)) == (begins, ends)
    assert not found.any_day


@pytest.mark.parametrize("text", ["abends nach sechs", "kann man auch abends kommen", "macht ihr mittagspause"])
def test_a_time_of_any_day(text):
    found = understood(text, NOW)
    assert found.any_day
    assert found.window is not None


@pytest.mark.parametrize(
    "text",
    [
        *("guten Morgen", "guten Abend", "was kostet das", "mo", "so ein Mist", "am 45.13.", "31.02. geht?"),
        *("ab 16 Jahren", "nach 2 Wochen", "vor ein paar Tagen", "3 Personen", "kostet 17 Euro", "vor Feierabend"),
        *("Betriebsferien", "Montag bis Freitag", "frühschwimmen wann"),
    ],
)
def test_no_day_and_no_time_is_invented(text):
    assert understood(text, NOW) is None


def test_today_is_today_in_coesfeld():
    late = datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc)
    assert understood("heute", late).date == date(2026, 11, 24)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
