"""Training: one model per state of the data. Importing this module does not import Rasa."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot import paths, without_tensorflow
from bot.nlu import pipeline_name

INTENTS_FILE = paths.DOMAIN / "intents.yml"
WITHOUT_EXAMPLES = ("choose", "empty_message", "greeting")
"""Intents that only the edge sends; nobody's sentence is ever taken for one."""
_HASH_SEED = "0"


class TrainingFailed(Exception):
    """The message is German and says what to do."""


def fingerprint() -> str:
    """SHA-256 over everything that a model's decisions depend on; 64 hex digits."""
    total = hashlib.sha256(pipeline_name.installed().encode())
    for file in _inputs():
        total.update(file.relative_to(paths.ROOT).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def model_path() -> Path:
    """Where the model of the present data lies, or will lie."""
    return paths.MODELS / f"kreislotse-{fingerprint()[:12]}.tar.gz"


def train(force: bool = False) -> Path:
    """Train the model of the present data, unless it is there already, and return it. Raises TrainingFailed.

    Runs in a child process: with a fixed hash seed, the same data gives the same decisions.
    """
    target = model_path()
    if target.is_file() and not force:
        print(f"Das Modell ist aktuell: {target.name}", flush=True)
        return target
    print(f"Trainiere das Sprachverstehen mit {len(sentences()):,} Sätzen …".replace(",", "."), flush=True)
    started = time.monotonic()
    child = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "bot.training", str(target)],
        cwd=paths.ROOT,
        env={
            **os.environ,
            "PYTHONHASHSEED": _HASH_SEED,
            "PYTHONWARNINGS": "ignore",
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "2",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if child.returncode or not target.is_file():
        reason = (child.stderr or child.stdout).strip().splitlines()[-1:] or ["kein Modell geschrieben"]
        log = paths.VAR / "log" / "training.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(child.stdout + child.stderr, encoding="utf-8")
        raise TrainingFailed(f"Das Training ist fehlgeschlagen: {reason[0]} Einzelheiten: {log}")
    print(f"Fertig nach {time.monotonic() - started:.0f} s: {target.name}", flush=True)
    return target


def sentences() -> list[tuple[str, str]]:
    """(intent, sentence) of every example under data/nlu, in the order of the files."""
    found = []
    for file in _nlu_files():
        for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or []:
            lines = (line.strip() for line in str(block.get("examples", "")).splitlines())
            found += [(str(block["intent"]), line[2:].strip()) for line in lines if line.startswith("- ")]
    return found


def intents_file_text() -> str:
    """bot/domain/intents.yml as the training data demands it; a test compares.

    `use_entities: []`: RulePolicy decides by intent alone, whatever places a sentence names.
    """
    names = sorted({intent for intent, _ in sentences()} | {*WITHOUT_EXAMPLES, "nlu_fallback"})
    head = 'version: "3.1"\n# Generated from data/nlu by bot.training.intents_file_text(). Do not edit.\nintents:\n'
    return head + "".join(f"  - {name}: {{use_entities: []}}\n" for name in names)


def _nlu_files() -> list[Path]:
    """Training sentences lie in folders; the files beside these are lists and patterns of our components."""
    return sorted(file for file in paths.NLU.glob("*/**/*.yml") if file.is_file())


def _inputs() -> Iterator[Path]:
    """What a model depends on; the cues of further questions are read by the actions, beside the model."""
    yield from (file for file in (paths.CONFIG, paths.ROOT / "requirements.lock") if file.is_file())
    folders = (
        (paths.NLU, "**/*"),
        (paths.DIALOGUE, "**/*"),
        (paths.DOMAIN, "**/*.yml"),
        (paths.ROOT / "bot" / "nlu", "*.py"),
        (paths.DIRECTORY / "municipalities", "*.yml"),
        (paths.DIRECTORY / "areas", "*.yml"),
    )
    for folder, pattern in folders:
        files = (file for file in folder.glob(pattern) if file.is_file() and file.suffix != ".pyc")
        yield from sorted(file for file in files if file != paths.ASPECT_CUES)


def _train_here(target: Path) -> None:
    """In the child process: train and move the model to `target` in one step, so that nobody sees half a file."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    without_tensorflow.install()
    import rasa.model_training  # noqa: PLC0415 - 4 s, only in the child

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".training-") as folder:
        # Rasa's cache of finished components knows the settings of ours, not their code: it would serve stale parts.
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(folder) / "cache")
        result = rasa.model_training.train(
            domain=str(paths.DOMAIN),
            config=str(paths.CONFIG),
            training_files=[*map(str, _nlu_files()), str(paths.DIALOGUE)],
            output=folder,
            fixed_model_name=target.name,
            force_training=True,
        )
        if result.code or result.model is None:
            raise SystemExit("Rasa hat kein Modell geschrieben.")
        shutil.move(result.model, target)


if __name__ == "__main__":
    _train_here(Path(sys.argv[1]))
