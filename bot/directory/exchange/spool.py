"""Objects that have to wait for others: kept in a temporary file, so that memory stays flat."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import Any


class Spool:
    """First in, first out, any number of times."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="kreislotse-")  # noqa: SIM115 - closed in `close`
        self._count = 0

    def put(self, entry: Any) -> None:
        """Add an entry at the end."""
        pickle.dump(entry, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Any]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 - as above

    def close(self) -> None:
        """The entries are gone."""
        self._file.close()
