"""„Ist jetzt geöffnet?“, „Bis wann heute?“, „Um 17:30 noch?“"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions import hours_phrases
from actions.answer import Phrase
from actions.office_hours import OfficeHours
from actions.opening import DAY_NAMES, Lane, moment_text
from actions.question import Question
from actions.render import german_date
from actions.times import clock
from bot.directory.hours import calendar, engine


class ActionOpenNow(OfficeHours):
    """Open or closed at this moment, until when, and the next opening."""

    key = "open_now"

    def told(self, lanes: Sequence[Lane], question: Question, session: Session) -> list[Phrase]:
        """This moment; another day or time if the message names one."""
        today, asked = calendar.local(question.now).date(), question.day
        if asked is not None and (asked.window or asked.until or asked.date != today):
            # „Jetzt“ without a day is today.
            return hours_phrases.told(lanes, replace(question, day=replace(asked, any_day=False)), session)
        states = [engine.is_open(lane.hours, question.now) for lane in lanes]
        for lane, state in zip(lanes, states, strict=True):
            if state:
                return [_open(lane, question.now)]
        if None in states:
            until = german_date(calendar.school_calendar().covers_to)
            return [Phrase("hours.undecided", {"until": until})]
        return [_closed(lanes, question.now)]


def _open(lane: Lane, now: datetime) -> Phrase:
    today = calendar.local(now).date()
    closing = engine.open_until(lane.hours, now)
    values = {
        "office": lane.office.office,
        "open": lane.open,
        "until": f", {_until(closing, now)}" if closing else "",
        "eve": hours_phrases.eve(engine.day(lane.hours, today)),
    }
    return Phrase("open_now.open", values, lane.sources(today, today))


def _until(closing: datetime, now: datetime) -> str:
    """`heute bis 12:30 Uhr`, past midnight `bis Samstag, 2 Uhr`; midnight is 24 o'clock of today."""
    today = calendar.local(now).date()
    minute = closing.hour * 60 + closing.minute
    if closing.date() == today:
        return f"heute bis {clock(minute)} Uhr"
    if minute == 0 and closing.date() == today + timedelta(days=1):
        return "heute bis 24 Uhr"
    return f"bis {DAY_NAMES[closing.weekday()]}, {clock(minute)} Uhr"


def _closed(lanes: Sequence[Lane], now: datetime) -> Phrase:
    today = calendar.local(now).date()
    openings = [(moment, lane) for lane in lanes if (moment := engine.next_opening(lane.hours, now)) is not None]
    first = min(openings, key=lambda pair: pair[0], default=None)
    values = {
        "office": lanes[0].office.office,
        "reason": next((day.reason for lane in lanes if (day := engine.day(lane.hours, today)).reason), None),
        "next": _next(*first) if first else None,
    }
    last = first[0].date() if first else today
    sources = dict.fromkeys(source for lane in lanes for source in lane.sources(today, last))
    return Phrase("open_now.closed", values, tuple(sources))


def _next(moment: datetime, lane: Lane) -> str:
    """`Montag, 23.11.2026, 14 Uhr`, with the lane where there are two or only the other one."""
    return moment_text(moment) if lane.plain else f"{moment_text(moment)} ({lane.open})"
