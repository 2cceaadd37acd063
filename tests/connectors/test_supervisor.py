"""The supervisor with real, tiny child processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import log_file, paths
from bot.supervisor import Part, Supervisor

SLEEP = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('da', flush=True); time.sleep(60)"


def _part(folder: Path, name: str, code: str) -> Part:
    return Part(name, f"Teil {name}", (sys.executable, "-c", code), dict(os.environ), folder / f"{name}.log")


def _run(
    parts: list[Part], ready: Callable[[], bool] = lambda: True, **options: float
) -> tuple[int, list[str], list[str]]:
    """Run until every part was started once more than `ready` needs; returns exit code, reports, announcements."""
    reports: list[str] = []
    announced: list[str] = []
    supervisor = Supervisor(parts, ready, lambda: announced.append("bereit"), reports.append, **options)
    stop_when_ready = _stopper(supervisor, announced)
    supervisor._announce = stop_when_ready
    return supervisor.run(), reports, announced


def _stopper(supervisor: Supervisor, announced: list[str]) -> Callable[[], None]:
    def announce() -> None:
        announced.append("bereit")
        supervisor.stop()

    return announce


def test_start_announce_stop(tmp_path: Path) -> None:
    code, reports, announced = _run([_part(tmp_path, "a", SLEEP), _part(tmp_path, "b", SLEEP)])
    assert (code, reports, announced) == (0, [], ["bereit"])


def test_a_part_that_died_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "starts"
    code = (
        f"import sys, time; f = open({str(mark)!r}, 'a'); f.write('x'); f.close(); "
        f"n = len(open({str(mark)!r}).read()); print('Kaffee ist alle'); sys.exit(3) if n < 3 else time.sleep(60)"
    )
    started = time.monotonic()
    ready = lambda: mark.exists() and len(mark.read_text()) >= 3  # noqa: E731
    exit_code, reports, announced = _run([_part(tmp_path, "a", code)], ready)
    assert (exit_code, announced) == (0, ["bereit"])
    assert reports == [
        "Teil a wurde beendet (Code 3), Neustart sofort. Zuletzt: Kaffee ist alle",
        "Teil a wurde beendet (Code 3), Neustart in 1 s. Zuletzt: Kaffee ist alle",
    ]
    assert time.monotonic() - started > 1.0


def test_a_part_that_never_starts_ends_all(tmp_path: Path) -> None:
    parts = [_part(tmp_path, "a", SLEEP), _part(tmp_path, "b", "import sys; sys.exit('Port 5005 ist schon belegt.')")]
    exit_code, reports, announced = _run(parts, lambda: False)
    assert (exit_code, announced) == (1, [])
    assert len(reports) == 3
    assert reports[-1].startswith("Teil b startet nicht: Port 5005 ist schon belegt.")


def test_never_ready(tmp_path: Path) -> None:
    exit_code, reports, _ = _run([_part(tmp_path, "a", SLEEP)], lambda: False, start_timeout=0.5)
    assert exit_code == 1
    assert len(reports) == 1
    assert "nicht bereit" in reports[0]


def test_stubborn_parts_are_ended_within_ten_seconds(tmp_path: Path) -> None:
    parts = [_part(tmp_path, "a", STUBBORN), _part(tmp_path, "b", STUBBORN)]
    started = time.monotonic()
    exit_code, _, _ = _run(parts, lambda: all(part.log.exists() and "da" in part.log.read_text() for part in parts))
    assert exit_code == 0
    assert time.monotonic() - started < 10.0


SUPERVISE = """
import os, sys
from pathlib import Path
from bot.supervisor import Part, Supervisor
folder = Path(sys.argv[1])
child = (
    "import subprocess, sys, os, time;"
    "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print(os.getpid(), p.pid, flush=True); time.sleep(60)"
)
parts = [Part("a", "a", (sys.executable, "-c", child), dict(os.environ), folder / "a.log")]
ready = lambda: bool((folder / "a.log").read_text().strip())
sys.exit(Supervisor(parts, ready, lambda: print("bereit", flush=True)).run())
"""


def _supervise(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    command = [sys.executable, "-c", SUPERVISE, str(folder)]
    supervisor = subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    assert supervisor.stdout.readline() == "bereit\n"
    return supervisor, [int(number) for number in (folder / "a.log").read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_stop_everything(tmp_path: Path, number: signal.Signals) -> None:
    supervisor, (child, grandchild) = _supervise(tmp_path)
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert _gone(child)
    assert _gone(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG gibt es nur unter Linux")
def test_children_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    supervisor, (child, grandchild) = _supervise(tmp_path)
    supervisor.kill()
    supervisor.wait(10)
    assert _gone(child)
    os.kill(grandchild, signal.SIGKILL)


def test_the_supervisor_imports_nothing_heavy() -> None:
    code = (
        "import sys, bot.cli.serve; heavy = {'rasa', 'tensorflow', 'aiohttp', 'sqlalchemy', 'spacy', 'numpy', 'yaml'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_log_rotation(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    with log.open("ab") as writer:
        writer.write(b"alt\n")
        writer.flush()
        log_file.rotate(log, limit=100)
        assert not (tmp_path / "a.log.1").exists()
        log_file.rotate(log, limit=4)
        writer.write(b"neu\n\n")
    assert log.read_bytes() == b"neu\n\n"
    assert (tmp_path / "a.log.1").read_bytes() == b"alt\n"
    assert log_file.last_line(log) == "neu"
    assert log_file.last_line(tmp_path / "fehlt.log") == "keine Meldung"
    log_file.rotate(tmp_path / "fehlt.log")


def _gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
