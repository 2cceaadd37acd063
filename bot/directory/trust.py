"""How far a fact can be trusted on a day: the four states of contract.md."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

State = Literal["verified", "unverified", "expired", "example"]


class Datable(Protocol):
    """What decides the state: a row or an entry of sources.yml."""

    stale: bool
    example: bool
    expires: date | None
    verified_by: str | None


def state(source: Datable, today: date) -> State:
    """Sources expire by themselves, without another import: a fact is good until the day `expires`, included."""
    if source.example:
        return "example"
    if source.stale or (source.expires is not None and source.expires < today):
        return "expired"
    return "verified" if source.verified_by else "unverified"
