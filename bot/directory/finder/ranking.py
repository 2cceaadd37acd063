"""From features to calibrated scores and a decision. The few coefficients lie in model.json (see calibrate.py)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.directory.finder.features import NAMES, Matrix, Shortlist

Decision = Literal["one", "several", "none"]
MODEL = Path(__file__).with_name("model.json")
EVIDENCE = ("rank", "margin", "coverage", "meaning", "exact", "rivals", "single_word")
_ALONE, _DOMINANT = 0.5, 8
_PLAUSIBLE = 4
# As a part of compounds, a word counts half (vocabulary.PART_WEIGHT), damped in situations.
_CONTAINED = 0.45


@dataclass(frozen=True)
class Model:
    """Weights of the ranking (NAMES), of the probability (EVIDENCE), and the thresholds of the decision."""

    rank: tuple[float, ...]
    evidence: tuple[float, ...]
    intercept: float
    one: float
    gap: float
    any: float

    def save(self, path: Path) -> None:
        """Write as JSON, readable and rounded."""
        rounded = {key: _rounded(value) for key, value in asdict(self).items()}
        path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def load(path: Path = MODEL) -> Model:
    """Read what `save` wrote."""
    return _load(path)


@lru_cache(maxsize=4)
def _load(path: Path) -> Model:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    model = Model(**values)
    if len(model.rank) != len(NAMES) or len(model.evidence) != len(EVIDENCE):
        raise ValueError(
            f"{path} passt nicht zum Programm. Bitte `python -m bot.directory.finder.calibrate` ausführen."
        )
    return model


def order(listed: Shortlist, rank: NDArray[np.float64]) -> tuple[NDArray[np.intp], Matrix]:
    """Positions in the shortlist, best first, and the evidence (EVIDENCE) for each of them in that order."""
    logits = listed.rows @ rank
    best_first = np.argsort(-logits, kind="stable")
    logits, rows = logits[best_first], listed.rows[best_first]
    best_other = np.full(len(logits), logits[0])
    best_other[0] = logits[1] if len(logits) > 1 else logits[0] - 5
    coverage, exact = rows[:, NAMES.index("coverage")], rows[:, NAMES.index("exact")]
    rivals = (coverage[None, :] >= 0.8 * coverage[:, None]).sum(axis=1) - 1
    evidence = np.column_stack(
        (
            logits,
            np.clip(logits - best_other, -5, 5),
            coverage,
            rows[:, NAMES.index("meaning")],
            exact,
            np.log1p(rivals) * (1 - exact),
            np.full(len(logits), float(listed.single_word)),
        )
    )
    return best_first, evidence


def probabilities(evidence: Matrix, model: Model) -> NDArray[np.float64]:
    """How probable each candidate is the one that was meant. Together never more than 1."""
    scores: NDArray[np.float64] = 1 / (1 + np.exp(-(evidence @ np.array(model.evidence) + model.intercept)))
    return scores / max(1.0, float(scores.sum()))


def decide(scores: NDArray[np.float64], evidence: Matrix, model: Model) -> Decision:
    """`one` only if the first is probable and clearly ahead; a wrong answer given confidently is the worst.

    A single word that occurs in several services (`Urkunde`) is a question back, however improbable each of them is.
    """
    ranked = np.sort(scores)[::-1]
    second = float(ranked[1]) if len(ranked) > 1 else 0.0
    if len(ranked) and ranked[0] >= model.one and ranked[0] - second >= model.gap:
        return "one"
    # Less probable, but with no rival worth mentioning: several words that fit one service and hardly another.
    words = bool(len(ranked)) and not evidence[0, -1]
    if words and ranked[0] >= _ALONE and ranked[0] >= _DOMINANT * second:
        return "one"
    if len(ranked) < 2:
        return "none"
    contained = (evidence[:, EVIDENCE.index("coverage")] >= _CONTAINED) & (evidence[:, -1] > 0)
    return "several" if contained.sum() > 1 or ranked[:_PLAUSIBLE].sum() >= model.any else "none"


def _rounded(value: float | tuple[float, ...]) -> float | list[float]:
    return [round(v, 4) for v in value] if isinstance(value, tuple) else round(value, 4)
