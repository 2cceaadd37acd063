"""The outcome of one citizen message: the public interface of every turn (docs/contract.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypedDict

Status = Literal[
    "answered",
    "answered_partly",
    "clarify",
    "handover",
    "emergency",
    "out_of_scope",
    "smalltalk",
    "settings",
    "error",
]
LinkKind = Literal["online_service", "form", "appointment", "source", "map", "phone", "email", "website"]
SourceState = Literal["verified", "unverified", "expired", "example"]


@dataclass(frozen=True)
class Button:
    """A quick reply. `payload` is opaque to clients; connectors/message.py turns it into a command."""

    title: str
    payload: str


@dataclass(frozen=True)
class Link:
    """A link of the answer; phone and e-mail links carry `tel:` and `mailto:` URLs."""

    label: str
    url: str
    kind: LinkKind


@dataclass(frozen=True)
class SourceNote:
    """Where a fact came from. `as_of` is an ISO date; `title` says in words what the source is."""

    url: str
    as_of: str
    state: SourceState
    title: str = ""


@dataclass(frozen=True)
class Outcome:
    """One outcome ends every turn, whatever happened inside."""

    status: Status
    text: str
    aspect: str | None = None
    service: str | None = None
    municipality: str | None = None
    organisation: str | None = None
    candidates: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    language: str = "de"
    intent: str | None = None
    confidence: float | None = None
    expects: str | None = None
    """What a bare answer would settle: `service`, `municipality`; `request` while the form for a callback is open."""

    def to_json(self) -> dict[str, Any]:
        """The outcome as plain JSON types, lists for tuples."""
        return asdict(self, dict_factory=_with_lists)


class RasaReply(TypedDict, total=False):
    """One message of Rasa's REST channel as far as the edge reads it."""

    custom: dict[str, Any]


def _with_lists(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in pairs}
