"""Tests; a package so that the checkout itself is importable."""
