"""`kreislotse bench nlu`: the NLU pipeline of config.yml beside the baselines, on any labelled sentences."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot import paths, training
from bot.bench import child, contestants, labelled, scores
from bot.bench.contestants import Contestant, Failed, Missing
from bot.bench.labelled import Sentence

Figures = dict[str, Any]

_COLUMNS = {
    "accuracy": "richtig",
    "macro_f1": "Makro-F1",
    "p50_ms": "ms p50",
    "p95_ms": "ms p95",
    "training_seconds": "Training s",
    "training_memory_mb": "Training MB",
    "serving_memory_mb": "Betrieb MB",
}
_TITLE_WIDTH = 28


def bench_nlu(train: Path | None, test: Path | None, without: Sequence[str], epochs: int, as_json: bool) -> int:
    """Train and test every contestant, ours first. Without files: the project's own sentences. Returns the exit code.

    A baseline that is missing or fails is reported as such; only if our own pipeline fails is this an error.
    """
    others = contestants.baselines(epochs)
    try:
        _ensure_known(without, others)
        learnt, asked = _sentences(train, test)
    except (labelled.BadFile, ValueError) as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    running = [contestants.own(), *(other for other in others if other.name not in without)]
    figures: dict[str, Figures] = {}
    for number, contestant in enumerate(running, start=1):
        _progress(f"{number}/{len(running)} {contestant.title}")
        figures[contestant.name] = _figures(contestant, learnt, asked)
        if "failed" in figures["pipeline"]:
            print(f"FEHLER: {figures['pipeline']['failed']}", file=sys.stderr)
            return 1
    data = {
        "train": len(learnt),
        "test": len(asked),
        "labels": len({sentence.label for sentence in learnt}),
        "seen_in_training": labelled.seen_in_training(learnt, asked),
        "load_average": round(os.getloadavg()[0], 1),
    }
    if as_json:
        print(json.dumps({"data": data, "pipeline": figures.pop("pipeline"), "baselines": figures}, ensure_ascii=False))
    else:
        print(_table(data, {contestant.title: figures[contestant.name] for contestant in running}))
    return 0


def _ensure_known(without: Sequence[str], others: Sequence[Contestant]) -> None:
    names = [other.name for other in others]
    for name in without:
        if name not in names:
            raise ValueError(f"--without {name} gibt es nicht. Möglich: {', '.join(names)}.")


def _sentences(train: Path | None, test: Path | None) -> tuple[list[Sentence], list[Sentence]]:
    """(train, test). Raises BadFile, or ValueError if one of two files is missing."""
    if train is None and test is None:
        return labelled.cut(training.sentences())
    if train is None or test is None:
        raise ValueError("--train und --test gehören zusammen; ohne beide werden die eigenen Sätze geteilt.")
    learnt, asked = labelled.read(train), labelled.read(test)
    labelled.ensure_learnable(train, learnt)
    for note in labelled.notes(learnt, asked, test):
        print(f"HINWEIS: {note}", file=sys.stderr)
    return learnt, asked


def _figures(contestant: Contestant, learnt: Sequence[Sentence], asked: Sequence[Sentence]) -> Figures:
    """The figures, or {"missing": why} or {"failed": why}."""
    log = paths.VAR / "log" / f"bench-{contestant.name}.log"
    log.unlink(missing_ok=True)
    try:
        if contestant.name == "nlpjs":
            contestants.install_nlpjs()
        with tempfile.TemporaryDirectory(prefix="kreislotse-bench-") as name:
            folder = Path(name)
            child.write(folder, learnt, asked)
            _progress(f"  lernt {len(learnt)} Sätze … (Verlauf: {log.relative_to(paths.ROOT)})")
            trained = contestants.train(contestant, folder, log)
            _progress(f"  gelernt in {trained.seconds:.0f} s; beantwortet {len(asked)} Sätze …")
            served = contestants.serve(contestant, folder, log)
            predicted, milliseconds = child.answers(folder)
    except Missing as error:
        _progress(f"  nicht vorhanden: {error}")
        return {"missing": str(error)}
    except Failed as error:
        _progress(f"  gescheitert: {error}")
        return {"failed": str(error)}
    truth = [sentence.label for sentence in asked]
    p50, p95 = scores.percentiles(milliseconds)
    figures = {
        "accuracy": round(scores.accuracy(truth, predicted), 4),
        "macro_f1": round(scores.macro_f1(truth, predicted), 4),
        "p50_ms": round(p50, 2),
        "p95_ms": round(p95, 2),
        "training_seconds": round(trained.seconds, 1),
        "training_cpu_seconds": round(trained.cpu_seconds, 1),
        "training_memory_mb": round(trained.memory_mb),
        "serving_memory_mb": round(served.memory_mb),
    }
    _progress(f"  richtig: {figures['accuracy']:.1%}")
    return figures


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _table(data: Figures, rows: dict[str, Figures]) -> str:
    head = (
        f"{data['train']} Sätze gelernt, {data['test']} geprüft, {data['labels']} Klassen; "
        f"Auslastung des Rechners {data['load_average']}"
    )
    names = f"{'Verfahren':{_TITLE_WIDTH}}" + "".join(f"{name:>13}" for name in _COLUMNS.values())
    return "\n".join([head, "", names, *(_row(title, figures) for title, figures in rows.items())])


def _row(title: str, figures: Figures) -> str:
    if why := figures.get("missing"):
        return f"{title:{_TITLE_WIDTH}}  nicht vorhanden: {why}"
    if why := figures.get("failed"):
        return f"{title:{_TITLE_WIDTH}}  gescheitert: {why}"
    cells = (f"{figures[key]:.1%}" if key == "accuracy" else f"{figures[key]}" for key in _COLUMNS)
    return f"{title:{_TITLE_WIDTH}}" + "".join(f"{cell:>13}" for cell in cells)
