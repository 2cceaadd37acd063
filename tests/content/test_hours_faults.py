"""`kreislotse check` on opening hours: every seeded fault is one German message at its line, with the correction."""

import shutil

import pytest

from bot import paths
from bot.content import staff_directory
from bot.content.problems import ContentError

SOURCE = "source: coesfeld-oeffnungszeiten-2023"


def closure(*lines: str) -> str:
    return "closures:\n- " + "\n  ".join([*lines, "reason: Betriebsruhe", SOURCE]) + "\n"


def exception(*lines: str) -> str:
    return "exceptions:\n- " + "\n  ".join([*lines, SOURCE]) + "\n"


def second_week(*lines: str) -> str:
    """Another entry behind the one the file has; it is closed on Sundays."""
    return "- lane: ohne-termin\n  " + "\n  ".join([*lines, SOURCE]) + "\n"


ON = ("date: 2026-12-17", "lane: ohne-termin")
APPENDED = [
    # what is appended to the file of Coesfeld, the line at which the fault is told, part of the message
    (closure("starts: 2026-12-24"), "closures:", "entweder „starts“ und „ends“"),
    (closure("yearly: 24.12.", "starts: 2026-12-24", "ends: 2026-12-24"), "closures:", "yearly: 24.12."),
    (closure("starts: 2026-12-31", "ends: 2026-12-24"), "closures:", "„ends“ liegt vor „starts“"),
    (closure("yearly: 12-24"), "yearly:", "24.12. oder 24.12.-31.12."),
    (closure("yearly: 31.11."), "yearly:", "nicht in jedem Jahr"),
    (closure("yearly: 24.12.-29.02."), "yearly:", "nicht in jedem Jahr"),
    (closure("date: 2026-12-24"), "date:", "„date“ ist hier nicht vorgesehen"),
    (exception(*ON), "exceptions:", "„spans“ fehlt"),
    (exception("date: 17.12.2026", *ON[1:], "spans: 10:00-18:00"), "date:", "2026-12-17"),
    (exception(ON[0], "lane: ohne", "spans: 10:00-18:00"), "  lane: ohne\n", "erlaubt sind nur ohne-termin"),
    (exception(*ON, "spans: 10 bis 18 Uhr"), "spans:", "Bitte so schreiben: 10:00-18:00"),
    (exception(*ON, "spans: 10:00-12:00", f"{SOURCE}\n- {ON[0]}", ON[1], "spans: 14:00-16:00"), "", "zusammenfassen"),
    (second_week("week:", "  mo: 09:00-10:00"), "", "zwei Wochen zugleich"),
    (second_week("valid_from: 2027-01-01", "week:", "  sa: 09:00-10:00"), "", "valid_to ergänzen"),
    (second_week("school_holidays: only", "week:", "  sa: 09:00-10:00"), "", "school_holidays: only und never"),
    (second_week("school_holidays: immer", "week:", "  so: 09:00-10:00"), "school_holidays:", "only, never"),
    (
        second_week("valid_from: 2027-01-01", "valid_to: 2026-01-01", "osm: Su 09:00-10:00"),
        "",
        "liegt vor „valid_from“",
    ),
    (second_week("valid_from: 2027-01-01"), "", "genau eines angeben: „week“"),
    (second_week("osm: Su 09:00-10:00", "week:", "  so: 09:00-10:00"), "", "genau eines angeben: „week“"),
    (second_week("school_holidays: only", "osm: Su 09:00-10:00; SH off"), "", "entweder in „osm“ (SH)"),
    (second_week('osm: Su 09:00-10:00 "nur mit Termin"'), "", "passt nicht zu „lane“"),
    (second_week("osm: So 09:00-10:00"), "osm:", "Mo, Tu, We"),
    (second_week("osm: Su 9-10 Uhr"), "osm:", "Doppelpunkt"),
    (second_week("osm: Su 09:00-10:00; Dec 24 off"), "osm:", "yearly: 24.12."),
    (second_week("osm: Su 09:00-10:00; 2026 Dec 24 off"), "osm:", "nur die Woche"),
    (second_week("osm: Su 09:00-10:00; PH 10:00-12:00"), "osm:", "An Feiertagen ist geschlossen"),
    (second_week("osm: '\"nach Vereinbarung\"'"), "osm:", 'unknown "nach Vereinbarung"'),
    (second_week("osm: PH off"), "osm:", "enthält keine Öffnungszeiten"),
    (second_week("osm: 24/7"), "osm:", "auch an Feiertagen"),
    (second_week("osm: Su 18:00-04:00"), "osm:", "26:00"),
]
REPLACED = [
    ("08:00-32:00", "ist keine Zeitspanne"),
    ("00:15-24:15", "Rund um die Uhr heißt: 00:00-24:00"),
    # what stands for the Friday
    ("18:00-02:00", "Über Mitternacht geht es so: 18:00-26:00"),
    ("22:00-01:30", "Über Mitternacht geht es so: 22:00-25:30"),
    ("18:00-27:00", "keine Zeitspanne"),
    ("18:00-26:30", "keine Zeitspanne"),
    ("24:00-26:00", "keine Zeitspanne"),
    ("18:00-26:00, 20:00-22:00", "überschneidet sich"),
]
CALENDAR = [
    ("ends: 2026-10-31", "ends: 2026-10-01", "Herbstferien ab 2026-10-17"),
    ("ends: 2026-10-31", "ends: 2026-12-31", "Herbstferien ab 2026-10-17"),
    ("starts: 2026-10-17", "starts: 2026-10-32", "2026-12-24"),
    ("source: schulferien-nrw", "source: hoerensagen", "hoerensagen"),
    ("covers_to:", "bis:", "covers_to"),
]


@pytest.fixture
def copy(tmp_path):
    """Staff files to break; the entry of Coesfeld's hours is the last of its file, so that another can follow."""
    shutil.copytree(paths.DIRECTORY, tmp_path / "directory")
    path = tmp_path / "directory" / "municipalities" / "coesfeld.yml"
    head, week = path.read_text("utf-8").split("opening_hours:\n")
    entry, separator, rest = week.partition(f"{SOURCE}\n")
    path.write_text(f"{head}{rest}opening_hours:\n{entry}{separator}", "utf-8")
    return tmp_path / "directory"


def faults(folder):
    with pytest.raises(ContentError) as caught:
        staff_directory.load(folder)
    return caught.value.problems


@pytest.mark.parametrize(("text", "at", "expected"), APPENDED)
def test_a_fault_of_an_entry_is_told_at_its_line(copy, text, at, expected):
    path = copy / "municipalities" / "coesfeld.yml"
    sound = path.read_text("utf-8")
    path.write_text(sound + text, "utf-8")
    matching = [problem for problem in faults(copy) if expected in problem.message]
    assert len(matching) == 1
    before = len(sound.splitlines())
    at_line = text[: text.index(at)].count("\n") + 1 if at else None
    if at_line:
        # The fault of a whole entry is told where the entry begins.
        assert matching[0].line - before in (at_line, at_line + 1)
    else:
        assert matching[0].line > before


@pytest.mark.parametrize(("spans", "expected"), REPLACED)
def test_a_wrong_span(copy, spans, expected):
    path = copy / "municipalities" / "coesfeld.yml"
    path.write_text(path.read_text("utf-8").replace("fr: 08:00-12:30", f"fr: {spans}"), "utf-8")
    (problem,) = faults(copy)
    assert expected in problem.message
    assert path.read_text("utf-8").splitlines()[problem.line - 1].strip() == f"fr: {spans}"


@pytest.mark.parametrize(("old", "new", "expected"), CALENDAR)
def test_a_fault_of_the_school_calendar(copy, old, new, expected):
    path = copy / "calendars" / "schulferien_nrw.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    found = faults(copy)
    assert any(expected in problem.message and problem.path.name == path.name for problem in found)


def test_what_is_right_has_no_fault(copy):
    path = copy / "municipalities" / "coesfeld.yml"
    text = path.read_text("utf-8").replace("fr: 08:00-12:30", "fr: 08:00-12:30, 18:00-26:00")
    weeks = second_week("osm: Su 09:00-10:00; PH off") + second_week("valid_to: 2022-01-01", "osm: Mo 09:00-10:00")
    more = closure("yearly: 24.12.-02.01.") + exception(*ON, "spans: 10:00-12:00, 14:00-25:00", "reason: Markt")
    path.write_text(text + weeks + more, "utf-8")
    coesfeld = staff_directory.load(copy).municipalities["coesfeld"]
    assert len(coesfeld.opening_hours) == 3
    assert len(coesfeld.closures[0].days(since=2026)) == 40
