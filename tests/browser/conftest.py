"""A served edge with a peer in Rasa's place, and Debian's Chromium."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from bot.settings import Settings
from connectors.app import build_app
from tests.browser.answers import AnsweringPeer

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=de",
)


class Site:
    """The edge and its peer in a thread with an event loop of their own."""

    def __init__(self, database: Path) -> None:
        self.peer = AnsweringPeer()
        self._database = database
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.do(self._start())

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` there and wait for it."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server.port}/"

    async def _start(self, port: int | None = None) -> None:
        if self.peer.server is None:
            await self.peer.start()
        settings = Settings(
            conversations_url=f"sqlite:///{self._database}",
            rasa_port=self.peer.port,
            actions_port=self.peer.port,
        )
        self.server = TestServer(build_app(settings), port=port)
        await self.server.start_server()

    def go_down(self) -> int:
        """Stop the edge as a lost connection would; returns its port."""
        port = self.server.port
        assert port is not None
        self.do(self.server.close())
        return port

    def come_back(self, port: int) -> None:
        self.do(self._start(port))

    def stop(self) -> None:
        self.do(self.server.close())
        self.do(self.peer.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path / "conversations.sqlite")
    yield site
    site.stop()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Callable[..., webdriver.Chrome]]:
    """Opens windows: `browser(width, height, dark=False)`."""
    if shutil.which(CHROMIUM) is None or shutil.which(DRIVER) is None:
        pytest.skip("Für diesen Test fehlt Chromium: apt-get install chromium chromium-driver")
    opened: list[webdriver.Chrome] = []

    def open_window(width: int = 1100, height: int = 850, dark: bool = False) -> webdriver.Chrome:
        options = Options()
        options.binary_location = CHROMIUM
        for flag in (*FLAGS, f"--user-data-dir={tmp_path / f'profile{len(opened)}'}", "--window-size=1100,850"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        opened.append(driver)
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        return driver

    yield open_window
    for driver in opened:
        driver.quit()
