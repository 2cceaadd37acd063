"""Phrases about opening hours: the week, a weekday, a date, a time of day, a time of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions import opening, times
from actions.answer import Phrase
from actions.days import DayQuestion
from actions.opening import Lane, day_text, spans_text
from actions.question import Question
from actions.values import Capitalised, Joined, Term, dates, listed, on_date, term, weekday
from bot.directory import facts as f
from bot.directory import queries
from bot.directory.hours import calendar, engine, week
from bot.directory.hours.engine import Day, Span
from bot.nlu.time_words import DAY, Window

UNSURE = frozenset({"hours.undecided", "hours.holidays_unknown"})
"""Phrases after which an answer is not complete."""
_EVES = {(12, 24): Phrase("eve.christmas"), (12, 31): Phrase("eve.new_year")}
_NOTICE = timedelta(days=27)
"""How far ahead a question about the week is told what is about to change."""
_DAYS_ONE_BY_ONE = 8
_NOT_YES_OR_NO = re.compile(r"\b(?:wann|wie|welche\w*|zu|geschlossen|dicht|schliess\w*)\b")


def told(lanes: Iterable[Lane], question: Question, session: Session) -> list[Phrase]:
    """What was asked for, lane by lane; where all are closed, once."""
    day, today = question.day, question.now.date()
    told_lanes = tuple(lanes)
    if day is None:
        return [_week(lane, today) for lane in told_lanes]
    if not day.known:
        values = {"name": term(day.name), "until": calendar.school_calendar().covers_to}
        return [Phrase("hours.holidays_unknown", values), *(_week(lane, today) for lane in told_lanes)]
    if day.until is not None:
        phrases = [_range(lane, day, day.until) for lane in told_lanes]
    elif day.any_day and day.window is not None:
        phrases = [_any_day(lane, day.window, today) for lane in told_lanes]
    elif day.every_week:
        phrases = [_weekday(lane, day, question) for lane in told_lanes]
    else:
        days = [engine.day(lane.hours, day.date) for lane in told_lanes]
        if len(days) > 1 and not any(told.spans or told.undecided for told in days):
            told_lanes, days = (opening.together(told_lanes[0]),), days[:1]
        # Of an undecided day only what is sure is told.
        sure = [(lane, told) for lane, told in zip(told_lanes, days, strict=True) if told.spans or not told.undecided]
        phrases = [_date(lane, told, question) for lane, told in sure]
    return [*phrases, *school_holidays(told_lanes, day, session)]


def telephone(office: f.Organisation, question: Question, session: Session) -> list[Phrase]:
    """The telephone lane, if an office has one: the week, or the day that was asked for."""
    lane = opening.telephone(office)
    if lane is None:
        return []
    if question.day is None or not question.day.known:
        today = question.now.date()
        return [Phrase("hours.telephone", {"week": _weeks(lane, today)}, lane.sources(today, today + _NOTICE))]
    return told((lane,), question, session)


def eve(day: Day) -> Phrase | None:
    """The name of 24 or 31 December: offices often close then; None for other days, and where something is on file."""
    name = _EVES.get((day.date.month, day.date.day))
    return name if day.spans and not day.special else None


def _week(lane: Lane, today: date) -> Phrase:
    last = today + _NOTICE
    values = {
        "office": lane.title,
        "week": _weeks(lane, today),
        "deviations": _deviations(lane, today, last),
    }
    return Phrase("hours.week", values, lane.sources(today, last))


def _weeks(lane: Lane, today: date) -> Joined:
    """The week that holds today, in and outside school holidays, and the one that is about to come."""
    lines: list[Phrase] = []
    for first, _ in week.stretches(lane.hours, today, today + _NOTICE, seasons=False):
        if first > today:
            lines.append(Phrase("week.from", {"date": first}))
        lines += _both_seasons(lane, first)
    return Joined(tuple(lines))


def _both_seasons(lane: Lane, on: date) -> list[Phrase]:
    outside, within = (_lines(week.week(lane.hours, on, school)) for school in (False, True))
    if outside == within:
        return outside
    return [Phrase("week.outside_school_holidays"), *outside, Phrase("week.in_school_holidays"), *within]


def _lines(days: week.Week) -> list[Phrase]:
    lines = [_line(weekday(number), spans_text(spans)) for number, spans in enumerate(days) if spans]
    return lines or [Phrase("week.none")]


def _line(day: Phrase, told: Phrase | None) -> Phrase:
    return Phrase("week.line", {"day": day, "told": told})


def _deviations(lane: Lane, first: date, last: date) -> Joined | None:
    """`24.12.2026–31.12.2026 geschlossen (Betriebsruhe)`: days in a row of which the same holds are told together."""
    runs: list[list[Day]] = []
    for day in week.deviations(lane.hours, first, last):
        if runs and (day.spans, day.reason) == (runs[-1][-1].spans, runs[-1][-1].reason):
            runs[-1].append(day)
        else:
            runs.append([day])
    told = tuple(
        Phrase("week.deviation", {"dates": _run(run[0].date, run[-1].date), "told": day_text(run[0])}) for run in runs
    )
    return Joined(told, by="; ") if told else None


def _run(first: date, last: date) -> Phrase:
    return on_date(first) if first == last else dates(first, last)


def _date(lane: Lane, day: Day, question: Question) -> Phrase:
    assert question.day is not None
    when = Phrase("when.date", {"on_weekday": weekday(day.date.weekday(), "on_weekday"), "date": day.date})
    values = {"reason": term(day.reason), "eve": eve(day)}
    spans = (*from_the_day_before(lane, day.date), *day.spans) if question.day.window else day.spans
    return _said(lane, when, spans, question, values, lane.sources(day.date, day.date))


def from_the_day_before(lane: Lane, on: date) -> tuple[Span, ...]:
    """Spans that reach past the midnight at which a date begins, in minutes of that date."""
    before = engine.day(lane.hours, on - timedelta(days=1)).spans
    return tuple(Span(span.opens - DAY, span.closes - DAY) for span in before if span.closes > DAY)


def _weekday(lane: Lane, asked: DayQuestion, question: Question) -> Phrase:
    """„Samstags“: the ordinary week, free of single dates."""
    outside, within = (week.week(lane.hours, asked.date, school)[asked.weekday] for school in (False, True))
    season = (spans_text(within) or Phrase("closed")) if within != outside else None
    values = {"season": season, "reason": None, "eve": None}
    when = weekday(asked.weekday, "weekly")
    return _said(lane, when, outside, question, values, lane.sources(asked.date, asked.date))


def _said(
    lane: Lane,
    when: Phrase,
    spans: tuple[Span, ...],
    question: Question,
    values: dict[str, Any],
    sources: tuple[f.Source, ...],
) -> Phrase:
    """A day, or whether it is open at a time of that day."""
    window = question.day.window if question.day else None
    state = verdict(spans, window) if window else "open" if spans else "closed"
    if window is not None and not _NOT_YES_OR_NO.search(question.text.casefold()):
        when = Phrase("when.yes" if state == "open" else "when.no", {"when": when})
    shared = {
        "office": lane.office.office,
        "when": Capitalised(when),
        "spans": spans_text(fitting(spans, window) if window and state == "open" else spans),
        "window": times.phrase(window) if window else None,
        "open": lane.open,
        "closed": lane.closed,
        "season": None,
        **values,
    }
    return Phrase(f"hours.{'time' if window else 'date'}_{state}", shared, sources)


def verdict(spans: tuple[Span, ...], window: Window) -> str:
    """`open`, `closed`, or `partly` where all of a time is meant and only a part of it is open."""
    if not fitting(spans, window):
        return "closed"
    whole = any(span.opens <= window.begins and window.ends <= span.closes for span in spans)
    return "open" if whole or not window.whole else "partly"


def fitting(spans: Iterable[Span], window: Window) -> tuple[Span, ...]:
    """The spans that a time of day meets; a moment is taken as its minute."""
    ends = max(window.ends, window.begins + 1)
    return tuple(span for span in spans if span.opens < ends and window.begins < span.closes)


def _any_day(lane: Lane, window: Window, today: date) -> Phrase:
    """„Abends“: the days of the week on which it is open then."""
    school = calendar.school_calendar().holiday(today) is not None
    days = week.week(lane.hours, today, school)
    open_days = tuple(spans if verdict(spans, window) == "open" else () for spans in days)
    state = Phrase("open.throughout", {"open": lane.open}) if window.whole else lane.open
    shown = Joined(tuple(_lines(open_days if any(open_days) else days)))
    values = {"office": lane.office.office, "window": times.phrase(window), "open": state, "week": shown}
    return Phrase("hours.some_days" if any(open_days) else "hours.no_day", values, lane.sources(today, today))


def _range(lane: Lane, asked: DayQuestion, last: date) -> Phrase:
    """A few days one by one; more as the weeks that hold then, with what deviates."""
    first, known = asked.date, calendar.school_calendar()
    days = [engine.day(lane.hours, first + timedelta(days=n)) for n in range((last - first).days + 1)]
    lines: list[Phrase] = []
    if len(days) <= _DAYS_ONE_BY_ONE:
        lines = [_line(on_date(day.date), day_text(day)) for day in days]
    else:
        parts = week.stretches(lane.hours, first, last)
        for start, end in parts:
            lines += [Phrase("week.dates", {"dates": dates(start, end)})] if len(parts) > 1 else []
            if known.covers(start):
                lines += _lines(week.week(lane.hours, start, known.holiday(start) is not None))
            else:
                lines += _both_seasons(lane, start)
    span = dates(first, last)
    values = {
        "office": lane.title,
        "range": Phrase("dates.named", {"name": Term(asked.name), "dates": span}) if asked.name else span,
        "week": Joined(tuple(lines)),
        "deviations": _deviations(lane, first, last) if len(days) > _DAYS_ONE_BY_ONE else None,
        "eve": listed([name for day in days if (name := eve(day))]),
    }
    return Phrase("hours.range", values, lane.sources(first, last))


def school_holidays(lanes: Iterable[Lane], asked: DayQuestion, session: Session) -> list[Phrase]:
    """The source of the school calendar where the answer rests on it; or that it does not reach that far."""
    known = calendar.school_calendar()
    named = any(holiday.name == asked.name for holiday in known.holidays)
    seasonal = any(rule.school_holidays for lane in lanes for rule in lane.hours.rules)
    last = asked.until or asked.date
    if asked.any_day or asked.every_week or not (named or seasonal):
        return []
    if seasonal and not (known.covers(asked.date) and known.covers(last)):
        return [Phrase("hours.undecided", {"until": known.covers_to})]
    source = queries.source(session, known.source)
    return [Phrase("hours.school_calendar", {}, (source,))] if source else []
