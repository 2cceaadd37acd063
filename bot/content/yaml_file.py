"""Reading one YAML file together with the line of every value (libyaml, so that 300 files take well under a second)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.problems import ContentError, Problem

Key = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlFile:
    """`data` as plain Python types; `lines` maps a key path such as ("fees", "items", 0) to its line, from 1."""

    path: Path
    data: Any
    lines: dict[Key, int] = field(default_factory=dict)

    def line(self, key: Key) -> int:
        """The line of `key`, or of the nearest enclosing value that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def problem(self, key: Key, message: str) -> Problem:
        """A Problem at the line of `key`."""
        return Problem(self.path, self.line(key), message)


def read(path: Path) -> YamlFile:
    """Parse `path`. Raises ContentError for wrong encoding, broken YAML or a key given twice."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = "Die Datei ist nicht in UTF-8 gespeichert. Bitte im Editor „Speichern als UTF-8“ wählen."
        raise ContentError([Problem(path, line, message)]) from None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ContentError([Problem(path, line, _explain(error, text, line))]) from None
    except yaml.YAMLError as error:
        raise ContentError([Problem(path, 1, f"Die Datei enthält ein unerlaubtes Zeichen: {error}")]) from None
    lines: dict[Key, int] = {}
    problems: list[Problem] = []
    data = _build(node, (), lines, problems, path) if node else None
    if problems:
        raise ContentError(problems)
    return YamlFile(path, data, lines)


def _build(node: yaml.Node, key: Key, lines: dict[Key, int], problems: list[Problem], path: Path) -> Any:
    lines[key] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            name = _scalar(key_node)
            if name in mapping:
                message = f"„{name}“ steht zweimal. Bitte zusammenführen oder eine Angabe löschen."
                problems.append(Problem(path, key_node.start_mark.line + 1, message))
            inner: Key = (*key, name)
            mapping[name] = _build(value_node, inner, lines, problems, path)
            lines[inner] = key_node.start_mark.line + 1
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*key, i), lines, problems, path) for i, child in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    constructor = yaml.SafeLoader("")
    # Dates stay strings: the schema says which strings are dates, and 2023-02-31 gets a message of ours.
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    return constructor.construct_object(node)


def _explain(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    faulty = text.splitlines()[line - 1 : line]
    if faulty and "\t" in faulty[0]:
        return "Hier steht ein Tabulator. Bitte mit Leerzeichen einrücken."
    return f"Das ist kein gültiges YAML ({error.problem}). Bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen."
