"""What operators watch, in Prometheus text format. Numbers only, nothing of what was said."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from connectors.gateway import Ending

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.01, 0.02, 0.03, 0.045, 0.06, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._turns = Counter("kreislotse_turns", "Turns by status of the outcome", ["status"], registry=self._registry)
        self._endings = Counter("kreislotse_rasa_replies", "Turns by ending", ["ending"], registry=self._registry)
        self._empty = Counter("kreislotse_empty_replies", "Turns without an outcome", registry=self._registry)
        self._seconds = Histogram(
            "kreislotse_turn_seconds",
            "Seconds from the gateway to the outcome",
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._limited = Counter("kreislotse_rate_limited", "Refused requests", ["kind"], registry=self._registry)
        self.in_flight = Gauge("kreislotse_requests_in_flight", "Requests being answered", registry=self._registry)

    def turn(self, status: str, seconds: float, ending: Ending) -> None:
        """Count one turn."""
        self._turns.labels(status).inc()
        self._endings.labels(ending).inc()
        self._seconds.observe(seconds)
        if ending != "outcome":
            self._empty.inc()

    def limited(self, kind: str) -> None:
        """Count one refused request."""
        self._limited.labels(kind).inc()

    def text(self) -> bytes:
        """All numbers."""
        return bytes(generate_latest(self._registry))
