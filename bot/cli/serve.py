"""`kreislotse serve`: everything a citizen needs, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import dataclasses
import sys
from http.client import HTTPConnection, HTTPException

from bot import log_file, preflight, processes
from bot import settings as environment
from bot.settings import Settings
from bot.supervisor import Supervisor

_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not bound to
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(port: int | None = None, host: str | None = None) -> int:
    """Start and supervise the edge, Rasa and the action server. Returns the exit code.

    Prints one line to standard output when citizens can be answered; everything else goes to standard error.
    """
    try:
        settings = _with(environment.load(), port, host)
        model = preflight.check(settings)
        processes.write_rasa_files(settings)
    except (preflight.NotStartable, ValueError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or 'var'} lässt sich nicht schreiben ({error.strerror}). Bitte Rechte prüfen.")
    parts = processes.parts(settings, model)
    for part in parts:
        log_file.rotate(part.log)
    return Supervisor(parts, lambda: is_ready(settings), lambda: _announce(settings)).run()


def is_ready(settings: Settings) -> bool:
    """Whether the edge says that every part answers."""
    host = "127.0.0.1" if settings.host in _EVERYWHERE else settings.host
    connection = HTTPConnection(host, settings.port, timeout=1.5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def address(settings: Settings) -> str:
    """The address to open in a browser on this machine."""
    host = "localhost" if settings.host in _EVERYWHERE + _LOOPBACK else settings.host
    return f"http://{host}:{settings.port}"


def _with(settings: Settings, port: int | None, host: str | None) -> Settings:
    return dataclasses.replace(
        settings, port=settings.port if port is None else port, host=settings.host if host is None else host
    )


def _announce(settings: Settings) -> None:
    print(f"Kreislotse ist bereit: {address(settings)}", flush=True)


def _fail(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1
