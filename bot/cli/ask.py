"""`kreislotse ask`: one turn, or a file of conversations, through the whole assistant."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import model_file, preflight, settings
from connectors import municipalities
from connectors.message import CitizenMessage


def ask(text: str | None, municipality: str | None, as_json: bool, batch: Path | None, now: str | None) -> int:
    """Print the outcome of `text`, or of every line of `batch`. Returns the exit code."""
    try:
        _check(text, municipality, batch, now)
        model = _model()
        preflight.check_directory(settings.load().directory_url)
        preflight.check_database(settings.load().conversations_url)
    except (ValueError, preflight.NotStartable) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    from bot import quiet

    quiet.libraries()
    from bot.local_assistant import LocalAssistant

    assistant = LocalAssistant(model)
    if batch is not None:
        return asyncio.run(_batch(assistant, batch, now))
    return asyncio.run(_one(assistant, text or "", municipality, as_json, now))


def _check(text: str | None, municipality: str | None, batch: Path | None, now: str | None) -> None:
    if (text is None) == (batch is None):
        raise ValueError(
            'Bitte eine Frage oder --batch DATEI angeben, z. B.: kreislotse ask "Was kostet ein Reisepass?"'
        )
    if municipality is not None and municipality not in _slugs():
        known = ", ".join(_slugs())
        raise ValueError(f"Die Gemeinde „{municipality}“ gibt es nicht. Möglich sind: {known}.")
    if now is not None:
        try:
            datetime.fromisoformat(now)
        except ValueError:
            raise ValueError(f"„{now}“ ist keine Uhrzeit. Bitte so schreiben: 2026-11-28T10:30") from None
    if batch is not None and not batch.is_file():
        raise ValueError(f"Die Datei {batch} gibt es nicht.")


def _model() -> Path:
    model = model_file.newest()
    if model is None:
        raise ValueError("Es gibt noch kein trainiertes Modell. Bitte zuerst: kreislotse train (oder: make run)")
    return model


def _slugs() -> list[str]:
    return [body.slug for body in municipalities.load()]


async def _one(assistant: Any, text: str, municipality: str | None, as_json: bool, now: str | None) -> int:
    from bot.local_assistant import new_conversation

    outcome = await assistant.say(CitizenMessage(new_conversation(), text, municipality=municipality, now=now))
    if as_json:
        print(json.dumps(outcome, ensure_ascii=False))
    else:
        print(_readable(outcome))
    return 0


async def _batch(assistant: Any, batch: Path, now: str | None) -> int:
    """One line out for each line in, in order; a broken line gets an error outcome and a reason."""
    for line in _lines(batch):
        print(json.dumps(await _conversation(assistant, line, now), ensure_ascii=False), flush=True)
    return 0


def _lines(batch: Path) -> Iterator[str]:
    # Wrong bytes are replaced, not fatal: every line of the file gets its answer.
    with batch.open(encoding="utf-8", errors="replace", newline="\n") as opened:
        for line in opened:
            if line.strip():
                yield line


async def _conversation(assistant: Any, line: str, now: str | None) -> dict[str, Any]:
    from bot.local_assistant import new_conversation
    from connectors.apology import load as apology

    entry: Any = None
    try:
        entry = json.loads(line)
        turns = _turns(entry)
    except (ValueError, RecursionError) as error:
        identity = entry.get("id") if isinstance(entry, dict) else None
        return {"id": identity, "outcomes": [apology()], "error": str(error)}
    municipality = entry.get("municipality")
    if municipality not in _slugs():
        municipality = None
    conversation = new_conversation()
    outcomes = [
        await assistant.say(CitizenMessage(conversation, turn, municipality=municipality, now=now)) for turn in turns
    ]
    return {"id": entry.get("id"), "outcomes": outcomes}


def _turns(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        raise ValueError("Die Zeile ist kein JSON-Objekt mit id und text oder turns.")
    turns = entry["turns"] if "turns" in entry else [entry.get("text", "")]
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise ValueError("text muss ein Text sein, turns eine Liste von Texten.")
    return turns


def _readable(outcome: dict[str, Any]) -> str:
    facts = [f"{name}: {outcome[name]}" for name in ("status", "aspect", "service", "municipality", "organisation")]
    buttons = [f"  [{button['title']}]" for button in outcome["buttons"]]
    files = []
    if outcome["service"]:
        files.append(f"data/directory/services/{outcome['service']}.yml")
    if outcome["municipality"]:
        files.append(f"data/directory/municipalities/{outcome['municipality']}.yml")
    understood = f"verstanden als: {outcome['intent']} ({outcome['confidence']})"
    return "\n".join([outcome["text"], *buttons, "", "—" * 40, understood, *facts, *(f"Datei: {f}" for f in files)])
