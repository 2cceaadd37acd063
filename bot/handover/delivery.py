"""Whether and where requests to an office are delivered, from the staff file and the settings; live without restart."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot import paths
from bot.content import deliveries
from bot.content.problems import ContentError
from bot.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Target:
    """An address and how to reach it."""

    kind: Literal["email", "webhook"]
    address: str


class Deliveries:
    """The staff file, read again when it changes. While somebody breaks it, the last good state holds."""

    def __init__(self, settings: Settings, path: Path | None = None) -> None:
        """`path`: another file than data/handover/delivery.yml."""
        self._settings = settings
        self._path = path
        self._stamp: tuple[Path, int] | None = None
        self._entries: dict[str, deliveries.DeliveryEntry] = {}

    def target(self, organisation: str, body: str) -> Target | None:
        """Where requests to `organisation` go: its own address, else that of its administration (slugs).

        None if the staff files name none, or the operator has not set up the way there.
        """
        entries = self._read()
        entry = entries.get(organisation) or entries.get(body)
        if entry is None:
            return None
        if entry.email is not None:
            return Target("email", entry.email) if self._settings.smtp_host and self._settings.smtp_sender else None
        return Target("webhook", str(entry.webhook)) if self._settings.webhook_secret else None

    def _read(self) -> dict[str, deliveries.DeliveryEntry]:
        path = self._path or paths.DELIVERY
        try:
            stamp = (path, path.stat().st_mtime_ns)
            if stamp != self._stamp:
                self._entries, self._stamp = deliveries.load(path), stamp
        except FileNotFoundError:
            self._entries, self._stamp = {}, None
        except (ContentError, OSError) as error:
            _log.error("%s is unreadable: %s", path.name, type(error).__name__)
        return self._entries
