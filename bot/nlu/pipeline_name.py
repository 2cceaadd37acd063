"""Which German pipeline this machine has, without loading it."""

from __future__ import annotations

import importlib.util

OFFICIAL = "de_core_news_sm"
OWN = "de_kreislotse_hanta"


class WrongPipeline(Exception):
    """A model meets another German pipeline than it was trained with. The message is German and says what to do."""


def installed() -> str:
    """The name of the pipeline that `load_german` gives on this machine."""
    return OFFICIAL if importlib.util.find_spec(OFFICIAL) is not None else OWN


def ensure_trained_with(name: str) -> None:
    """Raises WrongPipeline unless `name` is the pipeline of this machine: other lemmas mean other features."""
    if name != installed():
        raise WrongPipeline(
            f"Das Modell wurde mit der Sprachverarbeitung {name} trainiert, hier ist {installed()} eingerichtet. "
            "Bitte neu trainieren: kreislotse train"
        )
