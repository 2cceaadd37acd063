"""A fact edited in a file and imported by another process is in the answers of running ones within two seconds."""

import asyncio
import os
import shutil
import subprocess
import sys
import time

import pytest
from rasa_sdk.executor import ActionExecutor

from actions import desk
from bot import model_file, paths, quiet
from connectors.message import CitizenMessage

NOW = "2026-11-23T10:00"
ASKED = "Telefonnummer vom Bürgerbüro Dülmen"
_IMPORT = """
import pathlib, sys
from bot import paths
paths.DIRECTORY = pathlib.Path(sys.argv[1])
from bot.cli.import_directory import import_directory
sys.exit(import_directory())
"""


class Checkout:
    """A copy of the staff files, and the command that imports it into the directory of the test."""

    def __init__(self, folder, url):
        self._folder, self._url = folder, url

    def edit(self, file, old, new):
        """One edit of one file, as in an editor, then `kreislotse import` in a process of its own."""
        path = self._folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        environment = {**os.environ, "KREISLOTSE_DIRECTORY_URL": self._url}
        command = [sys.executable, "-c", _IMPORT, str(self._folder)]
        done = subprocess.run(command, cwd=paths.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def checkout(engine, tmp_path, monkeypatch):
    """Actions of this process use the directory of the test from here on."""
    folder = tmp_path / "files"
    shutil.copytree(paths.DIRECTORY, folder)
    url = engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("KREISLOTSE_DIRECTORY_URL", url)
    _forget()
    yield Checkout(folder, url)
    desk.engine().dispose()
    _forget()


def _forget():
    desk.engine.cache_clear()
    desk.finder.cache_clear()


async def _within_two_seconds(look, expected):
    """What `look` gives once `expected` holds, or at the last look."""
    until = time.monotonic() + 2
    found = await look()
    while not expected(found) and time.monotonic() < until:
        await asyncio.sleep(0.1)
        found = await look()
    return found


def _call(text, intent, place):
    """An action call as Rasa sends it."""
    start = text.index(place[0])
    entities = [{"entity": "place", "value": place[1], "start": start, "end": start + len(place[0])}]
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": entities,
        "metadata": {"now": NOW},
    }
    tracker = {"sender_id": "test", "slots": {}, "latest_message": message, "events": [], "paused": False}
    return {"next_action": f"action_{intent}", "sender_id": "test", "tracker": tracker, "domain": {}}


async def test_the_action_process_tells_the_new_number(checkout):
    executor = ActionExecutor()
    executor.register_package("actions")
    call = _call(ASKED, "contact", ("Dülmen", "duelmen"))

    async def told():
        answered = await executor.run(call)
        return answered["responses"][0]["text"]

    assert "+49 2594 12-102" in await told()
    shown = checkout.edit("municipalities/duelmen.yml", "+49 2594 12-102", "+49 2594 12-999")
    assert "geändert: Dülmen, Telefon: +49 2594 12-102 (Bürgerbüro) → +49 2594 12-999 (Bürgerbüro)" in shown
    text = await _within_two_seconds(told, lambda text: "12-999" in text)
    assert "+49 2594 12-999" in text
    assert "12-102" not in text


async def test_the_finder_knows_a_new_name(checkout):
    finder = desk.finder()

    async def found():
        return finder.find("Zwirbelpappe")

    def is_meant(found):
        return found.decision == "one" and found.candidates[0].service == "fischereischein"

    assert not is_meant(await found())
    checkout.edit("services/fischereischein.yml", "name: Fischereischein\n", "name: Zwirbelpappe\n")
    assert is_meant(await _within_two_seconds(found, is_meant))
    assert desk.finder() is finder


@pytest.fixture(scope="module")
def assistant():
    """The whole assistant in this process, if there is a model."""
    model = model_file.newest()
    if model is None:
        pytest.skip("Es gibt kein trainiertes Modell.")
    quiet.libraries()
    from bot.local_assistant import LocalAssistant

    return LocalAssistant(model)


async def test_the_whole_assistant_answers_with_the_new_number(checkout, assistant):
    from bot.local_assistant import new_conversation

    async def answer():
        return await assistant.say(CitizenMessage(new_conversation(), ASKED, now=NOW))

    assert "+49 2594 12-102" in (await answer())["text"]
    checkout.edit("municipalities/duelmen.yml", "+49 2594 12-102", "+49 2594 12-999")
    outcome = await _within_two_seconds(answer, lambda outcome: "12-999" in outcome["text"])
    assert outcome["status"] == "answered"
    assert "+49 2594 12-999" in outcome["text"]
