"""`kreislotse bench load`: conversations against a running server on this machine; figures, no judgement."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from typing import Any
from urllib.parse import urlsplit

import aiohttp

_TURNS = (
    "Was kostet ein neuer Personalausweis in Dülmen?",
    "und welche Unterlagen brauche ich?",
    "Öffnungszeiten Bürgerbüro Coesfeld",
    "wo melde ich mein Auto an",
    "Wer wird eigentlich Weltmeister?",
    "danke dir",
)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def bench_load(url: str, users: int, seconds: float, as_json: bool) -> int:
    """Turns per second, p50, p95, p99 in ms, errors, memory in MB. Returns the exit code."""
    if urlsplit(url).hostname not in _LOOPBACK:
        print("FEHLER: Gemessen wird nur auf diesem Rechner (localhost).", file=sys.stderr)
        return 1
    try:
        taken, errors = asyncio.run(_run(url, users, seconds))
    except aiohttp.ClientError as error:
        print(f"FEHLER: {url} antwortet nicht ({error}). Läuft kreislotse serve?", file=sys.stderr)
        return 1
    if not taken:
        print("FEHLER: In der Zeit kam keine Antwort.", file=sys.stderr)
        return 1
    cuts = statistics.quantiles(taken, n=100) if len(taken) > 1 else taken * 99
    figures = {
        "users": users,
        "turns": len(taken),
        "turns_per_second": round(len(taken) / seconds, 1),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "p99_ms": round(cuts[98], 1),
        "errors": errors,
        "memory_mb": _memory(),
    }
    print(json.dumps(figures) if as_json else "\n".join(f"{name}: {value}" for name, value in figures.items()))
    return 0


async def _run(url: str, users: int, seconds: float) -> tuple[list[float], int]:
    taken: list[float] = []
    errors = 0
    end = time.perf_counter() + seconds

    async def one(session: aiohttp.ClientSession) -> None:
        nonlocal errors
        turn = 0
        while time.perf_counter() < end:
            opened = await _open(session, url)
            for _ in range(12):
                if time.perf_counter() >= end:
                    return
                started = time.perf_counter()
                good = await _say(session, url, opened, _TURNS[turn % len(_TURNS)])
                taken.append((time.perf_counter() - started) * 1000)
                errors += not good
                turn += 1

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(one(session) for _ in range(users)))
    return taken, errors


async def _open(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.post(f"{url}/api/v1/conversations", json={}) as response:
        response.raise_for_status()
        opened: dict[str, Any] = await response.json()
        return opened


async def _say(session: aiohttp.ClientSession, url: str, opened: dict[str, Any], text: str) -> bool:
    address = f"{url}/api/v1/conversations/{opened['conversation']}/messages"
    headers = {"Authorization": f"Bearer {opened['token']}"}
    async with session.post(address, json={"text": text}, headers=headers) as response:
        if response.status != 200:
            return False
        answered = await response.json()
        return bool(answered["messages"][0]["status"] != "error")


def _memory() -> float:
    """Proportional memory (PSS) of all processes of this checkout's Python, in MB."""
    from pathlib import Path

    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            if Path(command[0].decode()).resolve() != Path(sys.executable).resolve() or b"bench" in command:
                continue
            rollup = (process / "smaps_rollup").read_text()
        except (OSError, IndexError, ValueError):
            continue
        total += int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))
    return round(total / 1024, 1)
