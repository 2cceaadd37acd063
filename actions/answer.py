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
    """One paragraph, or a part of one: `key` names the wording in data/answers, `values` fill its placeholders.

    A value is a text (a name: the same in every language), a date, another Phrase, or one of actions/values.py;
    None leaves out the line that needs it.
    """

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    links: tuple[LinkFact, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A quick reply: `title` is a value (see Phrase); where it is None, the wording `button.<key>` is used."""

    payload: str
    title: Any = None
    key: str = ""


@dataclass(frozen=True)
class Answer:
    """The decision of one turn. `remember` holds slots to set beside service, municipality and aspect.

    `language`: a tag of bot/languages.py if the citizen has just chosen it, for this reply and all that follow.
    """

    status: Status
    phrases: tuple[Phrase, ...]
    aspect: str | None = None
    service: str | None = None
    municipality: str | None = None
    organisation: str | None = None
    candidates: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    remember: dict[str, Any] = field(default_factory=dict)
    language: str | None = None
