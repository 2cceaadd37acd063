"""What all entries of staff files have in common."""

from __future__ import annotations

from pydantic import BaseModel, Extra


class StaffEntry(BaseModel):
    """A block of a YAML file: unknown keys are faults, white space around values is none."""

    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True
