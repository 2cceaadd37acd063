"""How a time of day is said: „nach 16 Uhr“, „vormittags“."""

from __future__ import annotations

from actions.answer import Phrase
from actions.values import Clock, time
from bot.nlu.time_words import PREPOSITIONS, Window


def phrase(window: Window) -> Phrase:
    """The window in the words it was asked in."""
    key = f"window.{window.said}"
    if window.said not in PREPOSITIONS.values():
        return Phrase(key, {"from": Clock(window.begins), "to": Clock(window.ends)})
    return Phrase(key, {"time": time(window.stated)})
