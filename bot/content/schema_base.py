"""What all entries of staff files have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Extra, validator
from pydantic.fields import ModelField

from bot.content import values

_KINDS: dict[Any, Callable[[str], Any]] = {dt.date: values.date, bool: values.truth, float: values.amount}


class StaffEntry(BaseModel):
    """A block of a YAML file: unknown keys are faults, white space around values is none.

    YAML hands over texts: dates, amounts and true/false are read here, in the one form that staff write.
    """

    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True
        min_anystr_length = 1

    @validator("*", pre=True)
    def _is_of_its_kind(cls, value: Any, field: ModelField) -> Any:
        kind = _KINDS.get(field.outer_type_)
        return kind(value.strip()) if kind is not None and isinstance(value, str) else value
