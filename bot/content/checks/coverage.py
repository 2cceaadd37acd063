"""The days on which nobody, or more than one organisation, is responsible for a town."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.schema import ResponsibilityRule
from bot.content.staff_directory import COUNTY

_DAY = dt.timedelta(days=1)
_EVER = dt.date.min


@dataclass(frozen=True)
class Finding:
    """No rule, or several: their indices. `when` in German, with a blank behind it; empty: since ever."""

    rules: tuple[int, ...]
    when: str


def findings(rules: Sequence[tuple[int, ResponsibilityRule]], town: str, today: dt.date | None) -> Iterator[Finding]:
    """The first gap and the first overlap among `rules` (of one stage, with their indices) for `town`.

    What was before the first rule is history and no gap, unless it is still so on `today`.
    """
    relevant = [(i, rule) for i, rule in rules if town not in rule.excluded and rule.area in (town, COUNTY)]
    starts = [rule.valid_from or _EVER for _, rule in relevant]
    ends = [rule.valid_to + _DAY for _, rule in relevant if rule.valid_to is not None]
    gap = overlap = False
    if not relevant:
        yield Finding((), "")
    elif today is not None and min(starts) > today:
        gap = True
        yield Finding((), f"bis zum {min(starts) - _DAY} ")
    for day in sorted({*starts, *ends}):
        valid = [(i, rule) for i, rule in relevant if _holds(rule, day)]
        # A row of the town beats one of the county.
        own = [i for i, rule in valid if rule.area == town] or [i for i, _ in valid]
        when = "" if day == _EVER else f"ab dem {day} "
        if not own and not gap:
            gap = True
            yield Finding((), when)
        if len(own) > 1 and not overlap:
            overlap = True
            yield Finding(tuple(own), when)


def _holds(rule: ResponsibilityRule, day: dt.date) -> bool:
    return (rule.valid_from or _EVER) <= day and (rule.valid_to is None or day <= rule.valid_to)
