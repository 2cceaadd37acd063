"""Which trained model is used."""

from __future__ import annotations

from pathlib import Path

from bot import paths

PATTERN = "kreislotse-*.tar.gz"


def newest(folder: Path = paths.MODELS) -> Path | None:
    """The model trained last, or None if there is none yet."""
    models = [model for model in folder.glob(PATTERN) if model.is_file()]
    return max(models, key=lambda model: (model.stat().st_mtime, model.name), default=None)
