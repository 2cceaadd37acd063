"""What must be true before the processes are started; each fault is one German line."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sqlite3
from pathlib import Path

from bot import model_file, paths
from bot.settings import Settings

_SQLITE = "sqlite:///"


class NotStartable(Exception):
    """The message is German, one line, and says what to do."""


def check(settings: Settings, var: Path = paths.VAR, models: Path = paths.MODELS) -> Path:
    """The model to start with. Raises NotStartable."""
    model = model_file.newest(models)
    if model is None:
        raise NotStartable(
            f"In {models} liegt kein trainiertes Modell. Bitte zuerst: kreislotse train (oder: make run)"
        )
    check_directory(settings.directory_url)
    check_writable(var)
    check_database(settings.conversations_url)
    check_port(
        settings.host, settings.port, "Bitte einen anderen wählen: kreislotse serve --port " + str(settings.port + 1)
    )
    check_port("127.0.0.1", settings.rasa_port, "Bitte einen anderen wählen: KREISLOTSE_RASA_PORT")
    check_port("127.0.0.1", settings.actions_port, "Bitte einen anderen wählen: KREISLOTSE_ACTIONS_PORT")
    return model


def check_writable(folder: Path) -> None:
    """Raises NotStartable unless files can be made in `folder`."""
    probe = folder / f".schreibprobe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise NotStartable(
            f"In {folder} kann nicht geschrieben werden ({error.strerror}). Bitte Rechte prüfen."
        ) from None


def check_directory(url: str) -> None:
    """Raises NotStartable if the SQLite file of the directory is missing. Other databases are left to the actions."""
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).is_file():
        raise NotStartable("Das Verzeichnis ist noch leer. Bitte zuerst: kreislotse import (oder: make run)")


def check_database(url: str) -> None:
    """Raises NotStartable unless a SQLite file at `url` can be written. Other databases are left to the edge."""
    if not url.startswith(_SQLITE) or "?" in url or url == _SQLITE:
        return
    file = Path(url.removeprefix(_SQLITE))
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=3)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
    except sqlite3.Error as error:
        raise NotStartable(
            f"Die Gesprächsdatenbank {file} lässt sich nicht öffnen oder nicht beschreiben ({error}). "
            "Bitte Pfad, Rechte und freien Platz prüfen (KREISLOTSE_CONVERSATIONS_URL)."
        ) from None


def check_port(host: str, port: int, advice: str) -> None:
    """Raises NotStartable, ending with `advice`, unless `port` of `host` is free."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with contextlib.closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise NotStartable(f"Port {port} ist schon belegt. {advice}") from None
        reason = getattr(error, "strerror", None) or error
        raise NotStartable(f"Die Adresse {host}:{port} lässt sich nicht öffnen ({reason}). {advice}") from None
