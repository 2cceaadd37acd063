"""Fitting the finder's coefficients, on invented shortlists."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.directory.finder.calibrate import Example, fit
from bot.directory.finder.features import NAMES, Shortlist
from bot.directory.finder.ranking import decide, load, probabilities


def _shortlist(fits: list[float], seed: int = 0) -> Shortlist:
    """Services that fit so well by coverage; all other features are noise."""
    rows = np.random.default_rng(seed).uniform(0, 0.5, (len(fits), len(NAMES)))
    rows[:, NAMES.index("coverage")] = fits
    return Shortlist(np.arange(len(fits)), rows, np.zeros(len(fits), dtype=bool), 2)


def _example(fits: list[float], right: list[bool], seed: int) -> Example:
    return Example("", ("a", "b", "c"), _shortlist(fits, seed), np.array(right), sum(right))


def test_fitted_model_knows_what_decides() -> None:
    examples = [_example([0.9, 0.3, 0.2], [True, False, False], seed) for seed in range(40)]
    examples += [_example([0.9, 0.9, 0.9], [True, True, True], seed) for seed in range(40, 60)]
    examples += [_example([0.2, 0.1, 0.1], [False, False, False], seed) for seed in range(60, 100)]
    model = fit(examples)
    decisions = [
        decide(np.sort(probabilities(_shortlist(fits, 1000), model))[::-1], model)
        for fits in ([0.2, 0.9, 0.3], [0.9, 0.9, 0.9], [0.1, 0.2, 0.1])
    ]
    assert decisions == ["one", "several", "none"]
    assert probabilities(_shortlist([0.2, 0.9, 0.3]), model).argmax() == 1


def test_model_is_saved_and_one_of_another_version_refused(tmp_path: Path) -> None:
    model = load()
    model.save(tmp_path / "model.json")
    assert load(tmp_path / "model.json") == model
    text = (tmp_path / "model.json").read_text("utf-8").replace('"weights": [', '"weights": [\n  1.0,')
    (tmp_path / "other.json").write_text(text, "utf-8")
    with pytest.raises(ValueError, match="calibrate"):
        load(tmp_path / "other.json")
