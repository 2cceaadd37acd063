"""What an import changes, fact by fact, for the people who edit the files. Pure: rows before and after → changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from bot.directory.described import Described, Names, described

_MOST_LINES = 30
_LONGEST = 110


@dataclass(frozen=True)
class Change:
    """The values of one field that only one side has. Both sides empty: other sources for the same values."""

    subject: str
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    sources: tuple[str, str] | None = None
    """Sources before and after, where they differ and the values do not."""

    def __str__(self) -> str:
        """`geändert: Senden, Telefon: +49 … → +49 …`"""
        where = f"{self.subject}, {self.field}"
        if self.sources:
            return f"geändert: {where}: Quelle {_short(self.sources[0])} → {_short(self.sources[1])}"
        if self.before and self.after:
            return f"geändert: {where}: {_listed(self.before)} → {_listed(self.after)}"
        if self.after:
            return f"neu: {where}: {_listed(self.after)}"
        return f"entfällt: {where}: {_listed(self.before)}"


def compare(before: Iterable[object], after: Iterable[object]) -> list[Change]:
    """Every field whose values differ, by subject and field, then those of which only the source does.

    Rows as in `models.py`, in any order.
    """
    old_rows, new_rows = list(before), list(after)
    names = Names([*old_rows, *new_rows])
    old, new = _by_field(old_rows, names), _by_field(new_rows, names)
    changes = (_change(key, old.get(key, []), new.get(key, []), names) for key in {*old, *new})
    found = [change for change in changes if change is not None]
    return sorted(found, key=lambda change: (change.sources is not None, change.subject, change.field))


def lines(changes: list[Change], most: int = _MOST_LINES) -> Iterator[str]:
    """One line a change; beyond `most` only how many there are."""
    yield from map(str, changes[:most])
    if len(changes) > most:
        yield f"… und {len(changes) - most} weitere"


def _by_field(rows: Iterable[object], names: Names) -> dict[tuple[str, str], list[Described]]:
    facts: dict[tuple[str, str], list[Described]] = defaultdict(list)
    for row in rows:
        for fact in described(row, names):
            facts[fact.subject, fact.field].append(fact)
    return facts


def _change(key: tuple[str, str], old: list[Described], new: list[Described], names: Names) -> Change | None:
    gone = tuple(dict.fromkeys(fact.value for fact in old if fact.value not in {other.value for other in new}))
    come = tuple(dict.fromkeys(fact.value for fact in new if fact.value not in {other.value for other in old}))
    if gone or come:
        return Change(*key, gone, come)
    sources = [sorted({names.source(fact.source) for fact in side if fact.source}) for side in (old, new)]
    if sources[0] != sources[1]:
        return Change(*key, (), (), (", ".join(sources[0]), ", ".join(sources[1])))
    return None


def _listed(values: tuple[str, ...]) -> str:
    return _short(", ".join(values))


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" …")
