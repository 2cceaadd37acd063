"""Opening hours compared: who is open on a day, at a time, or now; best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from actions import hours_phrases, office_phrases, open_now, opening, times
from actions.answer import Phrase
from actions.compared import Compared, Entry, Row, rows_of, unknown
from actions.days import DayQuestion
from actions.hours_phrases import fitting, verdict
from actions.office_hours import same_day
from actions.opening import Lane, spans_text
from actions.question import Question
from actions.values import Capitalised, German, Joined, noted, term, weekday
from bot.directory import facts as f
from bot.directory.hours import calendar, engine, week
from bot.directory.hours.engine import Span


@dataclass(frozen=True)
class _Told:
    """Of one office at the time asked: open (None: undecided), the words, for how many minutes (more is better)."""

    open: bool | None
    text: Any
    minutes: int
    sources: tuple[f.Source, ...]


def compared(fact: str, entries: Sequence[Entry], question: Question, session: Session) -> Compared:
    """Open, closed, partly known, not on file."""
    question = same_day(question)
    known: list[tuple[Entry, tuple[Lane, ...]]] = []
    notes: list[Row] = []
    missing: list[Entry] = []
    for entry in entries:
        own = office_phrases.is_citizen_office(entry.office, entry.service)
        lanes = opening.lanes(entry.office) if own else ()
        on_hours = entry.office.notes_on("hours") if own else ()
        if lanes:
            known.append((entry, lanes))
        elif on_hours:
            notes += [Row(entry.town.name, German(note.text), (note.source,)) for note in on_hours]
        else:
            missing.append(entry)
    phrases, undecided = _known(fact, known, question, session)
    service = entries[0].service
    phrases += rows_of("compare.partly", notes, {})
    phrases += unknown("compare.hours_unknown", [*undecided, *missing], session, service)
    unsure = any(phrase.key in hours_phrases.UNSURE for phrase in phrases)
    return Compared(tuple(phrases), not (notes or missing or undecided or unsure))


def _known(
    fact: str, known: Sequence[tuple[Entry, tuple[Lane, ...]]], question: Question, session: Session
) -> tuple[list[Phrase], list[Entry]]:
    """What is said of offices with hours on file, and those of which it cannot be decided."""
    day = question.day
    if fact != "open_now" and (day is None or not day.known or day.until is not None):
        # The whole week or a time of the year: office by office.
        return [phrase for _, lanes in known for phrase in hours_phrases.told(lanes, question, session)], []
    told: list[tuple[Entry, _Told]] = []
    for entry, lanes in known:
        answers = [_now(lane, question) if fact == "open_now" or day is None else _on(lane, day) for lane in lanes]
        told.append((entry, _best(answers)))
    told.sort(key=lambda pair: (-pair[1].minutes, pair[0].town.name))
    when = Phrase("compare.now") if fact == "open_now" or day is None else _when(day)
    opened = [Row(entry.town.name, one.text, one.sources) for entry, one in told if one.open]
    closed = [(entry, one) for entry, one in told if one.open is False]
    phrases = [*rows_of("compare.open", opened, {"when": when, "eve": _eve(fact, day, known) if opened else None})]
    if closed and not opened:
        phrases.append(Phrase("compare.none_open", {"when": when}))
    if closed:
        names = tuple(noted(entry.town.name, one.text) for entry, one in closed)
        sources = dict.fromkeys(source for _, one in closed for source in one.sources)
        separator = "; " if any(one.text for _, one in closed) else ", "
        phrases.append(Phrase("compare.closed", {"when": when, "towns": Joined(names, by=separator)}, tuple(sources)))
    if day is not None and fact != "open_now":
        phrases += hours_phrases.school_holidays([lane for _, lanes in known for lane in lanes], day, session)
    return phrases, [entry for entry, one in told if one.open is None]


def _best(lanes: Sequence[_Told]) -> _Told:
    """The lanes of one office as one: all that are open; else undecided before closed."""
    sources = tuple(dict.fromkeys(source for lane in lanes for source in lane.sources))
    opened = [lane for lane in lanes if lane.open]
    if opened:
        return _Told(
            True, Joined(tuple(lane.text for lane in opened), by=", "), sum(lane.minutes for lane in opened), sources
        )
    state = None if any(lane.open is None for lane in lanes) else False
    return _Told(state, next((lane.text for lane in lanes if lane.text), None), 0, sources)


def _now(lane: Lane, question: Question) -> _Told:
    today, now = calendar.local(question.now).date(), question.now
    state = engine.is_open(lane.hours, now)
    sources = lane.sources(today, today)
    if state:
        closing = engine.open_until(lane.hours, now)
        if closing is None:
            return _Told(True, lane.open, 0, sources)
        until = open_now.until(closing, now)
        left = int((closing.replace(tzinfo=None) - calendar.local(now).replace(tzinfo=None)).total_seconds() // 60)
        return _Told(True, _named(until, lane), left, sources)
    if state is None:
        return _Told(None, None, 0, sources)
    first = engine.next_opening(lane.hours, now)
    if first is None:
        return _Told(False, None, 0, sources)
    again = Phrase("compare.again", {"next": open_now.next_opening(first, lane)})
    return _Told(False, again, 0, lane.sources(today, first.date()))


def _on(lane: Lane, day: DayQuestion) -> _Told:
    if day.any_day:
        return _any_day(lane, day)
    if day.every_week:
        return _weekday(lane, day)
    found = engine.day(lane.hours, day.date)
    spans = (*hours_phrases.from_the_day_before(lane, day.date), *found.spans) if day.window else found.spans
    told = _spans(lane, spans, day, lane.sources(day.date, day.date), term(found.reason))
    return _Told(None, None, 0, told.sources) if found.undecided and not told.open else told


def _weekday(lane: Lane, day: DayQuestion) -> _Told:
    outside, within = (week.week(lane.hours, day.date, school)[day.weekday] for school in (False, True))
    season = Phrase("compare.in_school_holidays", {"spans": spans_text(within) or Phrase("closed")})
    differs = season if outside != within else None
    return _spans(lane, outside, day, lane.sources(day.date, day.date), differs)


def _any_day(lane: Lane, day: DayQuestion) -> _Told:
    """„Abends“: the days on which it is open then, `Mo, Di 14–18 Uhr`."""
    assert day.window is not None
    school = calendar.school_calendar().holiday(day.date) is not None
    groups: dict[tuple[Span, ...], list[Phrase]] = {}
    for number, spans in enumerate(week.week(lane.hours, day.date, school)):
        if verdict(spans, day.window) == "open":
            groups.setdefault(fitting(spans, day.window), []).append(weekday(number))
    told = tuple(
        Phrase("compare.days", {"days": Joined(tuple(names), by=", "), "spans": spans_text(spans)})
        for spans, names in groups.items()
    )
    minutes = sum(_length(spans) * len(names) for spans, names in groups.items())
    return _Told(
        bool(groups), _named(Joined(told, by=", "), lane) if groups else None, minutes, lane.sources(day.date, day.date)
    )


def _spans(lane: Lane, spans: tuple[Span, ...], day: DayQuestion, sources: tuple[f.Source, ...], remark: Any) -> _Told:
    """A day's spans, or those that meet the time asked for."""
    state = verdict(spans, day.window) if day.window else "open" if spans else "closed"
    if state == "closed":
        return _Told(False, remark, 0, sources)
    meant = fitting(spans, day.window) if day.window and state == "open" else spans
    shown = Phrase("compare.at_times", {"spans": spans_text(spans)}) if state == "partly" else spans_text(meant)
    return _Told(True, noted(_named(shown, lane), remark), _length(meant) if state == "open" else 0, sources)


def _named(text: Any, lane: Lane) -> Any:
    """With the lane, where one cannot simply come."""
    return text if lane.plain else Phrase("compare.lane", {"spans": text, "open": lane.open})


def _length(spans: Sequence[Span]) -> int:
    return sum(span.closes - span.opens for span in spans)


def _when(day: DayQuestion) -> Capitalised:
    """`Samstags`, `Am Samstag, 28.11.2026,`, `Am Donnerstag, 26.11.2026, nach 16 Uhr`, `Abends (ab 17 Uhr)`."""
    if day.every_week:
        date = weekday(day.weekday, "weekly")
    else:
        date = Phrase("when.date", {"on_weekday": weekday(day.weekday, "on_weekday"), "date": day.date})
    if day.window is None:
        return Capitalised(date)
    words = times.phrase(day.window)
    return Capitalised(words if day.any_day else Phrase("compare.when", {"when": date, "window": words}))


def _eve(fact: str, day: DayQuestion | None, known: Sequence[tuple[Entry, tuple[Lane, ...]]]) -> Phrase | None:
    if fact == "open_now" or day is None or day.any_day or day.every_week:
        return None
    eves = (hours_phrases.eve(engine.day(lane.hours, day.date)) for _, lanes in known for lane in lanes)
    return next((name for name in eves if name), None)
