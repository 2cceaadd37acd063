"""How long an import takes and how much memory: `python -m tests.exchange.measure_import --services 1000 5000`.

Each size is one message, written to a temporary folder: an office for each area, and for each service as many
responsibilities as `--each` says (400 of 400: every pair). The import runs in a process of its own, without sentence
vectors, which come after the commit.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.exchange.conftest import message, module, offer, office, service, transfer

_WORDS = ("Antrag", "Erlaubnis", "Bescheinigung", "Anzeige", "Auskunft", "Förderung", "Genehmigung", "Ausnahme")


def objects(services: int, areas: int, each: int) -> Iterator[str]:
    """Services with four texts each, an office for each area, responsibilities."""
    for number in range(services):
        texts = "".join(
            module(code, f"{_WORDS[number % 8]} {number}, Absatz {code}. " * 4) for code in ("05", "08", "09", "11")
        )
        yield service(str(number), f"{_WORDS[number % 8]} Nummer {number}", texts)
    for number in range(areas):
        yield office(str(number), f"Amt {number}")
    for number in range(services):
        yield offer(f"o{number}", f"https://example.org/antrag/{number}")
    for number in range(services):
        for area in ((number + step) % areas for step in range(each)):
            yield transfer(f"{number}-{area}", str(area), "Organisationseinheit", str(number), f"{area + 1:05d}0000000")


def write(path: Path, services: int, areas: int, each: int) -> None:
    """Write the message as a stream."""
    head, tail = message("").split("<x:schreibe></x:schreibe>")
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for one in objects(services, areas, each):
            file.write(f"<x:schreibe>{one}</x:schreibe>\n")
        file.write(tail)


def measure(path: Path, url: str) -> None:
    """Import the file; prints seconds and the process's peak memory."""
    from bot.directory.exchange.documents import documents
    from bot.directory.exchange.import_xzufi import Job, import_xzufi
    from bot.directory.session import migrate, open_engine

    engine = open_engine(url)
    migrate(engine)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, before_busy = time.perf_counter(), time.process_time()
    job = Job(name="messung", today=date(2026, 11, 23), title="Messung", url="https://example.org")
    done = import_xzufi(engine, job, lambda faults: documents(path, faults))
    seconds, busy = time.perf_counter() - started, time.process_time() - before_busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    print(
        f"{seconds:8.1f} s, davon {busy:.1f} s Rechenzeit; {before:.0f} → {peak:.0f} MB; {size:.1f} MB XML", flush=True
    )
    print(done.counts, flush=True)


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--areas", type=int, default=400)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure(Path(arguments.one[0]), arguments.one[1])
        return
    for services in arguments.services:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.xml"
            write(path, services, arguments.areas, arguments.each)
            print(f"{services} Leistungen, {arguments.areas} Gebiete, je Leistung {arguments.each}:", flush=True)
            url = f"sqlite:///{folder}/directory.sqlite"
            command = [sys.executable, "-m", "tests.exchange.measure_import", "--one", str(path), url]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
