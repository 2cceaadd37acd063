"""The coverage of the directory as one page: no script, nothing loaded from elsewhere, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from bot.cli import coverage_tables
from bot.cli.coverage_tables import Table
from bot.directory.coverage import Body

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #c4c4c4; --soft: #f2f4f7; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #16181b; --line: #4a4e55; --soft: #22262b; --link: #8ec1ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; }
.wide { overflow-x: auto; border: 1px solid var(--line); }
.wide:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { padding: .4rem .6rem; text-align: right; border-bottom: 1px solid var(--line); vertical-align: bottom; }
th:first-child { text-align: left; } thead th { background: var(--soft); }
th:first-child { position: sticky; left: 0; background: var(--soft); } td { white-space: nowrap; }
details { border: 1px solid var(--line); margin: .5rem 0; padding: 0 .8rem; }
summary { padding: .7rem 0; cursor: pointer; font-weight: 600; }
li { margin: .5rem 0; overflow-wrap: anywhere; } ul { padding-left: 1.2rem; }
li span { display: block; } code { font-size: .85rem; }
"""


_EXPLAINED = (
    "„Bestätigt“ hat eine Verwaltung. „Unbestätigt“ wird mit diesem Hinweis genannt. „Veraltet“ ist hinterlegt, "
    "wird aber nicht genannt. „Fehlt“ ist unbekannt. Bei „n von m“ zählt, was genannt wird."
)


def page(bodies: Sequence[Body], now: datetime) -> str:
    """The complete document; `now` stands in its head."""
    offices = {office.slug: office.name for body in bodies for office in body.offices}
    overview = coverage_tables.summary(bodies)
    parts = [
        _table(overview),
        _table(coverage_tables.matrix(bodies, offices=False)),
        _table(coverage_tables.matrix(bodies, offices=True)),
        "<h2>Was wo fehlt</h2>",
        *(_details(body, row, offices) for body, row in zip(bodies, overview.rows, strict=True)),
    ]
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kreislotse: Was das Verzeichnis weiß</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>Kreislotse: Was das Verzeichnis weiß</h1>
<p>Stand {now:%d.%m.%Y, %H:%M} Uhr. {_EXPLAINED}</p>
{"".join(parts)}
</main>
</body>
</html>
"""


def _table(table: Table) -> str:
    identity = escape(table.title.lower().replace(" ", "-"))
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in table.headers)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    # A wide table scrolls inside its frame; the frame takes the keyboard's focus so that it can be scrolled with keys.
    return (
        f'<h2 id="{identity}">{escape(table.title)}</h2><div class="wide" role="region" tabindex="0" '
        f'aria-labelledby="{identity}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _details(body: Body, row: tuple[str, ...], offices: dict[str, str]) -> str:
    lists = "".join(_list(table) for table in coverage_tables.gaps(body, offices) if table.rows)
    title = f"{body.name}: {row[-1]} fehlen, {row[-2]} veraltet"
    return f"<details><summary>{escape(title)}</summary>{lists}</details>"


def _list(table: Table) -> str:
    items = "".join(
        f"<li><strong>{escape(row[0])}</strong>{_pairs(table.headers[1:], row[1:])}</li>" for row in table.rows
    )
    return f"<h3>{escape(table.title)} ({len(table.rows)})</h3><ul>{items}</ul>"


def _pairs(headers: Iterable[str], cells: Iterable[str]) -> str:
    shown = ((header, escape(cell)) for header, cell in zip(headers, cells, strict=True) if cell)
    return "".join(
        f"<span>{header}: <code>{cell}</code></span>" if header == "Datei" else f"<span>{header}: {cell}</span>"
        for header, cell in shown
    )
