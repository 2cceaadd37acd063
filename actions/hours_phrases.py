"""Phrases about opening hours: a week, one weekday, one date, the telephone lane."""

from __future__ import annotations

from datetime import date, timedelta

from actions.answer import Phrase
from actions.question import Question
from actions.render import german_date, span
from bot.directory import facts as f
from bot.directory import hours as engine

DAY_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_EVES = ((12, 24), (12, 31))


def told(organisation: f.Organisation, rules: tuple[f.OpeningRule, ...], name: str, question: Question) -> Phrase:
    """The weekday, the date or the week that was asked for."""
    sources = tuple(dict.fromkeys(rule.source for rule in rules))
    if question.day is None:
        week = "\n".join(_week(rules, question.now.date()))
        return Phrase("hours.week", {"office": name, "week": week}, sources)
    on = question.day.date
    if question.day.every_week:
        spans = _spans(engine.day(rules, (), _ordinary(on)))
        key = "hours.weekday" if spans else "hours.weekday_closed"
        return Phrase(key, {"office": name, "day": DAY_NAMES[on.weekday()].lower() + "s", "spans": spans}, sources)
    day = engine.day(rules, organisation.closures, on)
    values = {
        "office": name,
        "day": DAY_NAMES[on.weekday()],
        "date": german_date(on),
        "spans": _spans(day),
        "reason": day.closed_because,
        # Offices often close on 24 and 31 December without it being a public holiday: say that it is not on file.
        "eve": "" if (on.month, on.day) in _EVES else None,
    }
    return Phrase("hours.date" if day.spans else "hours.date_closed", values, sources)


def telephone(organisation: f.Organisation) -> list[Phrase]:
    """The telephone lane, if an office has one."""
    rules = tuple(rule for rule in organisation.opening_rules if rule.lane == "telefon")
    if not rules:
        return []
    week = "\n".join(_week(rules, None))
    return [Phrase("hours.telephone", {"week": week}, tuple(dict.fromkeys(rule.source for rule in rules)))]


def _week(rules: tuple[f.OpeningRule, ...], today: date | None) -> list[str]:
    lines = []
    for weekday, name in enumerate(DAY_NAMES):
        spans = [
            f"{rule.opens}-{rule.closes}"
            for rule in rules
            if rule.weekday == weekday
            and (today is None or rule.valid_from is None or rule.valid_from <= today)
            and (today is None or rule.valid_to is None or today <= rule.valid_to)
        ]
        if spans:
            lines.append(f"{name}: {' und '.join(_short(text) for text in spans)} Uhr")
    return lines


def _short(text: str) -> str:
    opens, closes = (part.lstrip("0").replace(":00", "") or "0" for part in text.split("-"))
    return f"{opens}–{closes}"


def _spans(day: engine.Day) -> str | None:
    return " und ".join(span(opens, closes) for opens, closes in day.spans) or None


def _ordinary(on: date) -> date:
    """The same weekday on a date that is no public holiday."""
    while engine.public_holiday(on) is not None:
        on += timedelta(days=7)
    return on
