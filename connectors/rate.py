"""Token buckets: how often a conversation or an address may ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_MAX_KEYS = 50_000
"""Buckets kept at once; beyond that the longest unused are forgotten, so that invented keys cannot fill the memory."""


class Buckets:
    """One bucket per key, holding `burst` tokens at first and gaining `rate` tokens a second."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Take one token of `key`. Returns 0.0 if there was one, else the seconds until there will be."""
        now = self._clock()
        level, since = self._levels.pop(key, (self._burst, now))
        level = min(self._burst, level + max(0.0, now - since) * self._rate)
        allowed = level >= 1.0
        self._levels[key] = (level - 1.0 if allowed else level, now)
        while len(self._levels) > _MAX_KEYS:
            self._levels.popitem(last=False)
        if allowed:
            return 0.0
        return (1.0 - level) / self._rate if self._rate > 0 else 3_600.0
