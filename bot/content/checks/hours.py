"""Faults of opening hours that no single entry shows: two weeks, or two exceptions, for the same days of one lane."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from bot.content.problems import Problem
from bot.directory.hours.timetable import Weekly

if TYPE_CHECKING:
    from bot.content.staff_directory import StaffDirectory


def check(directory: StaffDirectory) -> Iterator[Problem]:
    """Every such fault of every office."""
    offices = {
        **{f"municipalities/{slug}": office for slug, office in directory.municipalities.items()},
        **{f"organisations/{slug}": office for slug, office in directory.organisations.items()},
    }
    for name, office in offices.items():
        file = directory.files[name]
        weeks = [entry.rules() for entry in office.opening_hours]
        for (_, earlier), (i, later) in combinations(enumerate(weeks), 2):
            if any(_both_hold(a, b) for a in earlier for b in later):
                yield file.problem(
                    ("opening_hours", i),
                    f"Für „{later[0].lane}“ gelten hier zwei Wochen zugleich. Bitte bei der alten valid_to ergänzen, "
                    "oder beide mit school_holidays: only und never trennen.",
                )
        seen: set[tuple[object, ...]] = set()
        for i, exception in enumerate(office.exceptions):
            if (key := (exception.lane, exception.date)) in seen:
                message = f"Für den {exception.date} steht schon eine Ausnahme. Bitte zu einer zusammenfassen."
                yield file.problem(("exceptions", i), message)
            seen.add(key)


def _both_hold(a: Weekly, b: Weekly) -> bool:
    """Whether two spans can hold on the same day."""
    apart = (a.valid_to and b.valid_from and a.valid_to < b.valid_from) or (
        b.valid_to and a.valid_from and b.valid_to < a.valid_from
    )
    seasons = {a.school_holidays, b.school_holidays}
    return (a.lane, a.weekday) == (b.lane, b.weekday) and not apart and seasons != {"only", "never"}
