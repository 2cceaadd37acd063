"""A Rasa NLU pipeline, run as a process: that of config.yml or, with a number of epochs, Rasa's default with DIET.

python -m bot.bench.rasa_nlu train|serve FOLDER [EPOCHS]
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import warnings
from collections.abc import Container
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from bot import paths, quiet, without_tensorflow
from bot.bench import child

_MODEL = "model.tar.gz"
_DIET = "DIETClassifier"


def train(folder: Path, epochs: int | None = None) -> None:
    """Only the NLU part is trained; the pipeline is taken as it stands. Raises SystemExit if Rasa gives no model."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    if epochs is None:
        without_tensorflow.install()
    from rasa.model_training import train_nlu  # noqa: PLC0415 - 4 s, only where a model is trained

    config, data = folder / "config.yml", folder / "nlu.json"
    config.write_text(yaml.safe_dump(_config(epochs)), encoding="utf-8")
    data.write_text(json.dumps(training_data(*child.examples(folder))), encoding="utf-8")
    if train_nlu(str(config), str(data), str(folder), fixed_model_name=_MODEL) is None:
        raise SystemExit("Rasa hat kein Modell geschrieben.")


def training_data(labels: list[str], texts: list[str]) -> dict[str, Any]:
    """Rasa's JSON format: the one in which a text is only a text. In YAML `[Ort](place)` would become an entity."""
    examples = [{"text": text, "intent": label} for label, text in zip(labels, texts, strict=True)]
    return {"rasa_nlu_data": {"common_examples": examples}}


def serve(folder: Path) -> None:
    """Each text is cleaned as at the edge (cap, masking, no leading slash) and then parsed as the running Rasa does."""
    quiet.libraries(with_tensorflow=_DIET in (folder / "config.yml").read_text(encoding="utf-8"))
    from rasa.core.agent import Agent  # noqa: PLC0415 - after the chatter is switched off

    from connectors.guard import prepare  # noqa: PLC0415

    agent = Agent.load(str(folder / _MODEL))
    known = frozenset(child.examples(folder)[0])
    loop = asyncio.new_event_loop()

    def answer(text: str) -> str:
        # The service never shows Rasa a text without letters and digits; here a full stop stands for it.
        cleaned = prepare(text).text or "."
        return label_of(loop.run_until_complete(agent.parse_message(cleaned)), known)

    child.serve(folder, answer)


def label_of(parsed: dict[str, Any], known: Container[str]) -> str:
    """The intent, or the best one of the ranking that the training knows.

    EmergencyGuard may name an intent of this assistant, FallbackClassifier `nlu_fallback`: in a foreign set of labels
    that is no answer, so what the classifier holds most likely counts. Empty if it names nothing.
    """
    ranking = [parsed["intent"], *parsed.get("intent_ranking", [])]
    return next((entry["name"] for entry in ranking if entry["name"] in known), "")


def _config(epochs: int | None) -> dict[str, Any]:
    """The NLU part of config.yml, or of what Rasa itself takes where a new project names no pipeline."""
    file = paths.CONFIG if epochs is None else files("rasa.engine.recipes") / "config_files" / "default_config.yml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for component in content["pipeline"] if epochs else ():
        if "epochs" in component:
            component["epochs"] = epochs
    return {key: content[key] for key in ("recipe", "assistant_id", "language", "pipeline")}


if __name__ == "__main__":
    if sys.argv[1] == "train":
        train(Path(sys.argv[2]), *map(int, sys.argv[3:]))
    else:
        serve(Path(sys.argv[2]))
