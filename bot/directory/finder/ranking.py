"""From features to calibrated scores and a decision. The few coefficients lie in model.json (see calibrate.py)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.directory.finder.features import NAMES, Shortlist

Decision = Literal["one", "several", "none"]
MODEL = Path(__file__).with_name("model.json")
_OFFERED = 4
_NAMED = 0.5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """Weights of the features (NAMES), and of a service being known from an import only; what the logit of the best
    service and the number of words say about whether any is meant, with the constant; from which probability the first
    is answered, and from which sum of the first four they are offered."""

    weights: tuple[float, ...]
    imported: float
    best: float
    words: float
    constant: float
    one: float
    several: float

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
    model = Model(**data | {"weights": tuple(data["weights"])})
    if len(model.weights) != len(NAMES):
        raise ValueError(
            f"{path} passt nicht zum Programm. Bitte `python -m bot.directory.finder.calibrate` ausführen."
        )
    return model


def probabilities(listed: Shortlist, model: Model) -> Floats:
    """How probable it is of each service of a shortlist that it was meant; together the probability that any was.

    Which one: a conditional logit, so several that fit alike share. Whether any: how well the best one fits, for a
    query of so many words; a long story has much that is in no phrase.
    """
    logits = listed.rows @ np.array(model.weights) + model.imported * listed.imported
    best = logits.max()
    shares = np.exp(logits - best)
    any_meant = 1 / (1 + np.exp(-(model.best * best + model.words * np.log(listed.words) + model.constant)))
    scores: Floats = any_meant * shares / shares.sum()
    return scores


def decide(scores: Floats, model: Model, named: bool = False, vague: bool = False) -> Decision:
    """`scores`: best first. `one` only if the first is probable; a wrong answer given confidently is the worst.

    `named`: the first is the only service with just this name or synonym. Then it need only be likelier than all others
    together. `vague`: the words are part of many names, and asking back is right however probable the first is.
    """
    if scores[0] >= (_NAMED if named else model.one) and not vague:
        return "one"
    return "several" if len(scores) > 1 and scores[:_OFFERED].sum() >= model.several else "none"


def _rounded(value: float | tuple[float, ...]) -> float | list[float]:
    return [round(v, 4) for v in value] if isinstance(value, tuple) else round(value, 4)
