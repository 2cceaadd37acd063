"""Reading one YAML file together with the line of every value (libyaml, so that 300 files take well under a second).

A value is what is typed, always text: the schema says what is a number or a date. So YAML's surprises (`no` is false,
`01234` is 668, `14:00` is 840) cannot happen. Anchors, tags and deep nesting have no use here and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content import text_file, yaml_faults
from bot.content.problems import ContentError, Problem

Key = tuple[str | int, ...]
MAX_DEPTH, MAX_FAULTS = 12, 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")


@dataclass(frozen=True)
class YamlFile:
    """`data` as dicts, lists and texts (None where nothing is written).

    `lines` maps a key path such as ("fees", "items", 0) to its line, from 1; `problems` are faults of the notation
    that leave the rest readable.
    """

    path: Path
    data: Any
    lines: dict[Key, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    length: int = 0
    """Number of lines."""

    def line(self, key: Key) -> int:
        """The line of `key`, or of the nearest enclosing value that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def problem(self, key: Key, message: str, *, hint: bool = False) -> Problem:
        """A Problem at the line of `key`."""
        return Problem(self.path, self.line(key), message, hint)

    def place(self, key: Key) -> str:
        """`services/wohngeld.yml:3`, to point at from the message of another place."""
        return f"{self.path.parent.name}/{self.path.name}:{self.line(key)}"

    def value(self, key: Key) -> Any:
        """What stands at `key`; None where nothing does."""
        data = self.data
        for step in key:
            if isinstance(data, dict):
                data = data.get(step)
            elif isinstance(data, list) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data

    def texts(self, *steps: str) -> Iterator[tuple[Key, str]]:
        """Every text at a path, with its key; `*` stands for all of a list or mapping: `texts("parts", "*", "name")`.

        What has another shape is left out: the schema reports it.
        """
        yield from _texts(self.data, (), steps)


def read(path: Path) -> YamlFile:
    """Parse `path`. Raises ContentError if it cannot be read as text or as YAML."""
    reader = _Reader(path, text_file.read(path))
    try:
        return reader.file()
    except yaml.MarkedYAMLError as error:
        raise ContentError([yaml_faults.explain(path, error, reader.text, reader.quoted)]) from None


class _Reader:
    """From libyaml's events to a YamlFile. Not from its nodes: those are built before anybody can look at them."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self._rows = text.splitlines()
        self.quoted: int | None = None
        """Line where the last text in quotation marks began that goes over several lines."""
        self._lines: dict[Key, int] = {}
        self._problems: list[Problem] = []
        # Any: the stubs do not know that every event has marks.
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)

    def file(self) -> YamlFile:
        data = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and self._lines:
                raise self._end(event, "Ab „---“ beginnt ein zweiter Teil. Bitte alles in einen Teil schreiben.")
            if isinstance(event, yaml.NodeEvent):
                data = self._value(event, ())
        return YamlFile(self.path, data, self._lines, tuple(self._problems), len(self._rows))

    def _value(self, event: Any, key: Key) -> Any:
        self._lines.setdefault(key, event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, f'„*{event.anchor}“ ist ein Verweis. Bitte den Text ausschreiben oder in "…" setzen.')
            return f"*{event.anchor}"
        if event.anchor:
            message = f'„&{event.anchor}“ ist ein Anker. Bitte weglassen oder den Text in "…" setzen.'
            if not isinstance(event, yaml.ScalarEvent):
                raise self._end(event, message)
            self._fault(event, message)
        if event.tag:
            self._fault(event, f'„{event.tag}“ hat hier eine besondere Bedeutung. Bitte den Text in "…" setzen.')
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(key) >= MAX_DEPTH:
            raise self._end(event, "Hier ist zu viel ineinander verschachtelt. Bitte Klammern und Einrückung prüfen.")
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value(item, (*key, len(items))))
            return items
        return self._mapping(key)

    def _mapping(self, key: Key) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        twice: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise self._end(event, "Vor dem Doppelpunkt muss ein einzelnes Wort stehen. Bitte Klammern prüfen.")
            inner = (*key, event.value)
            if event.value in mapping:
                twice.setdefault(event.value, line)
            self._lines.setdefault(inner, line)
            mapping.setdefault(event.value, self._value(next(self._events), inner))
        if twice:
            self._fault_at(min(twice.values()), yaml_faults.twice(list(twice)))
        return mapping

    def _scalar(self, event: Any) -> str | None:
        plain, on_one_line = event.implicit[0], event.start_mark.line == event.end_mark.line
        if plain and not on_one_line:
            self._swallowed(event)
        if event.style in ("'", '"') and not on_one_line:
            self.quoted = event.start_mark.line + 1
        if on_one_line and (cut := _CUT_OFF.match(self.text, event.end_mark.index)) is not None:
            self._fault(event, f'Ab „{cut[1]}“ wird nicht gelesen. Bitte den ganzen Text in "…" setzen.')
        if plain and event.value.count('"') % 2:
            self._fault(event, 'Ein Anführungszeichen zu viel oder zu wenig. Bitte den ganzen Text in "…" setzen.')
        return None if plain and event.value in ("", "~", "null") else str(event.value)

    def _end(self, event: Any, message: str) -> ContentError:
        """To be raised where the rest of the file cannot be understood."""
        return ContentError([*self._problems, Problem(self.path, event.start_mark.line + 1, message)])

    def _swallowed(self, event: Any) -> None:
        """An item of a list that is indented too far becomes a part of the item before."""
        for line in range(event.start_mark.line + 1, event.end_mark.line + 1):
            if self._rows[line].lstrip().startswith("- "):
                message = "Die Zeile ist weiter eingerückt als der Eintrag davor. Bitte gleich weit einrücken."
                self._fault_at(line + 1, message)

    def _fault(self, event: Any, message: str) -> None:
        self._fault_at(event.start_mark.line + 1, message)

    def _fault_at(self, line: int, message: str) -> None:
        self._problems.append(Problem(self.path, line, message))
        if len(self._problems) >= MAX_FAULTS:
            raise ContentError(self._problems)


def _texts(data: Any, key: Key, steps: tuple[str, ...]) -> Iterator[tuple[Key, str]]:
    if not steps:
        if isinstance(data, str):
            yield key, data
    elif steps[0] != "*":
        if isinstance(data, dict) and steps[0] in data:
            yield from _texts(data[steps[0]], (*key, steps[0]), steps[1:])
    else:
        entries = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
        for step, value in entries:
            yield from _texts(value, (*key, step), steps[1:])
