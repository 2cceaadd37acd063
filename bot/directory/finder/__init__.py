"""The service finder: which service of the directory does a message mean? No training, the database is the source."""

from bot.directory.finder.finder import Candidate, Finder, Found

__all__ = ["Candidate", "Finder", "Found"]
