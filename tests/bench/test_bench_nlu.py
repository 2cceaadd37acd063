"""`kreislotse bench nlu` as a whole, on eight classes that have nothing to do with this assistant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.bench_nlu import bench_nlu

HERE = Path(__file__).parent
TRAIN, TEST = HERE / "train.tsv", HERE / "test.tsv"
ODD = '#zeichen/{"x"}: [y](z)\t'


def test_our_pipeline_beside_a_baseline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Node, and with a class whose name and sentences are full of what Rasa could take for its own markup."""
    monkeypatch.setenv("PATH", str(tmp_path))
    train, test = tmp_path / "train.tsv", tmp_path / "test.tsv"
    odd = ["/restart [rot](farbe) zeichen", "- # zeichen {x}", "% zeichen [blau](farbe)"]
    train.write_text(TRAIN.read_text("utf-8") + "".join(f"{ODD}{text}\n" for text in odd), "utf-8")
    test.write_text(TEST.read_text("utf-8") + f"{ODD}/zeichen [rot](farbe)\nfremd\t?!\n", "utf-8")
    assert bench_nlu(train, test, ["diet"], 1, as_json=True) == 0
    out, err = capsys.readouterr()
    figures = json.loads(out)
    assert figures["data"]["train"] == 75
    assert figures["data"]["test"] == 26
    assert figures["baselines"]["nlpjs"] == {"missing": "Node.js mit npm ist nicht eingerichtet."}
    # One of 26 is of a class that nobody could learn.
    for measured in (figures["pipeline"], figures["baselines"]["svm"]):
        assert 0.8 < measured["accuracy"] <= 25 / 26
        assert 0.7 < measured["macro_f1"] < 1
        assert 0 < measured["p50_ms"] <= measured["p95_ms"]
        assert measured["training_seconds"] > 0
        assert measured["serving_memory_mb"] > 50
    assert "test.tsv:26: Die Klasse „fremd“" in err
    assert "1/3 Kreislotse" in err


@pytest.mark.parametrize(
    ("train", "test", "without", "said"),
    [
        (TRAIN, None, [], "--train und --test gehören zusammen"),
        (TRAIN, TEST, ["bert"], "--without bert gibt es nicht. Möglich: svm, nlpjs, diet."),
        (TRAIN, HERE / "missing.tsv", [], "missing.tsv: Die Datei lässt sich nicht lesen"),
        (Path(__file__), TEST, [], "test_bench_nlu.py:1: Zwischen Klasse und Satz fehlt der Tabulator."),
    ],
)
def test_a_wrong_call_gets_one_clear_line(
    train: Path, test: Path | None, without: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench_nlu(train, test, without, 1, as_json=True) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("FEHLER: ")
    assert said in err
    assert len(err.splitlines()) == 1
