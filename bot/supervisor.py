"""Keeps the processes of the assistant running: starts them, restarts what died, stops them all.

Single-threaded on purpose: on Linux a child is tied to the thread that started it (PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from bot import child_process, log_file

_TICK = 0.2
"""Seconds between two looks at the children."""

BACK_OFF = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before the first, second, … restart in a row."""

_SETTLED = 60.0
"""Seconds after which a part counts as healthy again, so that its next restart is immediate."""

_GRACE = 8.0
"""Seconds that all parts together get to stop by themselves; `serve` promises ten."""

_DEATHS_BEFORE_GIVING_UP = 3
"""Deaths of one part before the assistant was ever ready: waiting longer would not help."""


@dataclass(frozen=True)
class Part:
    """One child process. `label` is what the operator reads."""

    name: str
    label: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path


class _Child:
    """A part and its current process."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.restart_at: float | None = 0.0
        self.deaths = 0

    def start(self) -> None:
        self.process = child_process.start(self.part.command, self.part.environment, self.part.log)
        self.started = time.monotonic()
        self.restart_at = None

    def died(self) -> int | None:
        """The exit code if the process has just been found dead, else None."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        child_process.kill_group(self.process)
        self.process = None
        self.deaths = 1 if time.monotonic() - self.started > _SETTLED else self.deaths + 1
        return code

    def schedule_restart(self) -> float:
        wait = BACK_OFF[min(self.deaths - 1, len(BACK_OFF) - 1)]
        self.restart_at = time.monotonic() + wait
        return wait


class Supervisor:
    """Runs `parts` until a signal asks to stop.

    `is_ready` tells whether citizens can be answered; `announce` is called once when it first does. `report` gets one
    German line for everything an operator should know.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        is_ready: Callable[[], bool],
        announce: Callable[[], None],
        report: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),
        start_timeout: float = 240.0,
    ) -> None:
        self._children = [_Child(part) for part in parts]
        self._is_ready = is_ready
        self._announce = announce
        self._report = report
        self._start_timeout = start_timeout
        self._stop_requests = 0
        self._announced = False

    def run(self) -> int:
        """Returns the exit code: 0 after a requested stop, 1 if the assistant never became ready."""
        before = {number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            return self._watch()
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self) -> None:
        """Ask `run` to stop; a second request does not wait for the parts any more."""
        self._stop_requests += 1

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def _watch(self) -> int:
        deadline = time.monotonic() + self._start_timeout
        next_look = log_check = time.monotonic()
        while not self._stop_requests:
            for child in self._children:
                if not self._look_after(child):
                    return 1
            now = time.monotonic()
            if not self._announced and now >= next_look:
                self._announced = self._is_ready()
                next_look = time.monotonic() + 0.5
                if self._announced:
                    self._announce()
                elif now > deadline:
                    self._report(
                        f"Kreislotse wurde in {self._start_timeout:.0f} s nicht bereit. Protokolle: {self._logs()}"
                    )
                    return 1
            if now - log_check > _SETTLED:
                log_check = now
                for child in self._children:
                    log_file.rotate(child.part.log)
            time.sleep(_TICK)
        return 0

    def _look_after(self, child: _Child) -> bool:
        """Start or restart `child` where needed. False if it is hopeless."""
        if (code := child.died()) is not None:
            reason = log_file.last_line(child.part.log)
            if not self._announced and child.deaths >= _DEATHS_BEFORE_GIVING_UP:
                self._report(f"{child.part.label} startet nicht: {reason} (Protokoll: {child.part.log})")
                return False
            wait = child.schedule_restart()
            when = f"in {wait:.0f} s" if wait else "sofort"
            how = f"Signal {-code}" if code < 0 else f"Code {code}"
            self._report(f"{child.part.label} wurde beendet ({how}), Neustart {when}. Zuletzt: {reason}")
        if child.restart_at is not None and time.monotonic() >= child.restart_at:
            child.start()
        return True

    def _logs(self) -> str:
        return ", ".join(str(child.part.log) for child in self._children)

    def _stop_all(self) -> None:
        """The first part (the edge) stops first, so that answers under way still reach their citizens."""
        deadline = time.monotonic() + _GRACE
        running = [child.process for child in self._children if child.process is not None]
        self._terminate(running[:1], min(deadline, time.monotonic() + _GRACE / 2))
        self._terminate(running[1:], deadline)
        for process in running:
            child_process.kill_group(process)
            process.wait()

    def _terminate(self, processes: Sequence[subprocess.Popen[bytes]], deadline: float) -> None:
        for process in processes:
            child_process.signal_group(process, signal.SIGTERM)
        while time.monotonic() < deadline and self._stop_requests < 2:
            if all(process.poll() is not None for process in processes):
                return
            time.sleep(0.05)
