"""`kreislotse bench understanding`: labelled messages through the whole assistant, at a fixed clock."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from bot import model_file, paths, understanding

BLIND = paths.ROOT / "tests" / "sentences" / "blind.jsonl"
_NOW = "2026-11-23T10:00"
_NAMES = {
    "messages": "Nachrichten",
    "right": "Aspekt, Leistung und Ort richtig",
    "wrong_confident": "falsch und sicher",
    "municipality": "Ort richtig",
    "emergencies": "Notfälle erkannt",
    "false_alarms": "Fehlalarme",
    "out_of_scope": "Fremdes erkannt",
    "near_misses_kept": "Beinahe-Treffer nicht verwechselt",
    "vague_asked_back": "Vages nachgefragt",
    "calibration_error": "Kalibrierungsfehler (ECE)",
    "milliseconds_p50": "Millisekunden je Nachricht (Median)",
}


def bench_understanding(labels: Path | None, show_errors: bool, as_json: bool) -> int:
    """Print the figures; `show_errors` lists what went wrong (never for the blind set). Returns the exit code."""
    path = labels or BLIND
    model = model_file.newest()
    if model is None:
        print("FEHLER: Es gibt noch kein trainiertes Modell. Bitte zuerst: kreislotse train", file=sys.stderr)
        return 1
    if show_errors and path.resolve() == BLIND.resolve():
        print("FEHLER: Die blinden Prüfsätze messen nur; ihre Fehler werden nicht gezeigt.", file=sys.stderr)
        return 1
    try:
        read = understanding.read(path)
    except (OSError, ValueError) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    judged, seconds = asyncio.run(_judged(model, read))
    figures = understanding.summary(judged) | {"milliseconds_p50": round(statistics.median(seconds) * 1000, 1)}
    print(json.dumps(figures, ensure_ascii=False) if as_json else _readable(figures))
    if show_errors:
        for item in judged:
            if not item.right:
                print(json.dumps(_error(item), ensure_ascii=False))
    return 0


async def _judged(
    model: Path, conversations: list[understanding.Conversation]
) -> tuple[list[understanding.Judgement], list[float]]:
    from bot import quiet

    quiet.libraries()
    from bot.local_assistant import LocalAssistant, new_conversation
    from connectors.message import CitizenMessage

    assistant = LocalAssistant(model)
    judged: list[understanding.Judgement] = []
    seconds = []
    for conversation in conversations:
        name = new_conversation()
        buttons: list[dict[str, str]] = []
        for label in conversation.turns:
            payload = buttons[label.button - 1]["payload"] if label.button and label.button <= len(buttons) else None
            started = time.perf_counter()
            outcome = await assistant.say(
                CitizenMessage(name, label.text, payload, municipality=conversation.municipality, now=_NOW)
            )
            seconds.append(time.perf_counter() - started)
            buttons = outcome["buttons"]
            judged.append(understanding.judge(label, outcome))
    return judged, seconds


def _readable(figures: dict[str, Any]) -> str:
    lines = [f"{name:40} {_number(figures[key])}" for key, name in _NAMES.items()]
    groups = [f"  {name:38} {share:6.1%}  ({count})" for name, (count, share) in figures["groups"].items()]
    confused = [f"  {expected} → {got}: {count}" for expected, got, count in figures["confusion"]]
    return "\n".join([*lines, "", "Je Gruppe:", *groups, "", "Verwechselt:", *confused])


def _number(value: float) -> str:
    return f"{value:.1%}" if isinstance(value, float) and value <= 1 else f"{value}"


def _error(item: understanding.Judgement) -> dict[str, Any]:
    keys = ("status", "aspect", "service", "municipality", "candidates", "intent", "confidence")
    label = item.label
    return {
        "id": label.id,
        "text": label.text,
        "expected": [label.statuses, label.aspects, label.services, label.municipality],
        "got": [item.outcome[key] for key in keys],
        "wrong": [name for name in ("status", "aspect", "service", "municipality", "text") if not getattr(item, name)],
    }
