"""The processes of the assistant: how each is started, and the files Rasa is started with."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot import paths
from bot.settings import Settings
from bot.supervisor import Part

ENDPOINTS = "endpoints.yml"
CREDENTIALS = "credentials.yml"
TRACKER_STORE = "bot.tracker_store.RecentTrackerStore"

_QUIET = {
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "passive",
    "PYTHONUNBUFFERED": "1",
    "PYTHONWARNINGS": "ignore::DeprecationWarning,ignore::PendingDeprecationWarning,ignore::FutureWarning",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
}


def parts(settings: Settings, model: Path, var: Path = paths.VAR) -> list[Part]:
    """The public edge first: it stops first. Rasa and the action server listen on loopback only."""
    environment = _environment(settings)
    rasa = (
        *(sys.executable, "-m", "bot.rasa_server", "run", "--model", str(model)),
        *("--endpoints", str(var / ENDPOINTS), "--credentials", str(var / CREDENTIALS)),
        *("--interface", "127.0.0.1", "--port", str(settings.rasa_port)),
    )
    actions = (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port))
    logs = var / "log"
    return [
        Part("edge", "Webzugang", (sys.executable, "-m", "connectors"), environment, logs / "edge.log"),
        Part("rasa", "Sprachverstehen (Rasa)", rasa, environment, logs / "rasa.log"),
        # rasa_sdk has no option for the interface; it reads SANIC_HOST and else listens on every one.
        Part(
            "actions", "Auskunft (Actions)", actions, {**environment, "SANIC_HOST": "127.0.0.1"}, logs / "actions.log"
        ),
        Part("post", "Zustellung der Bitten", (sys.executable, "-m", "bot.handover"), environment, logs / "post.log"),
    ]


def write_rasa_files(settings: Settings, var: Path = paths.VAR) -> None:
    """Write Rasa's endpoints and credentials below `var`, readable for the owner only. Raises OSError."""
    (var / "log").mkdir(parents=True, exist_ok=True)
    endpoints = {
        # The actions need no domain: not sending it spares both processes the JSON of 50 intents per turn.
        "action_endpoint": {
            "url": f"http://127.0.0.1:{settings.actions_port}/webhook",
            "enable_selective_domain": True,
        },
        # Rasa's SQL store takes a complete URL; the edge deletes a conversation's events from the same database.
        "tracker_store": {"type": TRACKER_STORE, "url": settings.conversations_url},
    }
    _write(var / ENDPOINTS, endpoints)
    _write(var / CREDENTIALS, {"rest": None})


def _write(file: Path, content: object) -> None:
    """Written as JSON, which YAML includes. The database URL may hold a password."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        json.dump(content, opened, ensure_ascii=False, indent=2)


def _environment(settings: Settings, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    search_path = [str(paths.ROOT), *filter(None, [inherited.get("PYTHONPATH")])]
    return {
        **inherited,
        **_QUIET,
        "PYTHONPATH": os.pathsep.join(search_path),
        **settings_as_environment(settings),
    }


def settings_as_environment(settings: Settings) -> dict[str, str]:
    """The variables that make a child's `settings.load()` give `settings` again."""
    given: dict[str, str] = {}
    for name in Settings.__dataclass_fields__:
        value = getattr(settings, name)
        given[f"KREISLOTSE_{name.upper()}"] = ",".join(value) if isinstance(value, tuple) else str(value)
    return given
