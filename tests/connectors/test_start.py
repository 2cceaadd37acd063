"""What can be wrong before or at the start: one clear German line and exit code 1 each."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import model_file, paths, preflight, processes
from bot.cli import serve as serve_command
from bot.settings import Settings, load


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "kreislotse-1.tar.gz").write_bytes(b"")
    return folder


@pytest.fixture
def taken() -> Iterator[int]:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for opened in sockets:
        opened.bind(("127.0.0.1", 0))
    ports = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports


def _settings(tmp_path: Path, **changes: object) -> Settings:
    edge, rasa, actions = _free_ports(3)
    given = {"port": edge, "rasa_port": rasa, "actions_port": actions}
    url = f"sqlite:///{tmp_path / 'conversations.sqlite'}"
    return Settings(**{"conversations_url": url, **given, **changes})  # type: ignore[arg-type]


def _fault(settings: Settings, var: Path, models: Path) -> str:
    with pytest.raises(preflight.NotStartable) as fault:
        preflight.check(settings, var, models)
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_all_well(tmp_path: Path, models: Path) -> None:
    assert preflight.check(_settings(tmp_path), tmp_path / "var", models).name == "kreislotse-1.tar.gz"


def test_the_newest_model(models: Path) -> None:
    newer, other = models / "kreislotse-0.tar.gz", models / "anderes.tar.gz"
    for age, file in ((0, other), (10, newer), (20, models / "kreislotse-1.tar.gz")):
        file.write_bytes(b"")
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    assert model_file.newest(models) == newer


def test_missing_model(tmp_path: Path) -> None:
    assert "kreislotse train" in _fault(_settings(tmp_path), tmp_path, tmp_path / "nichts")


@pytest.mark.parametrize("which", ["port", "rasa_port", "actions_port"])
def test_port_in_use(tmp_path: Path, models: Path, taken: int, which: str) -> None:
    assert f"Port {taken} ist schon belegt." in _fault(_settings(tmp_path, **{which: taken}), tmp_path, models)


@pytest.mark.parametrize("host", ["256.0.0.1", "203.0.113.7", "gibt-es-nicht.invalid"])
def test_unusable_host(tmp_path: Path, models: Path, host: str) -> None:
    assert host in _fault(_settings(tmp_path, host=host), tmp_path, models)


def test_unwritable_folder(tmp_path: Path, models: Path) -> None:
    (tmp_path / "datei").write_text("")
    assert "kann nicht geschrieben werden" in _fault(_settings(tmp_path), tmp_path / "datei" / "var", models)


@pytest.mark.parametrize("content", [None, b"keine Datenbank" * 100])
def test_unusable_database(tmp_path: Path, models: Path, content: bytes | None) -> None:
    file = tmp_path / "db"
    file.mkdir() if content is None else file.write_bytes(content)
    assert "Gesprächsdatenbank" in _fault(_settings(tmp_path, conversations_url=f"sqlite:///{file}"), tmp_path, models)


def test_serve_says_it_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "MODELS", tmp_path)
    monkeypatch.setattr(preflight.check, "__defaults__", (tmp_path, tmp_path))
    assert serve_command.serve(8080, None) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://localhost:8080"),
        ("0.0.0.0", "http://localhost:8080"),
        ("192.168.1.5", "http://192.168.1.5:8080"),
    ],
)
def test_address(host: str, expected: str) -> None:
    assert serve_command.address(Settings(host=host)) == expected


def _edge(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **processes.settings_as_environment(_settings(tmp_path)), **variables}
    command = [sys.executable, "-m", "connectors"]
    return subprocess.run(
        command, cwd=paths.ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def test_edge_port_in_use(tmp_path: Path, taken: int) -> None:
    done = _edge(tmp_path, KREISLOTSE_PORT=str(taken))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"Port {taken} ist schon belegt.")
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////gibt/es/nicht/a.sqlite",
        "unfug",
        "sqlite:///file:{}?mode=ro&uri=true",
        "postgresql://a:geheim@b.invalid/c",
    ],
)
def test_edge_database_unusable(tmp_path: Path, url: str) -> None:
    done = _edge(tmp_path, KREISLOTSE_CONVERSATIONS_URL=url.format(tmp_path / "fehlt.sqlite"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Gesprächsdatenbank" in done.stderr
    assert "geheim" not in done.stderr


def test_edge_unusable_setting(tmp_path: Path) -> None:
    done = _edge(tmp_path, KREISLOTSE_PORT="achtzig")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "KREISLOTSE_PORT" in done.stderr


def test_children_get_the_same_settings(tmp_path: Path) -> None:
    settings = _settings(tmp_path, trusted_proxies=("10.0.0.1", "10.0.0.2"), turn_timeout=1.5)
    assert load(processes.settings_as_environment(settings)) == settings


def test_rasas_files(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    processes.write_rasa_files(settings, tmp_path)
    endpoints = json.loads((tmp_path / "endpoints.yml").read_text(encoding="utf-8"))
    assert endpoints["action_endpoint"]["url"] == f"http://127.0.0.1:{settings.actions_port}/webhook"
    assert endpoints["tracker_store"] == {
        "type": "bot.tracker_store.RecentTrackerStore",
        "url": settings.conversations_url,
    }
    assert json.loads((tmp_path / "credentials.yml").read_text(encoding="utf-8")) == {"rest": None}
    assert (tmp_path / "endpoints.yml").stat().st_mode & 0o077 == 0


def test_only_the_edge_leaves_loopback(tmp_path: Path) -> None:
    parts = {part.name: part for part in processes.parts(_settings(tmp_path, host="0.0.0.0"), tmp_path / "m", tmp_path)}
    assert parts["actions"].environment["SANIC_HOST"] == "127.0.0.1"
    command = list(parts["rasa"].command)
    assert command[command.index("--interface") + 1] == "127.0.0.1"


def test_the_worker_starts_and_stops(tmp_path: Path) -> None:
    post = {part.name: part for part in processes.parts(_settings(tmp_path), tmp_path / "m", tmp_path)}["post"]
    with subprocess.Popen(post.command, cwd=tmp_path, env=post.environment, stdout=subprocess.DEVNULL) as running:
        database = tmp_path / "conversations.sqlite"
        for _ in range(100):
            if database.exists():
                break
            time.sleep(0.1)
        time.sleep(0.5)
        running.terminate()
        assert running.wait(10) == 0
    assert database.exists()
