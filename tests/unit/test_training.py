"""The generated domain file, the fingerprint, and the fix to Rasa."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest

from bot import model_file, rasa_patch, training


def test_intents_file_is_generated_from_the_data() -> None:
    text = training.INTENTS_FILE.read_text(encoding="utf-8")
    assert text == training.intents_file_text(), "Bitte neu schreiben: bot.training.intents_file_text()"


def test_every_intent_has_a_rule() -> None:
    rules = (training.paths.DIALOGUE / "rules.yml").read_text(encoding="utf-8")
    names = {*dict(training.sentences()), *training.WITHOUT_EXAMPLES}
    assert [name for name in sorted(names) if f"intent: {name}\n" not in rules] == []


def test_fingerprint_is_stable() -> None:
    assert training.fingerprint() == training.fingerprint()
    assert len(training.fingerprint()) == 64


def test_the_model_of_the_present_data_is_preferred(tmp_path: Path) -> None:
    current = tmp_path / training.model_path().name
    current.touch()
    (tmp_path / "kreislotse-ffffffffffff.tar.gz").touch()
    assert model_file.newest(tmp_path) == current
    assert model_file.newest(tmp_path / "nothing") is None


def test_rasa_has_the_patched_version() -> None:
    assert version("rasa") == rasa_patch.PATCHED_VERSION


def test_the_validator_accepts_and_refuses_what_rasa_does() -> None:
    assert rasa_patch.apply()
    assert rasa_patch.validate(None, {"events": [], "responses": [{"text": "Guten Tag"}]})
    with pytest.raises(jsonschema.ValidationError):
        rasa_patch.validate(None, {"events": "none"})
