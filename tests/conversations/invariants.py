"""What holds of every outcome, whatever was said."""

from __future__ import annotations

import re
from typing import Any, get_args

from actions.outcome import LinkKind, SourceState, Status
from connectors.message import payload_to_command

ASPECTS = frozenset(
    {
        *("overview", "requirements", "documents", "fee", "duration", "online", "office", "appointment", "hours"),
        *("open_now", "contact", "address", "compare", "waste_dates", "waste_sorting", "parking", "journey"),
        *("departures", "warnings", "report", "progress"),
    }
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_URL = re.compile(r"(https?://|tel:\+?\d|mailto:)\S+")
_PLACEHOLDER = re.compile(r"\{\w*\}")
_PROGRAM = re.compile(r"Traceback|Error\b|Exception|\bNone\b|<[A-Za-z_.]+ object|sqlalchemy", re.IGNORECASE)
_FACTS = {
    "an amount": re.compile(r"\d\s*(€|Euro\b)"),
    "a clock time": re.compile(r"\d\s*Uhr\b|\b\d{1,2}:\d{2}\b"),
    "a phone number": re.compile(r"\+49[\d /()-]{4,}|\b0\d{2,5}[ /-]\d{3,}"),
}
# These carry national numbers (110, help lines) that stand above every source of an administration.
_WITHOUT_SOURCE = frozenset({"emergency"})


def faults(outcome: dict[str, Any]) -> list[str]:
    """Every rule of docs/contract.md that `outcome` (JSON types) breaks, in words; empty if it is sound."""
    text = str(outcome["text"])
    found = [
        ("empty text", not text.strip()),
        (f"status {outcome['status']}", outcome["status"] not in set(get_args(Status)) - {"error"}),
        (f"aspect {outcome['aspect']}", outcome["aspect"] not in (ASPECTS | {None}) - _no_aspect(outcome)),
        ("unfilled placeholder", bool(_PLACEHOLDER.search(text))),
        ("words of a program", bool(_PROGRAM.search(text))),
        ("answered without aspect", outcome["status"].startswith("answered") and outcome["aspect"] is None),
        ("candidates that are no buttons", not _offered(outcome)),
        *(
            (f"{what} without a source", bool(pattern.search(text)) and not outcome["sources"])
            for what, pattern in _FACTS.items()
            if outcome["status"] not in _WITHOUT_SOURCE and not _repeats_own_words(outcome)
        ),
        *((f"link {link}", not _is_link(link)) for link in outcome["links"]),
        *((f"button {button}", not _is_button(button)) for button in outcome["buttons"]),
        *((f"source {source}", not _is_source(source)) for source in outcome["sources"]),
        *(
            (f"{field} {outcome[field]}", not _is_slug(outcome[field]))
            for field in ("service", "municipality", "organisation")
        ),
    ]
    return [words for words, broken in found if broken]


def _repeats_own_words(outcome: dict[str, Any]) -> bool:
    """A form that shows the citizen's own phone number and time before it is sent."""
    return any(button["payload"].startswith("command=request") for button in outcome["buttons"])


def _no_aspect(outcome: dict[str, Any]) -> frozenset[str]:
    """Small talk, settings and the like carry none."""
    bare = outcome["status"] in ("smalltalk", "settings", "emergency", "handover", "out_of_scope")
    return ASPECTS if bare else frozenset()


def _offered(outcome: dict[str, Any]) -> bool:
    payloads = {button["payload"] for button in outcome["buttons"]}
    return {f"service={slug}" for slug in outcome["candidates"]} <= payloads


def _is_link(link: dict[str, Any]) -> bool:
    return link["kind"] in get_args(LinkKind) and bool(_URL.fullmatch(link["url"])) and bool(link["label"].strip())


def _is_button(button: dict[str, Any]) -> bool:
    return bool(button["title"].strip()) and payload_to_command(button["payload"]) is not None


def _is_source(source: dict[str, Any]) -> bool:
    dated = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", source["as_of"]))
    return dated and source["state"] in get_args(SourceState) and source["url"].startswith(("http://", "https://"))


def _is_slug(value: str | None) -> bool:
    return value is None or bool(_SLUG.fullmatch(value))
