"""One assistant for all conversations: the real model, the real actions, the real directory."""

import pytest

from actions import desk
from bot import model_file, paths, quiet


def pytest_addoption(parser):
    parser.addoption("--random-turns", type=int, default=1_500, help="turns of test_random_turns.py")


@pytest.fixture(scope="session")
def assistant(tmp_path_factory):
    model = model_file.newest()
    if model is None:
        pytest.fail("Es gibt kein trainiertes Modell. `make test` trainiert es vorher.")
    quiet.libraries()
    from bot.local_assistant import LocalAssistant

    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("conversations")
        patch.setenv("KREISLOTSE_CONVERSATIONS_URL", f"sqlite:///{folder / 'conversations.sqlite'}")
        patch.setenv("KREISLOTSE_WEBHOOK_SECRET", "nur ein Test")
        desk.forms.cache_clear()
        desk.deliveries.cache_clear()
        yield LocalAssistant(model)
        desk.forms.cache_clear()
        desk.deliveries.cache_clear()


@pytest.fixture
def takes_requests(tmp_path, monkeypatch):
    """Offices (slugs) that take requests for a callback in this test; none does in the project's own file."""

    def configure(offices):
        file = tmp_path / "delivery.yml"
        file.write_text("".join(f"{office}:\n  webhook: https://amt.example\n" for office in offices), "utf-8")
        monkeypatch.setattr(paths, "DELIVERY", file)

    return configure
