"""The started assistant: edge, Rasa and action server as real processes on free ports, stopped after the tests."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import paths


@dataclass
class Service:
    """A running `kreislotse serve`."""

    process: subprocess.Popen
    port: int
    conversations: Path

    def call(self, method, path, body=None, token=None, raw=None):
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                text = response.read()
                return response.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            text = error.read()
            return error.code, json.loads(text) if text else None

    def open(self, **body):
        status, opened = self.call("POST", "/api/v1/conversations", body)
        assert status == 201
        return opened

    def say(self, opened, text, **more):
        path = f"/api/v1/conversations/{opened['conversation']}/messages"
        return self.call("POST", path, {"text": text, **more}, opened["token"])

    def children(self, *words):
        """Process ids of children whose command line holds all `words`."""
        listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
        return [
            int(pid) for pid, parent, args in rows if int(parent) == self.process.pid and all(w in args for w in words)
        ]

    def wait_ready(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.call("GET", "/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        pytest.fail("Der Dienst wurde nicht bereit.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    shutil.copy(paths.VAR / "directory.sqlite", folder / "directory.sqlite")
    environment = {
        **os.environ,
        "KREISLOTSE_DIRECTORY_URL": f"sqlite:///{folder / 'directory.sqlite'}",
        "KREISLOTSE_CONVERSATIONS_URL": f"sqlite:///{folder / 'conversations.sqlite'}",
        "KREISLOTSE_RASA_PORT": str(free_port()),
        "KREISLOTSE_ACTIONS_PORT": str(free_port()),
    }
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", str(port)],
        env=environment,
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
    )
    started = Service(process, port, folder / "conversations.sqlite")
    started.wait_ready(90)
    yield started
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0
