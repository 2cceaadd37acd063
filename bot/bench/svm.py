"""Baseline, run as a process: tf-idf of words and parts of words, and a linear support vector machine.

python -m bot.bench.svm train|serve FOLDER
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC

from bot.bench import child

_MODEL = "svm.pickle"


def train(folder: Path) -> None:
    """Words 1–2 and parts of words 2–5; everything else as scikit-learn has it."""
    features = make_union(TfidfVectorizer(ngram_range=(1, 2)), TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)))
    labels, texts = child.examples(folder)
    machine: Pipeline = make_pipeline(features, LinearSVC(random_state=7)).fit(texts, labels)
    (folder / _MODEL).write_bytes(pickle.dumps(machine))


def serve(folder: Path) -> None:
    """One sentence at a time."""
    machine: Pipeline = pickle.loads((folder / _MODEL).read_bytes())  # noqa: S301 - written by `train` just now
    child.serve(folder, lambda text: str(machine.predict([text])[0]))


if __name__ == "__main__":
    {"train": train, "serve": serve}[sys.argv[1]](Path(sys.argv[2]))
