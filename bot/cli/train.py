"""`kreislotse train`: train the model of the present data."""

from __future__ import annotations

import sys

from bot import training


def train(if_changed: bool = False) -> int:
    """Train, or with `if_changed` only if the model of the present data is missing. Returns the exit code."""
    try:
        training.train(force=not if_changed)
    except (training.TrainingFailed, OSError, ValueError) as error:
        print(str(error), file=sys.stderr, flush=True)
        return 1
    return 0
