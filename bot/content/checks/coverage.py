"""The days on which nobody, or more than one organisation, is responsible for a town.

Days are said in German, with a blank behind them: `ab dem 2027-01-01 `; empty: since ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.content.schema import ResponsibilityRule
from bot.content.staff_directory import COUNTY

Rules = Sequence[tuple[int, ResponsibilityRule]]
"""Rules of one stage, each with its place in the file."""
_DAY = dt.timedelta(days=1)
_EVER = dt.date.min


def gap(rules: Rules, town: str, today: dt.date | None) -> str | None:
    """The first days without anybody; None if there are none, an empty text if no rule is for `town`.

    What was before the first rule is history, unless it is still so on `today`.
    """
    relevant = _relevant(rules, town)
    if not relevant:
        return ""
    first = min(rule.valid_from or _EVER for _, rule in relevant)
    if today is not None and first > today:
        return f"bis zum {first - _DAY} "
    return next((_since(day) for day in _changes(relevant) if not _holding(relevant, town, day)), None)


def overlap(rules: Rules, town: str) -> tuple[int, int, str] | None:
    """Two rules that hold for `town` at the same time, and since when; None if there are none."""
    relevant = _relevant(rules, town)
    for day in _changes(relevant):
        holding = _holding(relevant, town, day)
        if len(holding) > 1:
            return holding[0], holding[1], _since(day)
    return None


def _relevant(rules: Rules, town: str) -> Rules:
    return [(i, rule) for i, rule in rules if town not in rule.excluded and rule.area in (town, COUNTY)]


def _changes(rules: Rules) -> list[dt.date]:
    """The days on which a rule begins, or is over for the first time."""
    starts = {rule.valid_from or _EVER for _, rule in rules}
    return sorted(starts | {rule.valid_to + _DAY for _, rule in rules if rule.valid_to is not None})


def _holding(rules: Rules, town: str, day: dt.date) -> list[int]:
    """The places of the rules that hold on `day`: those of the town beat those of the county."""
    valid = [(i, rule) for i, rule in rules if _holds(rule, day)]
    return [i for i, rule in valid if rule.area == town] or [i for i, _ in valid]


def _holds(rule: ResponsibilityRule, day: dt.date) -> bool:
    return (rule.valid_from or _EVER) <= day and (rule.valid_to is None or day <= rule.valid_to)


def _since(day: dt.date) -> str:
    return "" if day == _EVER else f"ab dem {day} "
