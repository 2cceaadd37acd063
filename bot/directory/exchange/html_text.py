"""HTML of text modules ↔ plain items: a list's entries and paragraphs become items, links are kept as text."""

from __future__ import annotations

import html
from collections.abc import Sequence
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr"),
        *("section", "article", "blockquote", "hr", "pre"),
    )
)
_SILENT = frozenset(("script", "style", "head", "title"))


def items(markup: str) -> tuple[str, ...]:
    """`<ul><li>Pass</li></ul><p>Bild</p>` → ("Pass", "Bild"); white space is folded, empty items are left out."""
    parser = _Items()
    parser.feed(markup)
    parser.close()
    parser.end_item()
    return tuple(parser.found)


def markup(texts: Sequence[str]) -> str:
    """One text as it is, several as a list; `items` gives them back."""
    if len(texts) == 1:
        return html.escape(texts[0], quote=False)
    return "<ul>" + "".join(f"<li>{html.escape(text, quote=False)}</li>" for text in texts) + "</ul>"


class _Items(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._item: list[str] = []
        self._link: tuple[str, int] | None = None
        self._silent = 0

    def end_item(self) -> None:
        """What has been read since the last block is one item."""
        if folded := " ".join("".join(self._item).split()):
            self.found.append(folded)
        self._item = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.end_item()
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self._item))

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.end_item()
        elif tag in ("td", "th"):
            self._item.append(" ")
        elif tag == "a" and self._link is not None:
            self._end_link(*self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._item.append(data)

    def _end_link(self, target: str, start: int) -> None:
        """`<a href="https://…">Antrag</a>` → `Antrag (https://…)`, unless the text is the address itself."""
        address = target.removeprefix("mailto:").removeprefix("tel:").strip()
        shown = "".join(self._item[start:])
        if address and address not in shown and target.startswith(("http://", "https://", "mailto:", "tel:")):
            self._item.append(f" ({address})")
