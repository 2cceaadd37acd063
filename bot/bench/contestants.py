"""Who is measured, and how: each trains in one process and serves in a second one, which are weighed from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot import paths, quiet

_INSTALL_SECONDS = 300
_SERVING_ONLY = ("OMP_NUM_THREADS", "OMP_WAIT_POLICY", "LOG_LEVEL")
"""Serving keeps to one thread, as the servers do; training may use the whole machine, as `kreislotse train` does, and
writes to the log how far it is."""


class Missing(Exception):
    """Something of the machine is missing. The message is German and says what."""


class Failed(Exception):
    """A process ended with an error. The message is German and names the log."""


@dataclass(frozen=True)
class Contestant:
    """`program` is called with `train` or `serve`, the folder (bot.bench.child) and, to train, `options`."""

    name: str
    title: str
    program: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cost:
    """Of one process with its start: seconds on the clock and of the processor, and the most memory held, in MB."""

    seconds: float
    cpu_seconds: float
    memory_mb: float


def own() -> Contestant:
    """The pipeline of config.yml."""
    return Contestant("pipeline", "Kreislotse (config.yml)", _python("bot.bench.rasa_nlu"))


def baselines(epochs: int) -> list[Contestant]:
    """From the quickest to the slowest; `epochs` are DIET's."""
    return [
        Contestant("svm", "tf-idf und lineare SVM", _python("bot.bench.svm")),
        Contestant("nlpjs", "nlp.js", ("node", str(paths.NLPJS / "bench.js"))),
        Contestant("diet", f"Rasas Vorgabe (DIET, {epochs})", _python("bot.bench.rasa_nlu"), (str(epochs),)),
    ]


def _python(module: str) -> tuple[str, ...]:
    return sys.executable, "-m", module


def install_nlpjs() -> None:
    """Load nlp.js from the npm registry unless it is there. Raises Missing."""
    lock, installed = paths.NLPJS / "package-lock.json", paths.NLPJS / "node_modules" / ".package-lock.json"
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        raise Missing("Node.js mit npm ist nicht eingerichtet.")
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--cache", str(paths.VAR / "npm"))
    try:
        done = subprocess.run(  # noqa: S603 - npm itself, our own lock file
            [npm, "ci", *options], cwd=paths.NLPJS, capture_output=True, timeout=_INSTALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Missing("Das Paketverzeichnis von npm antwortet nicht.") from None
    if done.returncode:
        raise Missing("nlp.js ließ sich nicht laden (npm ci).")


def train(contestant: Contestant, folder: Path, log: Path) -> Cost:
    """Raises Failed."""
    environment = {key: value for key, value in _environment().items() if key not in _SERVING_ONLY}
    return _run([*contestant.program, "train", str(folder), *contestant.options], environment, log)


def serve(contestant: Contestant, folder: Path, log: Path) -> Cost:
    """Answers every test sentence, one at a time. Raises Failed."""
    return _run([*contestant.program, "serve", str(folder)], _environment(), log)


def _environment() -> dict[str, str]:
    return {**os.environ, **quiet.VARIABLES, "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}


def _run(command: list[str], environment: Mapping[str, str], log: Path) -> Cost:
    """Memory is the kernel's high-water mark (ru_maxrss); Linux starts it at what this small process held itself."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=paths.ROOT, env=environment, stdout=out, stderr=out)  # noqa: S603
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            child.wait()
            raise
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Failed(f"Der Prozess endete mit {child.returncode}. Einzelheiten: {log}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - started, cpu, usage.ru_maxrss / 1024)
