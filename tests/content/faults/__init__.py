"""Faults as editors make them, by what they are in; `test_faults.py` seeds them into a copy of the real data."""

from tests.content.faults import notation, offices, places, responsibilities, services, sources

FAULTS = (
    *notation.FAULTS,
    *services.FAULTS,
    *offices.FAULTS,
    *sources.FAULTS,
    *responsibilities.FAULTS,
    *places.FAULTS,
)
