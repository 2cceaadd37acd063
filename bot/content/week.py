"""The plain German week that staff write: `mo: 08:00-12:30, 14:00-18:00`."""

from __future__ import annotations

import re

DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_LOOSE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?")


def spans(text: str) -> list[tuple[str, str]]:
    """`08:00-12:30, 14:00-18:00` → [("08:00", "12:30"), ("14:00", "18:00")]. Raises ValueError with a German hint."""
    result: list[tuple[str, str]] = []
    for part in (p.strip() for p in text.split(",")):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise ValueError(f"„{part}“ ist keine Zeitspanne. Bitte so schreiben: {_suggestion(part)}")
        opens, closes = part.split("-")
        if opens >= closes:
            raise ValueError(f"„{part}“ endet vor dem Anfang. Bitte die Uhrzeiten tauschen oder berichtigen.")
        if result and result[-1][1] > opens:
            raise ValueError(f"„{part}“ überschneidet sich mit der Zeitspanne davor. Bitte zusammenfassen.")
        result.append((opens, closes))
    return result


def _suggestion(part: str) -> str:
    loose = _LOOSE.search(part)
    if loose is None:
        return "08:00-12:30, 14:00-18:00"
    opens, closes = int(loose[1]), int(loose[3])
    return f"{opens:02d}:{loose[2] or '00'}-{closes:02d}:{loose[4] or '00'}"
