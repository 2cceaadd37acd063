"""OSM `opening_hours` and schema.org: there and back again, read by another program, and what is refused."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from bot.directory.hours import calendar, engine
from bot.directory.hours.osm_read import from_osm
from bot.directory.hours.osm_write import to_osm
from bot.directory.hours.schema_org import EXTRA, REGULAR, from_schema_org, to_schema_org
from bot.directory.hours.timetable import NotRepresentable, Shut, Special, Timetable, Weekly, clock

WALK_IN = "ohne-termin"
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
SEASONS = st.sampled_from([None, None, "only", "never"])
dates = st.dates(FIRST, LAST)
reasons = st.text("Abcßü (12) :;,-", min_size=1).map(str.strip).filter(bool)


@st.composite
def spans(draw, latest=26 * 60):
    opens = draw(st.integers(0, 95)) * 15
    # Shorter than a day, except from midnight to midnight: the staff files allow no other.
    longest = min(opens + 24 * 60 - (15 if opens else 0), latest)
    return clock(opens), clock(draw(st.integers(opens // 15 + 1, longest // 15)) * 15)


@st.composite
def weeklies(draw, lane, seasons, latest=26 * 60):
    first, last = draw(st.one_of(st.none(), dates)), draw(st.one_of(st.none(), dates))
    if first and last and last < first:
        first, last = last, first
    day, season = draw(st.integers(0, 6)), draw(seasons)
    return Weekly(lane, day, *draw(spans(latest)), first, last, season)


@st.composite
def timetables(
    draw,
    seasons=SEASONS,
    lanes=(WALK_IN, "mit-termin", "telefon"),
    latest=26 * 60,
):
    lane = draw(st.sampled_from(lanes))
    special = st.builds(
        lambda on, span, reason: Special(lane, on, *span, reason), dates, spans(latest), st.one_of(st.none(), reasons)
    )
    shut = st.builds(
        lambda on, days, reason: Shut(on, on + timedelta(days=days), reason), dates, st.integers(0, 400), reasons
    )
    return Timetable(
        tuple(draw(st.lists(weeklies(lane, seasons, latest), max_size=8))),
        tuple(draw(st.lists(special, max_size=4))),
        tuple(draw(st.lists(shut, max_size=4))),
    )


def as_sets(hours: Timetable) -> tuple[frozenset, frozenset, frozenset]:
    return frozenset(hours.rules), frozenset(hours.exceptions), frozenset(hours.closures)


def parts(hours: Timetable):
    return hours.rules, hours.exceptions, hours.closures


@settings(max_examples=100, deadline=None)
@given(timetables())
def test_osm_there_and_back(hours):
    assert as_sets(from_osm(to_osm(*parts(hours)))) == as_sets(hours)


@settings(max_examples=60, deadline=None)
@given(
    timetables(st.none(), (WALK_IN,), latest=24 * 60),
    st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 30)), min_size=10, max_size=10),
)
def test_another_program_reads_our_osm_text_as_we_mean_it(hours, moments):
    """opening-hours-py, which knows no holidays of NRW. Many moments are moved to dates of the timetable."""
    text = to_osm(*parts(hours))
    if not hours.rules:
        assert not text or OpeningHours(text)
        return
    named = [e.date for e in hours.exceptions] + [c.starts for c in hours.closures] + [c.ends for c in hours.closures]
    for moment, on in zip(moments, [*named, *(m.date() for m in moments)], strict=False):
        at = datetime.combine(on, moment.time())
        if calendar.public_holiday(on) is None or any(e.date == on for e in hours.exceptions):
            assert OpeningHours(text).is_open(at) is engine.is_open(hours, at), text


@settings(max_examples=60, deadline=None)
@given(
    timetables(lanes=(WALK_IN,)),
    st.lists(st.datetimes(datetime(2024, 1, 2), datetime(2028, 12, 30)), min_size=10, max_size=10),
)
def test_schema_org_there_and_back_means_the_same(hours, moments):
    """Rules of school holidays come back as dated ones, closures without their exceptions: the meaning is compared."""
    back = from_schema_org(to_schema_org(*parts(hours)))
    named = [e.date for e in hours.exceptions] + [c.starts for c in hours.closures] + [c.ends for c in hours.closures]
    for moment, on in zip(moments, [*named, *(m.date() for m in moments)], strict=False):
        at = datetime.combine(min(max(on, FIRST), LAST), moment.time())
        assert engine.is_open(back, at) is engine.is_open(hours, at)
    if not any(rule.school_holidays for rule in hours.rules):
        assert frozenset(back.rules) == frozenset(hours.rules)
    assert frozenset(back.exceptions) == frozenset(hours.exceptions)


MORNINGS = tuple(Weekly(WALK_IN, day, "08:00", "12:30") for day in range(5))


def test_what_our_osm_text_looks_like():
    rules = (*MORNINGS, Weekly(WALK_IN, 3, "14:00", "18:00"), Weekly(WALK_IN, 5, "10:00", "12:00", date(2026, 12, 1)))
    closures = [Shut(date(year, 12, 24), date(year, 12, 24), "Heiligabend") for year in range(2026, 2030)]
    closures.append(Shut(date(2026, 12, 28), date(2027, 1, 2), 'Umzug ins "Stadthaus"'))
    exceptions = (
        Special(WALK_IN, date(2026, 12, 17), "10:00", "12:00"),
        Special(WALK_IN, date(2026, 12, 17), "14:00", "20:00"),
    )
    assert to_osm(rules, exceptions, closures) == (
        "Mo-We,Fr 08:00-12:30, Th 08:00-12:30,14:00-18:00, 2026 Dec 01+ Sa 10:00-12:00; "
        '2026-2029 Dec 24 off "Heiligabend"; 2026 Dec 28-2027 Jan 02 off "Umzug ins ”Stadthaus”"; PH off; '
        "2026 Dec 17 10:00-12:00,14:00-20:00"
    )
    seasonal = (*MORNINGS, Weekly(WALK_IN, 3, "14:00", "18:00", school_holidays="never"))
    assert to_osm(seasonal) == "Th 14:00-18:00; SH off, Mo-Fr 08:00-12:30; PH off"
    assert to_osm([Weekly("mit-termin", 0, "08:00", "12:00")]) == 'Mo 08:00-12:00 "nur mit Termin"; PH off'
    assert to_osm(()) == ""


def test_osm_without_a_week_is_unknown_and_not_always_open():
    text = to_osm((), (), [Shut(date(2026, 12, 24), date(2026, 12, 24), "zu")])
    assert OpeningHours(text).is_unknown(datetime(2026, 12, 23, 10))
    assert from_osm(text).rules == ()


def test_osm_holds_one_lane():
    with pytest.raises(ValueError, match="one lane"):
        to_osm([*MORNINGS, Weekly("telefon", 0, "08:00", "12:00")])


def spans_of(text: str) -> dict[str, str]:
    week = {}
    for rule in sorted(from_osm(text).rules, key=lambda rule: (rule.weekday, rule.opens)):
        name = ("mo", "di", "mi", "do", "fr", "sa", "so")[rule.weekday]
        week[name] = ", ".join(part for part in (week.get(name), f"{rule.opens}-{rule.closes}") if part)
    return week


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mo,We 08:00-12:00, Fr 09:00-10:00", {"mo": "08:00-12:00", "mi": "08:00-12:00", "fr": "09:00-10:00"}),
        ("Mo 08:00-12:00, 14:00-16:00", {"mo": "08:00-12:00, 14:00-16:00"}),
        ("Mo-Tu 08:00-12:00; Tu 14:00-18:00", {"mo": "08:00-12:00", "di": "14:00-18:00"}),
        ("Mo-Tu 08:00-12:00, Tu 14:00-18:00; PH off", {"mo": "08:00-12:00", "di": "08:00-12:00, 14:00-18:00"}),
        ("Sa-Mo 8:00-9:30 open", {"mo": "08:00-09:30", "sa": "08:00-09:30", "so": "08:00-09:30"}),
        ("Mo-Th 08:00-12:00; We off", {"mo": "08:00-12:00", "di": "08:00-12:00", "do": "08:00-12:00"}),
        ("Fr 18:00-02:00", {"fr": "18:00-26:00"}),
    ],
)
def test_osm_is_read_as_its_specification_says(text, week):
    assert spans_of(text) == week


def test_osm_overrides_in_part():
    read = from_osm("Mo 08:00-12:00; SH Mo 10:00-11:00; 2026 Dec 01-2026 Dec 31 Mo 09:00-10:00")
    hours = {
        on: [clock(span.opens) for span in engine.day(read, on).spans]
        for on in (date(2026, 11, 23), date(2026, 10, 19), date(2026, 12, 7), date(2026, 12, 28), date(2027, 1, 4))
    }
    assert list(hours.values()) == [["08:00"], ["10:00"], ["09:00"], ["09:00"], ["10:00"]]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('"nach Vereinbarung"', 'unknown "nach Vereinbarung"'),
        ('Mo 08:00-12:00; "nach Vereinbarung"', "„immer“"),
        ('Mo 08:00-12:00; unknown "nach Vereinbarung"', "notes"),
        ('Mo 08:00-12:00 "nur Ausgabe"', "notes"),
        ("Mo 08:00-12:00 unknown", "notes"),
        ("24/7", "Mo-Su 00:00-24:00"),
        ("Mo-Fr", "rund um die Uhr"),
        ("Di 08:00-12:00", "Mo, Tu, We"),
        ("Mo 08.00-12.00", "Doppelpunkt"),
        ("Mo 08:00+", "offenes Ende"),
        ("Sa[1] 10:00-12:00", "exceptions"),
        ("Mo sunrise-12:00", "Uhrzeiten"),
        ("week 1-10 Mo 08:00-12:00", "Kalenderwochen"),
        ("Mo-Fr,PH 08:00-12:00", "PH off"),
        ("PH 10:00-12:00", "An Feiertagen"),
        ("Mo 08:00-12:00; Dec 24 off", "mit Jahr"),
        ("Mo 08:00-12:00; 2026 Feb 30 off", "kein mögliches Datum"),
        ("Mo 08:00-12:00; 2026 Dec 31-2026 Dec 24 off", "kein mögliches Datum"),
        ("PH off; Mo 08:00-12:00", "zu weit hinten"),
        ("Mo 08:00-12:00, 2026 Dec 17 14:00-18:00", "Semikolon"),
        ("Mo 08:00-12:00 || unknown", "||"),
        ('Mo 08:00-12:00 "offen', "Anführungszeichen"),
        ("Mo 18:00-04:00", "26:00"),
        ("Mo 08:61-12:00", "08:61"),
        ("Mo 08:00-12:00 off", "die offenen Zeiten"),
        ('Mo 08:00-12:00, Tu 08:00-12:00 "nur mit Termin"', "für jede Art"),
    ],
)
def test_what_the_directory_cannot_hold_is_refused_with_a_hint(text, hint):
    with pytest.raises(NotRepresentable) as caught:
        from_osm(text)
    assert hint in str(caught.value)


@settings(max_examples=100, deadline=None)
@given(st.text('MoTuWePHSHoff0123456789:-,;"+ 26Dec|[]', max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        read = from_osm(text)
    except NotRepresentable:
        return
    assert as_sets(from_osm(to_osm(*parts(read)))) == as_sets(read)


def test_what_our_schema_org_looks_like():
    hours = to_schema_org(
        (*MORNINGS, Weekly(WALK_IN, 4, "18:00", "26:00", date(2026, 12, 1))),
        (Special(WALK_IN, date(2026, 12, 29), "10:00", "12:00", "Notdienst"),),
        (Shut(date(2026, 12, 28), date(2026, 12, 31), "Betriebsruhe"),),
    )
    names = [f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
    kind = {"@type": "OpeningHoursSpecification"}
    closed = {**kind, "opens": "00:00", "closes": "00:00"}
    assert hours[REGULAR] == [
        {**kind, "opens": "08:00", "closes": "12:30", "dayOfWeek": names},
        {**kind, "opens": "18:00", "closes": "02:00", "dayOfWeek": names[4:], "validFrom": "2026-12-01"},
        {**closed, "dayOfWeek": ["https://schema.org/PublicHolidays"]},
    ]
    around = [("2026-12-28", "2026-12-28"), ("2026-12-30", "2026-12-31")]
    assert hours[EXTRA] == [
        {
            **{**kind, "opens": "10:00", "closes": "12:00", "description": "Notdienst"},
            **{"validFrom": "2026-12-29", "validThrough": "2026-12-29"},
        },
        *({**closed, "description": "Betriebsruhe", "validFrom": a, "validThrough": b} for a, b in around),
    ]
    assert to_schema_org(()) == {}


def test_school_holidays_become_dates_in_schema_org():
    specs = to_schema_org([Weekly(WALK_IN, 0, "08:00", "12:00", date(2026, 10, 1), date(2026, 11, 30), "never")])[
        REGULAR
    ]
    assert [(spec.get("validFrom"), spec.get("validThrough")) for spec in specs] == [
        ("2026-10-01", "2026-10-16"),
        ("2026-11-01", "2026-11-30"),
        (None, None),
    ]


def test_schema_org_of_others():
    data = {
        REGULAR: {"dayOfWeek": ["Monday", "http://schema.org/Tuesday"], "opens": "08:00:00", "closes": "12:00:00"},
        EXTRA: [
            {"opens": "10:00", "closes": "12:00", "validFrom": "2026-12-28", "validThrough": "2026-12-29T23:59:59"},
            {"dayOfWeek": "Sunday", "validFrom": "2026-12-21", "validThrough": "2026-12-31"},
        ],
    }
    read = from_schema_org(data)
    assert read.rules == (Weekly(WALK_IN, 0, "08:00", "12:00"), Weekly(WALK_IN, 1, "08:00", "12:00"))
    assert [special.date.day for special in read.exceptions] == [28, 29]
    assert read.closures == (Shut(date(2026, 12, 27), date(2026, 12, 27), "geschlossen"),)


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ({REGULAR: [{"dayOfWeek": "Montag", "opens": "08:00", "closes": "12:00"}]}, "Wochentag"),
        ({REGULAR: [{"dayOfWeek": "Monday", "opens": "8 Uhr", "closes": "12:00"}]}, "08:00"),
        ({REGULAR: [{"dayOfWeek": "Monday", "opens": "08:00"}]}, "08:00"),
        ({REGULAR: [{"dayOfWeek": "Monday", "opens": "18:00", "closes": "05:00"}]}, "26:00"),
        (
            {REGULAR: [{"dayOfWeek": "Monday", "opens": "08:00", "closes": "12:00", "validFrom": "gestern"}]},
            "2026-12-24",
        ),
        ({REGULAR: [{"dayOfWeek": "PublicHolidays", "opens": "08:00", "closes": "12:00"}]}, "An Feiertagen"),
        ({EXTRA: [{"opens": "08:00", "closes": "12:00"}]}, "validFrom"),
    ],
)
def test_schema_org_that_the_directory_cannot_hold(data, hint):
    with pytest.raises(NotRepresentable, match=hint):
        from_schema_org(data)
