"""The logs of the child processes: bounded in size, one old copy each."""

from __future__ import annotations

import shutil
from pathlib import Path

_LIMIT = 5 * 1024**2
"""Bytes from which a log is put aside."""


def rotate(log: Path, limit: int = _LIMIT) -> None:
    """Copy a log of at least `limit` bytes to `<name>.1` and empty it; its writer appends and notices nothing."""
    try:
        if log.stat().st_size >= limit:
            shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            with log.open("r+b") as opened:
                opened.truncate(0)
    except OSError:
        return


def last_line(log: Path, limit: int = 300) -> str:
    """The last line with content, at most `limit` characters; a placeholder if there is none."""
    try:
        with log.open("rb") as opened:
            opened.seek(max(0, log.stat().st_size - 8_192))
            lines = opened.read().decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    written = [line.strip() for line in lines if line.strip()]
    return written[-1][:limit] if written else "keine Meldung"
