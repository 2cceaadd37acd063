"""„Ist jetzt geöffnet?“, „Bis wann heute?“, „Um 17:30 noch?“"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions import hours_phrases, office_phrases, opening
from actions.answer import Phrase
from actions.office_hours import OfficeHours
from actions.opening import Lane
from actions.question import Question
from actions.values import moment, noted, term, time, weekday
from bot.directory import facts as f
from bot.directory.hours import calendar, engine
from bot.nlu.time_words import DAY


class ActionOpenNow(OfficeHours):
    """Open or closed at this moment, until when, and the next opening."""

    key = "open_now"

    def told(self, lanes: Sequence[Lane], question: Question, session: Session) -> list[Phrase]:
        """This moment; another day or time if the message names one."""
        today, asked = calendar.local(question.now).date(), question.day
        if asked is not None and (asked.window or asked.until or asked.date != today):
            # „Jetzt“ without a day is today.
            return hours_phrases.told(lanes, replace(question, day=replace(asked, any_day=False)), session)
        return [_now(lanes, question.now)]


def told_beside(office: f.Organisation, service: f.Service | None, question: Question) -> tuple[Phrase, ...]:
    """Open or closed at this moment, beside another answer; nothing where the hours of that office are not on file."""
    lanes = opening.lanes(office) if office_phrases.is_citizen_office(office, service) else ()
    return (_now(lanes, question.now),) if lanes else ()


def _now(lanes: Sequence[Lane], now: datetime) -> Phrase:
    states = [engine.is_open(lane.hours, now) for lane in lanes]
    for lane, state in zip(lanes, states, strict=True):
        if state:
            return _open(lane, now)
    if None in states:
        return Phrase("hours.undecided", {"until": calendar.school_calendar().covers_to})
    return _closed(lanes, now)


def _open(lane: Lane, now: datetime) -> Phrase:
    today = calendar.local(now).date()
    closing = engine.open_until(lane.hours, now)
    values = {
        "office": lane.office.office,
        "open": lane.open,
        "until": until(closing, now) if closing else None,
        "eve": hours_phrases.eve(engine.day(lane.hours, today)),
    }
    return Phrase("open_now.open" if closing else "open_now.open_always", values, lane.sources(today, today))


def until(closing: datetime, now: datetime) -> Phrase:
    """`heute bis 12:30 Uhr`, past midnight `bis Samstag, 2 Uhr`; midnight is 24 o'clock of today."""
    today = calendar.local(now).date()
    minute = closing.hour * 60 + closing.minute
    if closing.date() == today:
        return Phrase("until.today", {"time": time(minute)})
    if minute == 0 and closing.date() == today + timedelta(days=1):
        return Phrase("until.today", {"time": time(DAY)})
    return Phrase("until.later", {"weekday": weekday(closing.weekday()), "time": time(minute)})


def _closed(lanes: Sequence[Lane], now: datetime) -> Phrase:
    today = calendar.local(now).date()
    openings = [(opens, lane) for lane in lanes if (opens := engine.next_opening(lane.hours, now)) is not None]
    first = min(openings, key=lambda pair: pair[0], default=None)
    values = {
        "office": lanes[0].office.office,
        "reason": term(next((day.reason for lane in lanes if (day := engine.day(lane.hours, today)).reason), None)),
        "next": next_opening(*first) if first else None,
    }
    last = first[0].date() if first else today
    sources = dict.fromkeys(source for lane in lanes for source in lane.sources(today, last))
    return Phrase("open_now.closed", values, tuple(sources))


def next_opening(opens: datetime, lane: Lane) -> Phrase:
    """`Montag, 23.11.2026, 14 Uhr`, with the lane where there are two or only the other one."""
    told: Phrase = noted(moment(opens), None if lane.plain else lane.open)
    return told
