"""Keeps the libraries' chatter off the terminal, so that a command prints only what it was asked for."""

from __future__ import annotations

import logging
import os
import warnings

from bot import without_tensorflow

VARIABLES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "LOG_LEVEL": "ERROR",
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "passive",
}


def libraries(with_tensorflow: bool = False) -> None:
    """Call before Rasa is imported. Errors are still logged, to standard error. `with_tensorflow`: for pipelines that
    compute with it; ours does not."""
    os.environ.update(VARIABLES)
    if not with_tensorflow:
        without_tensorflow.install()
    # Some libraries reset the warning filters on import; a warning that is not shown cannot be in the way.
    warnings.showwarning = lambda *_, **__: None
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    configure_structlog(logging.ERROR)
    logging.disable(logging.WARNING)
