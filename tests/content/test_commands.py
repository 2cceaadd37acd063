"""`kreislotse check` and `import` as staff call them, in a checkout of its own."""

import os
import shutil
import subprocess
import sys

import pytest

from bot import paths


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    root = tmp_path_factory.mktemp("checkout")
    for folder in ("bot", "data", "tests/sentences"):
        shutil.copytree(paths.ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def run(checkout, *command):
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_sound_data_passes_and_the_time_is_told(checkout):
    done = run(checkout, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Alles in Ordnung" in done.stdout
    assert " s)." in done.stdout


def test_faults_are_printed_with_file_and_line_and_nothing_is_imported(checkout):
    directory = checkout / "var" / "directory.sqlite"
    directory.parent.mkdir(exist_ok=True)
    directory.write_bytes(b"as it was")
    senden, olfen = (checkout / "data" / "directory" / "municipalities" / f"{name}.yml" for name in ("senden", "olfen"))
    for path in (senden, olfen):
        path.write_text(path.read_text("utf-8").replace("kind: ", "kind: x", 1), "utf-8")
    checked, imported = run(checkout, "check"), run(checkout, "import")
    expected = (
        "[FEHLER] data/directory/municipalities/senden.yml:3: „xgemeinde“: erlaubt sind nur kreis, stadt, gemeinde."
    )
    assert checked.returncode == imported.returncode == 1
    assert expected in checked.stdout
    faults = [line for line in checked.stdout.splitlines() if line.startswith("[FEHLER]")]
    assert [line for line in imported.stderr.splitlines() if line.startswith("[FEHLER]")] == faults
    assert len(faults) == 2
    assert "2 Fehler: nichts wurde übernommen." in imported.stderr
    assert directory.read_bytes() == b"as it was"
