"""One assistant for all conversations: the real model, the real actions, the real directory."""

import pytest

from bot import model_file, quiet


def pytest_addoption(parser):
    parser.addoption("--random-turns", type=int, default=1_500, help="turns of test_random_turns.py")


@pytest.fixture(scope="session")
def assistant():
    model = model_file.newest()
    if model is None:
        pytest.fail("Es gibt kein trainiertes Modell. `make test` trainiert es vorher.")
    quiet.libraries()
    from bot.local_assistant import LocalAssistant

    return LocalAssistant(model)
