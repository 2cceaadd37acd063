"""Reading elements by local name: whatever the namespace, the prefix, the version or upper case.

Names are compared without underscores and in lower case, so that the camelCase of the XML and the snake_case of the
JSON shapes are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from bot.directory.exchange.objects import Id

GERMAN = "de"
_LONGEST_LANGUAGE = 5


@lru_cache(maxsize=4096)
def _normal(tag: str) -> str:
    return tag.rpartition("}")[2].replace("_", "").casefold()


def local(element: Any) -> str:
    """`{http://xoev.de/…}referenzLeiKa` → `referenzleika`"""
    return _normal(element.tag)


def children(element: Any, *names: str) -> Iterator[Any]:
    """The direct children with one of the names."""
    return (child for child in element if local(child) in names)


def child(element: Any, *names: str) -> Any:
    """The first direct child with one of the names, or None."""
    return next(children(element, *names), None)


def below(element: Any, *names: str) -> Any:
    """The first element with one of the names anywhere below, or None."""
    return next((found for found in element.iter() if found is not element and local(found) in names), None)


def text(element: Any) -> str:
    """The text of an element without white space around; empty for None."""
    return "" if element is None else (element.text or "").strip()


def rich_text(element: Any) -> str:
    """Markup: usually escaped in the text, sometimes written as elements."""
    inner = "".join(etree.tostring(part, encoding="unicode") for part in element if local(part) != "languagecode")
    return (element.text or "") + inner if inner else text(element)


def value(element: Any, *names: str) -> str:
    """The text of the first child with one of the names."""
    return text(child(element, *names))


def code(element: Any) -> str:
    """The code of a code list element: its child `code`, or its own text; empty for None."""
    if element is None:
        return ""
    return text(child(element, "code")) or text(element)


def attribute(element: Any, name: str) -> str:
    """An attribute by normalised name; JSON has it as a child."""
    for key, content in element.attrib.items():
        if _normal(key) == name:
            return str(content).strip()
    return value(element, name)


def identifier(element: Any, object_class: str = "") -> Id | None:
    """An Identifikator: text with schemeAgencyID and schemeID; None if there is none.

    A schemeID that only repeats the class of the object is left out: references do not give it.
    """
    if element is None:
        return None
    content = text(element) or value(element, "value")
    if not content:
        return None
    scheme = attribute(element, "schemeid")
    return Id(
        attribute(element, "schemeagencyid"), content, "" if _normal(scheme) == object_class.casefold() else scheme
    )


def language(element: Any) -> str | None:
    """The language of a localised text, `de` where none is given; None for one the directory has no room for."""
    tag = attribute(element, "languagecode") or GERMAN
    return tag if len(tag) <= _LONGEST_LANGUAGE else None


def german(elements: Iterable[Any]) -> str:
    """Of several localised texts the German one, else the first."""
    found = [(language(element), text(element) or value(element, "value")) for element in elements]
    return next((content for tag, content in found if tag == GERMAN), found[0][1] if found else "")
