"""Kreislotse: the citizen-service assistant of the twelve administrations of the Kreis Coesfeld."""

__version__ = "0.1.0"
