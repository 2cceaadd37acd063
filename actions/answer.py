"""What an action decides, before it is put into words: phrases by key with their facts, links and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.outcome import LinkKind, Status
from bot.directory.facts import Source


@dataclass(frozen=True)
class LinkFact:
    """A link; its label is worded by `link.<kind>` with `name` and `value`."""

    kind: LinkKind
    url: str
    name: str
    value: str = ""


@dataclass(frozen=True)
class Phrase:
    """One paragraph: `key` names the wording in data/answers, `values` fill its placeholders."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    links: tuple[LinkFact, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A quick reply: `title` is data (a name); where it is None, the wording `button.<key>` is used."""

    payload: str
    title: str | None = None
    key: str = ""


@dataclass(frozen=True)
class Answer:
    """The decision of one turn. `remember` holds slots to set beside service, municipality and aspect."""

    status: Status
    phrases: tuple[Phrase, ...]
    aspect: str | None = None
    service: str | None = None
    municipality: str | None = None
    organisation: str | None = None
    candidates: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    remember: dict[str, Any] = field(default_factory=dict)
