"""Objects of XZuFi as JSON → the same elements as from XML.

The interface description of the PVOG does not say what `xzufiObjekte` contains; public clients read a string with one
XZuFi message. Understood here: such a string, a list of them, and a list of objects in the shapes of the FIM portal
(`{"leistung": {…}}`, snake_case or camelCase; `{"schreibe": {…}}`, `{"loesche": {…}}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

_WRAPPERS = ("schreibe", "xzufiObjekte", "objekte")
_TEXT = ("value", "_value", "text", "#text")


def parts(page: Any) -> Iterator[str | list[Any]]:
    """XML messages as strings, and lists of elements."""
    if isinstance(page, str):
        if page.strip():
            yield page
    elif isinstance(page, list):
        for part in page:
            yield from parts(part)
    elif isinstance(page, dict):
        for name, content in page.items():
            if name in _WRAPPERS:
                yield from parts(content)
            else:
                yield [element(name, entry) for entry in (content if isinstance(content, list) else [content])]


def element(name: str, content: Any) -> Any:
    """One element; lists become repeated children, null is left out."""
    made = etree.Element(re.sub(r"\W", "", name))
    if isinstance(content, dict):
        for key, entry in content.items():
            if key in _TEXT and not isinstance(entry, (dict, list)):
                made.text = _text(entry)
            else:
                made.extend(
                    element(key, one) for one in (entry if isinstance(entry, list) else [entry]) if one is not None
                )
    elif content is not None:
        made.text = _text(content)
    return made


def _text(content: Any) -> str:
    return ("true" if content else "false") if isinstance(content, bool) else str(content or "")
