"""What is wrong with a file that is no YAML, in German and with the line where the editor should look."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.content.problems import Problem

_TAB = "Hier steht ein Tabulator. Bitte mit Leerzeichen einrücken."
_QUOTES = "Ein Text in Anführungszeichen endet nicht richtig. Bitte das schließende Anführungszeichen prüfen."
_AFTER_QUOTES = "Nach dem schließenden Anführungszeichen geht der Text weiter. Bitte den ganzen Text in '…' setzen."
_COLON = 'Ein Doppelpunkt mit Leerzeichen steht mitten im Text. Bitte den ganzen Text in "…" setzen.'
_SPACE = "Nach dem Doppelpunkt fehlt ein Leerzeichen. Bitte so schreiben: name: Wert"
_INDENT = "Die Zeile ist anders eingerückt als ihre Nachbarn. Bitte die Leerzeichen am Anfang prüfen."
_NO_COLON = "Hier fehlt der Doppelpunkt. Bitte so schreiben: name: Wert"
_SIGN = 'Ein Text darf nicht mit diesem Zeichen beginnen. Bitte den ganzen Text in "…" setzen.'
_ADVICE = {
    "could not find expected ':'": _NO_COLON,
    "cannot start any token": _SIGN,
    "undefined alias": _SIGN,
    "undefined tag handle": _SIGN,
    "alphabetic or numeric character": _SIGN,
    "expected ',' or ']'": "Eine eckige Klammer oder ein Komma fehlt. Bitte so schreiben: [eins, zwei]",
    "expected ',' or '}'": "Eine geschweifte Klammer oder ein Komma fehlt. Bitte so schreiben: {eur: 6.00}",
    "escape character": "In \"…\" hat \\ eine besondere Bedeutung. Bitte '…' verwenden oder \\\\ schreiben.",
    "block sequence entries are not allowed": "Ein Strich steht an falscher Stelle. Listen bitte so: je Zeile „- …“",
    "did not find expected": _INDENT,
}
# Where libyaml gives up lies after the fault: the place where it began to read that part is the better one.
_BEGINNING = ("could not find expected ':'", "did not find expected ',' or", "found unknown escape character")


def explain(  # noqa: PLR0911 - one return per kind of fault reads best
    path: Path, error: yaml.MarkedYAMLError, text: str, quoted: int | None
) -> Problem:
    """`quoted`: the line where the last text in quotation marks began that goes over several lines, if any."""
    lines = ["", *text.splitlines(), ""]
    fault, context = str(error.problem), str(error.context)
    marks = (error.context_mark, error.problem_mark) if fault.startswith(_BEGINNING) else (error.problem_mark,)
    line = min(next((mark.line + 1 for mark in marks if mark is not None), 1), len(lines) - 2)
    faulty = lines[line]
    if "\t" in faulty[: len(faulty) - len(faulty.lstrip())]:
        return Problem(path, line, _TAB)
    if "unexpected end of stream" in fault and "quoted" in context and error.context_mark is not None:
        return Problem(path, error.context_mark.line + 1, _QUOTES)
    if quoted is not None:
        return Problem(path, quoted, _QUOTES)
    if re.search(r""":\s+(?:"[^"]*"|'[^']*')\s*[^\s#]""", faulty):
        return Problem(path, line, _AFTER_QUOTES)
    if "mapping values are not allowed" in fault:
        return _colon(path, lines, line)
    if "could not find expected ':'" in fault and re.match(r"[ -]*\w+:\S", faulty):
        return Problem(path, line, _SPACE)
    advice = next((advice for words, advice in _ADVICE.items() if words in fault), None)
    return Problem(path, line, advice or f"Das ist kein gültiges YAML ({fault}).")


def twice(names: list[str]) -> str:
    """What to do about names that one entry has twice."""
    if len(names) == 1:
        return f"„{names[0]}“ steht zweimal. Bitte eine Angabe löschen."
    listed = ", ".join(f"„{name}“" for name in names)
    return f"Ab hier steht {listed} zweimal. Fehlt davor die Zeile, mit der ein neuer Eintrag beginnt? Bitte ergänzen."


def _colon(path: Path, lines: list[str], line: int) -> Problem:
    """A colon where none may stand: in this line, or because of the one before."""
    if re.search(r":\s+\S.*:(\s|$)", lines[line]):
        return Problem(path, line, _COLON)
    before = lines[line - 1]
    level = len(lines[line]) - len(lines[line].lstrip())
    if level == len(before) - len(before.lstrip(" -")):
        if re.match(r"[ -]*\w+:\S", before):
            return Problem(path, line - 1, _SPACE)
        if ":" not in before:
            return Problem(path, line - 1, _NO_COLON)
    return Problem(path, line, _INDENT)
