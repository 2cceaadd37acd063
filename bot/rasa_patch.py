"""One fix to Rasa 3.6: it compiles a JSON schema for every answer of an action, two thirds of the cost of a turn."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

PATCHED_VERSION = "3.6.21"
"""The only version this was measured and tested with; another one is left alone."""


@lru_cache(maxsize=1)
def _validator() -> Any:
    from jsonschema.validators import validator_for  # noqa: PLC0415 - only where Rasa runs
    from rasa.core.actions.action import RemoteAction  # noqa: PLC0415

    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def validate(_action: Any, result: dict[str, Any]) -> bool:
    """Same answer as RemoteAction._validate_action_result: True, or jsonschema.ValidationError."""
    _validator().validate(result)
    return True


def apply() -> bool:
    """Put `validate` into Rasa. Returns whether this version of Rasa is the one the fix is for."""
    import rasa  # noqa: PLC0415
    from rasa.core.actions.action import RemoteAction  # noqa: PLC0415

    if rasa.__version__ != PATCHED_VERSION:
        return False
    RemoteAction._validate_action_result = validate
    return True
