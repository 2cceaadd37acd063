"""Which trained model is used."""

from __future__ import annotations

from pathlib import Path

from bot import paths

PATTERN = "kreislotse-*.tar.gz"


def newest(folder: Path = paths.MODELS) -> Path | None:
    """The model of the present data, else the one trained last, or None if there is none yet."""
    models = [model for model in folder.glob(PATTERN) if model.is_file()]
    current = f"kreislotse-{_current()}.tar.gz" if len(models) > 1 else ""
    return max(models, key=lambda model: (model.name == current, model.stat().st_mtime, model.name), default=None)


def _current() -> str:
    from bot import training  # noqa: PLC0415 - reads every training file; only where there is a choice

    try:
        return training.fingerprint()[:12]
    except OSError:
        return ""
