"""What is said about opening hours: lanes kept apart, days and times of day, warnings, what is not known."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from actions import days, hours_phrases, opening
from actions.open_now import ActionOpenNow
from actions.question import Question
from actions.speaker import Speaker, say
from actions.values import Clock
from bot.directory import facts as f
from bot.directory import models as m
from bot.directory.cache import TODAY
from bot.directory.hours.engine import Span
from bot.directory.session import open_engine
from bot.nlu import day_words

NOW = datetime(2026, 11, 23, 10)
SOURCE = f.Source("Aushang", "https://example.org", date(2026, 11, 1), "verified")
CLOSURE_SOURCE = f.Source("Amtsblatt", "https://example.org/2", date(2026, 11, 1), "verified")


@pytest.fixture
def session():
    engine = open_engine("sqlite://")
    m.Base.metadata.create_all(engine)
    with Session(engine) as opened:
        opened.info[TODAY] = NOW.date()
        opened.add(m.Source(slug="schulferien-nrw", title="Ferienkalender", url="https://x.de", as_of=NOW.date()))
        opened.flush()
        yield opened


def rules(lane, days_of_week, opens, closes, **more):
    fields = {"valid_from": None, "valid_to": None, "source": SOURCE, **more}
    return tuple(f.OpeningRule(lane, day, opens, closes, **fields) for day in days_of_week)


def office(opening_rules, exceptions=(), closures=()):
    return f.Organisation(
        *("senden", "Gemeinde Senden", "Rathaus Senden", "verwaltung", "senden", None, "senden"),
        *((), (), opening_rules, exceptions, closures, (), ()),
    )


def asked(text, now=NOW):
    said = day_words.find(text)
    day = days.resolve(said.day, said.window, now)
    return Question(text=text, intent="hours", confidence=1.0, now=now, day=day)


def hours(where, text, session, now=NOW):
    phrases = hours_phrases.told(opening.lanes(where), asked(text, now), session)
    return "\n".join(say(phrase.key, phrase.values) for phrase in phrases)


def open_now(where, text, session, now=NOW):
    phrases = ActionOpenNow().told(opening.lanes(where), asked(text, now), session)
    return "\n".join(say(phrase.key, phrase.values) for phrase in phrases)


PLAIN = office(
    (*rules("ohne-termin", range(5), "08:00", "12:30"), *rules("ohne-termin", [3], "14:00", "18:00")),
    closures=(f.Closure(date(2026, 12, 28), date(2026, 12, 30), "Betriebsruhe", CLOSURE_SOURCE),),
)
TWO_LANES = office(
    (*rules("ohne-termin", range(5), "08:00", "12:00"), *rules("mit-termin", range(5), "13:00", "16:00"))
)
BY_APPOINTMENT = office(rules("mit-termin", range(5), "08:00", "16:00"))
SEASONAL = office(
    (
        *rules("ohne-termin", range(5), "08:00", "12:00"),
        *rules("ohne-termin", [3], "14:00", "18:00", school_holidays="never"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nächsten Donnerstag nach 16 Uhr offen?", "Ja, am Donnerstag, 26.11.2026, nach 16 Uhr geöffnet (14–18 Uhr)."),
        (
            "übermorgen nachmittag geöffnet?",
            "Nein, am Mittwoch, 25.11.2026, nachmittags geschlossen.\nZeiten an diesem Tag: 8–12:30 Uhr",
        ),
        (
            "am Donnerstag über Mittag offen?",
            "am Donnerstag, 26.11.2026, über Mittag (12–14 Uhr) nur zeitweise geöffnet",
        ),
        ("donnerstags abends", "donnerstags abends (ab 17 Uhr) geöffnet (14–18 Uhr)."),
        ("habt ihr mittwochnachmittag zu?", "Rathaus Senden: Am Mittwoch, 25.11.2026, nachmittags geschlossen."),
        (
            "kann man auch abends kommen",
            "abends (ab 17 Uhr) geöffnet an diesen Tagen:\nDonnerstag: 8–12:30 und 14–18 Uhr",
        ),
        ("über mittag offen?", "an keinem Tag der Woche durchgehend geöffnet"),
        ("samstags", "Rathaus Senden: Samstags geschlossen."),
        ("an Fronleichnam", "Am Donnerstag, 27.05.2027, geschlossen.\nGrund: Fronleichnam"),
        ("am 29.12.", "Am Dienstag, 29.12.2026, geschlossen.\nGrund: Betriebsruhe"),
        (
            "Heiligabend",
            "8–12:30 und 14–18 Uhr geöffnet.\nOb an Heiligabend kürzer geöffnet ist, ist bei mir nicht hinterlegt.",
        ),
    ],
)
def test_a_day_and_a_time_of_day(session, text, expected):
    assert expected in hours(PLAIN, text, session)


def test_appointment_only_is_never_said_to_be_open(session):
    for text in (
        "",
        "am Dienstag",
        "dienstags",
        "am Dienstag um 10 Uhr",
        "nächste Woche",
        "vormittags",
        "in den Herbstferien",
    ):
        said = hours(BY_APPOINTMENT, text, session)
        assert "nur mit Termin" in said, text
        assert said.count("geöffnet") <= said.count("nur mit Termin geöffnet"), text
    assert "Jetzt nur mit Termin geöffnet, heute bis 16 Uhr" in open_now(BY_APPOINTMENT, "", session)


def test_two_lanes_are_told_apart(session):
    said = hours(TWO_LANES, "am Dienstag um 14 Uhr offen?", session)
    assert "Nein, am Dienstag, 24.11.2026, um 14 Uhr ohne Termin geschlossen." in said
    assert "Ja, am Dienstag, 24.11.2026, um 14 Uhr nur mit Termin geöffnet (13–16 Uhr)." in said
    assert "Jetzt ohne Termin geöffnet, heute bis 12 Uhr" in open_now(TWO_LANES, "", session)
    afternoon = open_now(TWO_LANES, "", session, NOW.replace(hour=14))
    assert "Jetzt nur mit Termin geöffnet, heute bis 16 Uhr" in afternoon
    noon = open_now(TWO_LANES, "", session, NOW.replace(hour=12))
    assert "Nächste Öffnung: Montag, 23.11.2026, 13 Uhr (nur mit Termin geöffnet)" in noon


def test_where_all_lanes_are_closed_it_is_said_once(session):
    assert hours(TWO_LANES, "am Samstag", session) == "Rathaus Senden: Am Samstag, 28.11.2026, geschlossen."


def test_the_week_names_what_is_about_to_change(session):
    changing = office(
        (
            *rules("ohne-termin", [0], "08:00", "12:00", valid_to=date(2026, 11, 30)),
            *rules("ohne-termin", [1], "09:00", "11:00", valid_from=date(2026, 12, 1)),
        ),
        exceptions=(f.OpeningException("ohne-termin", date(2026, 12, 5), "10:00", "14:00", "Adventsmarkt", SOURCE),),
        closures=(f.Closure(date(2026, 12, 7), date(2026, 12, 18), "Umbau", CLOSURE_SOURCE),),
    )
    (phrase,) = hours_phrases.told(opening.lanes(changing), asked("Öffnungszeiten"), session)
    said = say(phrase.key, phrase.values)
    assert "Montag: 8–12 Uhr\nAb 01.12.2026:\nDienstag: 9–11 Uhr" in said
    assert "Samstag, 05.12.2026 10–14 Uhr (Adventsmarkt); 08.12.2026–15.12.2026 geschlossen (Umbau)" in said
    assert phrase.sources == (SOURCE, CLOSURE_SOURCE)


def test_between_the_years_is_told_day_by_day(session):
    said = hours(PLAIN, "zwischen den Jahren offen?", session)
    assert "Sonntag, 27.12.2026: geschlossen" in said
    assert "Montag, 28.12.2026: geschlossen (Betriebsruhe)" in said
    assert "Donnerstag, 31.12.2026: 8–12:30 und 14–18 Uhr" in said
    assert "Ob an Silvester kürzer geöffnet ist" in said


def test_school_holidays(session):
    week = hours(SEASONAL, "Öffnungszeiten", session)
    assert week.index("Außerhalb der Schulferien:") < week.index("14–18") < week.index("In den Schulferien:")
    assert "Nein, am Donnerstag, 29.10.2026, nach 16 Uhr geschlossen." in hours(
        SEASONAL, "Donnerstag nach 16 Uhr offen?", session, datetime(2026, 10, 26, 9)
    )
    said = hours(SEASONAL, "in den Herbstferien", session)
    assert "Herbstferien (23.10.2027–06.11.2027)" in said
    assert "14–18" not in said
    assert "Abweichend davon: Montag, 01.11.2027 geschlossen (Allerheiligen)" in said
    phrases = hours_phrases.told(opening.lanes(SEASONAL), asked("in den Herbstferien"), session)
    assert [source.title for phrase in phrases for source in phrase.sources] == ["Aushang", "Ferienkalender"]


def test_beyond_the_school_calendar_it_is_said(session):
    assert "Wann die Herbstferien 2034 sind, ist bei mir nicht hinterlegt" in hours(PLAIN, "Herbstferien 2034", session)
    said = hours(SEASONAL, "am 26.09.2030 um 15 Uhr", session)
    assert "Mein Kalender reicht bis 06.08.2030" in said
    now = datetime(2030, 9, 26, 15)
    assert "Mein Kalender reicht bis 06.08.2030" in open_now(SEASONAL, "", session, now)
    # Without rules that depend on them, school holidays do not matter.
    assert "Mein Kalender" not in hours(PLAIN, "am 26.09.2030 um 15 Uhr", session)


def test_past_midnight(session):
    late = office(rules("ohne-termin", [4], "18:00", "26:00"))
    assert "Freitag: 18–2 Uhr" in hours(late, "", session)
    assert "Ja, am Samstag, 28.11.2026, um 1:30 Uhr geöffnet (18–2 Uhr)." in hours(
        late, "Samstag nachts um 1:30", session
    )
    assert "Jetzt geöffnet, bis Samstag, 2 Uhr." in open_now(late, "", session, datetime(2026, 11, 27, 23))
    assert "Jetzt geöffnet, heute bis 2 Uhr." in open_now(late, "", session, datetime(2026, 11, 28, 1))
    assert "heute bis 24 Uhr" in open_now(
        office(rules("ohne-termin", [4], "18:00", "24:00")), "", session, datetime(2026, 11, 27, 23)
    )


def test_open_now_answers_for_another_time_of_today(session):
    assert "Nein, am Montag, 23.11.2026, um 17:30 Uhr geschlossen." in open_now(PLAIN, "um 17:30 noch offen?", session)
    assert "nachmittags geschlossen" in open_now(PLAIN, "heute nachmittag offen?", session)
    assert "um 10:30 Uhr geöffnet (8–12:30 Uhr)" in open_now(PLAIN, "in einer halben Stunde noch offen?", session)


def test_open_now_on_a_day_in_utc_that_is_another_in_berlin(session):
    late = office(rules("ohne-termin", [1], "00:00", "02:00"))
    assert "Jetzt geöffnet" in open_now(late, "", session, datetime.fromisoformat("2026-11-23T23:30:00+00:00"))


def test_open_now_on_christmas_eve_warns(session):
    assert "Ob an Heiligabend kürzer" in open_now(PLAIN, "", session, datetime(2026, 12, 24, 9))
    known = office(
        PLAIN.opening_rules, (f.OpeningException("ohne-termin", date(2026, 12, 24), "08:00", "10:00", None, SOURCE),)
    )
    assert "Ob an Heiligabend" not in open_now(known, "", session, datetime(2026, 12, 24, 9))
    assert "heute bis 10 Uhr" in open_now(known, "", session, datetime(2026, 12, 24, 9))


@pytest.mark.parametrize(("minute", "said"), [(480, "8"), (750, "12:30"), (1440, "24"), (1560, "2"), (0, "0")])
def test_times_as_they_are_said(minute, said):
    assert Speaker().spell(Clock(minute)) == said


def test_spans_as_they_are_said():
    assert Speaker().spell(opening.spans_text([Span(510, 725), Span(840, 1080)])) == "8:30–12:05 und 14–18 Uhr"
    assert opening.spans_text([]) is None
