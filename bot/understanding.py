"""How well answers fit what was asked: outcomes compared with labelled messages. Pure, apart from reading the labels.

A label (tests/sentences/README.md) lists every status, aspect and service that a fair judge would accept.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWERS = ("answered", "answered_partly")
_BINS = 10


@dataclass(frozen=True)
class Label:
    """What may be answered to a message. Empty `services` and `aspects`: not judged."""

    id: str
    text: str
    style: str
    statuses: tuple[str, ...]
    aspects: tuple[str, ...]
    services: tuple[str, ...]
    forbidden: tuple[str, ...]
    municipality: str | None
    button: int | None = None
    """Instead of a text: the nth button of the reply before, from 1."""
    contains: tuple[str, ...] = ()
    """One of these stands in the reply."""
    language: str | None = None


@dataclass(frozen=True)
class Conversation:
    """Labelled turns, held one after the other on the site of `municipality`; a single message is one turn."""

    municipality: str | None
    turns: tuple[Label, ...]


@dataclass(frozen=True)
class Judgement:
    """One outcome beside its label. `right`: everything fits; `wrong_confident`: answered, and something does not."""

    label: Label
    outcome: Mapping[str, Any]
    status: bool
    aspect: bool
    service: bool
    municipality: bool
    text: bool = True

    @property
    def right(self) -> bool:
        """Whether a fair judge would accept the outcome."""
        return self.status and self.aspect and self.service and self.municipality and self.text

    @property
    def wrong_confident(self) -> bool:
        """The worst: a wrong answer given as if it were right."""
        return self.outcome["status"] in ANSWERS and not self.right


def read(path: Path) -> list[Conversation]:
    """One message or conversation a line. Raises ValueError naming the line."""
    conversations = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            turns = entry.get("turns")
            labels = (
                tuple(_label(turn, f"{entry['id']}/{i}", "Gespräch") for i, turn in enumerate(turns, start=1))
                if turns
                else (_label(entry, entry["id"], entry["style"]),)
            )
            conversations.append(Conversation(entry["municipality"] if turns else None, labels))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: Das ist kein Prüfsatz ({error}).") from None
    return conversations


def _label(entry: Mapping[str, Any], name: str, style: str) -> Label:
    return Label(
        id=name,
        text="" if "button" in entry else entry["text"],
        style=style,
        statuses=tuple(entry["status"]),
        aspects=(entry["aspect"], *entry.get("aspect_also", ())) if entry.get("aspect") else (),
        services=tuple(entry.get("service", ())),
        forbidden=tuple(entry.get("forbidden_service", ())),
        municipality=entry.get("municipality"),
        button=entry.get("button"),
        contains=tuple(entry.get("contains_any", ())),
        language=entry.get("language"),
    )


def judge(label: Label, outcome: Mapping[str, Any]) -> Judgement:
    """Only an answer can name a wrong aspect, service or place; a question back must offer a right service."""
    answered = outcome["status"] in ANSWERS
    aspect = not answered or not label.aspects or outcome["aspect"] in label.aspects
    service = True
    if answered:
        service = outcome["service"] not in label.forbidden
        service = service and (not label.services or outcome["service"] in label.services)
    elif outcome["candidates"] and label.services:
        service = any(slug in label.services for slug in outcome["candidates"])
    place = not answered or label.municipality is None or outcome["municipality"] == label.municipality
    told = outcome["text"].casefold()
    text = outcome["status"] == "clarify" or not label.contains or any(t.casefold() in told for t in label.contains)
    spoken = label.language is None or outcome["language"].split("-")[0] == label.language.split("-")[0]
    return Judgement(label, outcome, outcome["status"] in label.statuses, aspect, service, place, text and spoken)


def summary(judged: Sequence[Judgement]) -> dict[str, Any]:
    """The figures of the issue: shares from 0 to 1, over all and per group."""
    groups: dict[str, list[Judgement]] = {}
    for item in judged:
        for group in (f"Stil {item.label.style}", f"Aspekt {item.label.aspects[0]}" if item.label.aspects else ""):
            if group:
                groups.setdefault(group, []).append(item)
    named = [item for item in judged if item.label.municipality and item.outcome["status"] in ANSWERS]
    danger = [item for item in judged if item.label.statuses == ("emergency",)]
    harmless = [item for item in judged if "emergency" not in item.label.statuses]
    outside = [item for item in judged if item.label.statuses == ("out_of_scope",)]
    near = [item for item in judged if item.label.forbidden]
    vague = [item for item in judged if item.label.statuses == ("clarify",)]
    return {
        "messages": len(judged),
        "right": _share(item.right for item in judged),
        "wrong_confident": _share(item.wrong_confident for item in judged),
        "municipality": _share(item.municipality for item in named),
        "emergencies": _share(item.status for item in danger),
        "false_alarms": _share(item.outcome["status"] == "emergency" for item in harmless),
        "out_of_scope": _share(item.status for item in outside),
        "near_misses_kept": _share(not item.wrong_confident or item.service for item in near),
        "vague_asked_back": _share(item.status for item in vague),
        "calibration_error": round(calibration_error(judged), 4),
        "groups": {name: [len(items), _share(i.right for i in items)] for name, items in sorted(groups.items())},
        "confusion": [[*pair, n] for pair, n in confusions(judged).most_common(20)],
    }


def calibration_error(judged: Sequence[Judgement]) -> float:
    """Expected calibration error of the model's confidence over ten bins of equal width: how far it is from being right
    as often as it says (Guo et al. 2017, "On Calibration of Modern Neural Networks")."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for item in judged:
        confidence = float(item.outcome["confidence"] or 0.0)
        bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, item.status and item.aspect))
    gaps = (abs(sum(c for c, _ in found) - sum(hit for _, hit in found)) for found in bins.values())
    return sum(gaps) / len(judged) if judged else 0.0


def confusions(judged: Sequence[Judgement]) -> Counter[tuple[str, str]]:
    """How often what was expected became what: aspect or status."""
    pairs = ((_expected(item.label), _got(item.outcome)) for item in judged if not (item.status and item.aspect))
    return Counter(pairs)


def _expected(label: Label) -> str:
    return label.aspects[0] if label.aspects else label.statuses[0]


def _got(outcome: Mapping[str, Any]) -> str:
    return str(outcome["aspect"] if outcome["status"] in ANSWERS else outcome["status"])


def _share(hits: Any) -> float:
    found = list(hits)
    return round(sum(map(bool, found)) / len(found), 4) if found else 1.0
