"""The contestants: what Rasa is handed, whose answer counts, how a process is weighed, and the baseline from npm."""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
from pathlib import Path

import numpy as np
import pytest

from bot import paths
from bot.bench import child, contestants, rasa_nlu, scores
from bot.bench.contestants import Contestant, Failed, Missing
from bot.bench.labelled import Sentence, read

ODD = [
    '[Dülmen](place) und [x]{"entity": "y"}',
    "- mit Strich",
    "# mit Raute",
    '/restart{"a": 1}',
    "a: b | > 'c' \"d\" %20 {e} \\n",
    "zwei\u2028Zeilen\tund mehr",
]
ODD_LABELS = ["a/b", "mit Leerzeichen", "größe", "#x: [y](z)", "-", "%2F"]
SMALL = Path(__file__).parent


def test_rasa_takes_texts_and_labels_as_they_are(tmp_path: Path) -> None:
    from rasa.shared.nlu.training_data.loading import load_data

    child.write(tmp_path, [Sentence(label, text) for label, text in zip(ODD_LABELS, ODD, strict=True)], [])
    file = tmp_path / "nlu.json"
    file.write_text(json.dumps(rasa_nlu.training_data(*child.examples(tmp_path))), encoding="utf-8")
    messages = load_data(str(file)).training_examples
    assert [message.get("text") for message in messages] == ODD
    assert not any(message.get("entities") or message.get("response_key") for message in messages)
    answers = {"labels": [message.get("intent") for message in messages], "milliseconds": []}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    assert child.answers(tmp_path)[0] == ODD_LABELS


@pytest.mark.parametrize(
    ("intent", "ranking", "label"),
    [
        ("wetter", ["wetter", "musik"], "wetter"),
        ("nlu_fallback", ["nlu_fallback", "musik", "wetter"], "musik"),
        ("emergency", ["emergency", "wetter", "musik"], "wetter"),
        (None, [], ""),
    ],
)
def test_a_name_that_the_training_does_not_know_is_no_answer(
    intent: str | None, ranking: list[str], label: str
) -> None:
    parsed = {"intent": {"name": intent}, "intent_ranking": [{"name": name} for name in ranking]}
    assert rasa_nlu.label_of(parsed, {"wetter", "musik"}) == label


def test_scores_are_those_of_scikit_learn() -> None:
    from sklearn.metrics import accuracy_score, f1_score

    truth, said = [*"aabbbcd"], [*"abbbacx"]
    assert scores.accuracy(truth, said) == pytest.approx(accuracy_score(truth, said))
    assert scores.macro_f1(truth, said) == pytest.approx(f1_score(truth, said, average="macro"))
    assert scores.percentiles([3.0]) == (3.0, 3.0)
    assert scores.percentiles([float(i) for i in range(101)]) == (50.0, 95.0)


def test_a_process_is_weighed_from_outside(tmp_path: Path) -> None:
    hungry = Contestant("x", "X", (sys.executable, "-c", "import time; x = b'1' * 300_000_000; time.sleep(0.3)"))
    cost = contestants.train(hungry, tmp_path, tmp_path / "log")
    assert cost.memory_mb > 290
    assert 0.3 <= cost.seconds < 30
    assert cost.cpu_seconds < cost.seconds


def test_an_error_in_a_process_is_reported_with_its_log(tmp_path: Path) -> None:
    broken = Contestant("x", "X", (sys.executable, "-c", "raise ValueError('kaputt')"))
    with pytest.raises(Failed, match="log"):
        contestants.serve(broken, tmp_path, tmp_path / "log")
    assert "kaputt" in (tmp_path / "log").read_text()


def test_without_node_nlpjs_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Missing, match=r"Node\.js"):
        contestants.install_nlpjs()


def test_the_lock_file_of_nlpjs_names_no_registry() -> None:
    lock = json.loads((paths.NLPJS / "package-lock.json").read_text())
    packages = [package for path, package in lock["packages"].items() if path]
    assert packages
    assert all("resolved" not in package and package["integrity"].startswith("sha512-") for package in packages)


@pytest.mark.skipif(
    shutil.which("node") is None or not (paths.NLPJS / "node_modules").is_dir(), reason="nlp.js is not installed"
)
def test_nlpjs_learns_and_answers(tmp_path: Path) -> None:
    nlpjs = next(contestant for contestant in contestants.baselines(1) if contestant.name == "nlpjs")
    test = read(SMALL / "test.tsv")
    child.write(tmp_path, read(SMALL / "train.tsv"), test)
    contestants.train(nlpjs, tmp_path, tmp_path / "log")
    contestants.serve(nlpjs, tmp_path, tmp_path / "log")
    labels, milliseconds = child.answers(tmp_path)
    assert len(milliseconds) == len(test)
    assert scores.accuracy([sentence.label for sentence in test], labels) > 0.8


def test_trained_twice_is_the_same_model(tmp_path: Path) -> None:
    """The same data gives the same decisions, to the last digit."""
    weights = []
    for run in ("a", "b"):
        folder = tmp_path / run
        folder.mkdir()
        child.write(folder, read(SMALL / "train.tsv"), read(SMALL / "test.tsv"))
        contestants.train(contestants.own(), folder, folder / "log")
        with tarfile.open(folder / "model.tar.gz") as model:
            name = next(name for name in model.getnames() if name.endswith("linear.npz"))
            model.extract(name, folder)
        weights.append(dict(np.load(folder / name)))
    assert weights[0].keys() == weights[1].keys()
    assert all(np.array_equal(weights[0][key], weights[1][key]) for key in weights[0])
