"""Whether a way begins or ends at a named place: „ab Rorup nach Coesfeld“, „from Dülmen to Münster“. Pure.

Words are folded (bot.nlu.folding.fold).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Role = Literal["from", "to"]

# What may stand between the preposition and the name: „von der Haltestelle Rathaus Senden“, „zum Bahnhof in Coesfeld“.
_BETWEEN = {
    *("der", "die", "das", "dem", "den", "the", "in", "im", "am", "stadt", "gemeinde", "ortsteil", "raum", "richtung"),
    *("bahnhof", "bhf", "bf", "hbf", "busbahnhof", "zob", "haltestelle", "flughafen", "rathaus", "markt", "station"),
}
_REACH = 3
_FROM = {"ab", "aus", "ausm", "from", "z", "ze", "з", "із", "из", "від", "от", "من"}
_TO = {"nach", "nao", "bis", "richtung", "to", "towards", "do", "la", "spre", "до", "إلى", "الى", "naar"}
# These do not always speak of a way: „Öffnungszeiten von Senden“, „Fragen zum Kreishaus“.
_FROM_ON_A_WAY, _TO_ON_A_WAY = {"von", "vom", "van"}, {"zu", "zum", "zur", "ins"}
_WAY = re.compile(
    r"nach|bis|\w*busse?|\w*zug|zuege|\w*bahn|\w*verbindung\w*|fahr\w*|faehrt|abfahrt\w*|komm|kommen|komme|kommt|weg"
    r"|\w*strecke|\w*route|\w*radweg|zieh\w*|\w*gezogen|\w*umzug\w*|umzieh\w*|reise\w*|pendel\w*|pendle|laufen|hinkommen"
    r"|umsteigen|anschluss|\w*rad|hierher|rueckfahrt|hinfahrt|(?:re|rb|x|s|r)\d+|train|way|get"
)
_TURKISH = {
    **dict.fromkeys(("den", "dan", "ten", "tan"), "from"),
    **dict.fromkeys(("e", "a", "ye", "ya", "ne", "na"), "to"),
}


def governing(before: Sequence[str]) -> list[str]:
    """The words up to the preposition that governs a place, if one does: without „der Haltestelle Rathaus“."""
    words = list(before)
    for _ in range(_REACH):
        if len(words) > 1 and words[-1] in _BETWEEN and words[-2] in _PREPOSITIONS | _BETWEEN:
            words.pop()
    return words


def role(before: Sequence[str], after: Sequence[str], suffix: str | None) -> Role | None:
    """`before`, `after`: the words beside the place; `suffix`: what an apostrophe joins to it (Turkish)."""
    if suffix in _TURKISH:
        return "from" if _TURKISH[suffix] == "from" else "to"
    words = governing(before)
    last = words[-1] if words else ""
    if last == "la" and words[-2:-1] == ["de"]:
        return "from"
    on_a_way = any(_WAY.fullmatch(word) for word in (*words[:-1], *after)) or _FROM_ON_A_WAY & {*words[:-1]}
    if last in _FROM or (last in _FROM_ON_A_WAY and (on_a_way or _TO_ON_A_WAY & {*after})):
        return "from"
    return "to" if last in _TO or (last in _TO_ON_A_WAY and on_a_way) else None


_PREPOSITIONS = _FROM | _TO | _FROM_ON_A_WAY | _TO_ON_A_WAY
