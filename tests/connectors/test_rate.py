"""Token buckets with a clock of our own."""

from __future__ import annotations

import pytest

from connectors.rate import Buckets


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_the_rate() -> None:
    clock = Clock()
    buckets = Buckets(rate=2.0, burst=3, clock=clock)
    assert [buckets.wait("a") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert buckets.wait("a") == pytest.approx(0.5)
    assert buckets.wait("b") == 0.0
    clock.now += 0.5
    assert buckets.wait("a") == 0.0
    assert buckets.wait("a") > 0.0


def test_never_more_than_the_burst() -> None:
    clock = Clock()
    buckets = Buckets(rate=1.0, burst=2, clock=clock)
    buckets.wait("a")
    clock.now += 1_000
    assert [buckets.wait("a") == 0.0 for _ in range(3)] == [True, True, False]


def test_invented_keys_do_not_fill_the_memory() -> None:
    buckets = Buckets(rate=1.0, burst=2, clock=Clock())
    for number in range(50_010):
        buckets.wait(str(number))
    assert len(buckets._levels) == 50_000


def test_a_rate_of_zero_waits_long() -> None:
    buckets = Buckets(rate=0.0, burst=1, clock=Clock())
    assert buckets.wait("a") == 0.0
    assert buckets.wait("a") == 3_600.0
