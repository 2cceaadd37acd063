"""How staff write times: `mo: 08:00-12:30, 14:00-18:00`, past midnight `fr: 18:00-26:00`, every year `24.12.-31.12.`"""

from __future__ import annotations

import re
from datetime import date

DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_SPAN = re.compile(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-5]):[0-5]\d|26:00)")
_LOOSE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?")
_YEARLY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?:\s*-\s*(\d{1,2})\.(\d{1,2})\.)?")
_ANY_YEAR = 2025
_YEARS_KEPT = 20
_A_DAY = 24 * 60


def spans(text: str) -> list[tuple[str, str]]:
    """`08:00-12:30, 14:00-18:00` → [("08:00", "12:30"), ("14:00", "18:00")]. Raises ValueError with a German hint."""
    result: list[tuple[str, str]] = []
    for part in (p.strip() for p in text.split(",")):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise ValueError(f"„{part}“ ist keine Zeitspanne. Bitte so schreiben: {_suggestion(part)}")
        opens, closes = part.split("-")
        if opens >= closes:
            raise ValueError(
                f"„{part}“ endet vor dem Anfang. Bitte die Uhrzeiten tauschen oder berichtigen. "
                f"Über Mitternacht geht es so: {_past_midnight(opens, closes)} (höchstens bis 26:00, also 2 Uhr nachts)"
            )
        if closes > "24:00" and _minutes(closes) - _minutes(opens) >= _A_DAY:
            # schema.org could not tell it from a closed day, and nobody keeps such hours.
            raise ValueError(f"„{part}“ dauert einen ganzen Tag oder länger. Rund um die Uhr heißt: 00:00-24:00")
        if result and result[-1][1] > opens:
            raise ValueError(f"„{part}“ überschneidet sich mit der Zeitspanne davor. Bitte zusammenfassen.")
        result.append((opens, closes))
    return result


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def yearly(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """`24.12.-02.01.` → ((12, 24), (1, 2)) as month and day; a single day twice. Raises a German ValueError."""
    match = _YEARLY.fullmatch(text)
    if match is None:
        raise ValueError(f"„{text}“ ist kein Tag des Jahres. Bitte so schreiben: 24.12. oder 24.12.-31.12.")
    first = (int(match[2]), int(match[1]))
    last = (int(match[4]), int(match[3])) if match[3] else first
    for month, day in (first, last):
        try:
            date(_ANY_YEAR, month, day)
        except ValueError:
            raise ValueError(f"„{day}.{month}.“ gibt es nicht in jedem Jahr. Bitte berichtigen.") from None
    return first, last


def every_year(text: str, since: int) -> list[tuple[date, date]]:
    """The days of `yearly(text)` from the year `since` on; no range crosses the turn of a year.

    They are kept for twenty years: by then the source has to be looked at anyway, and the directory holds dates only.
    """
    first, last = yearly(text)
    found = []
    for year in range(since, since + _YEARS_KEPT):
        if first <= last:
            found.append((date(year, *first), date(year, *last)))
        else:
            found += [(date(year, 1, 1), date(year, *last)), (date(year, *first), date(year, 12, 31))]
    return found


def _suggestion(part: str) -> str:
    loose = _LOOSE.search(part)
    if loose is None:
        return "08:00-12:30, 14:00-18:00"
    opens, closes = int(loose[1]), int(loose[3])
    return f"{opens:02d}:{loose[2] or '00'}-{closes:02d}:{loose[4] or '00'}"


def _past_midnight(opens: str, closes: str) -> str:
    later = f"{int(closes[:2]) + 24}{closes[2:]}"
    return f"{opens}-{later}" if later <= "26:00" else "18:00-26:00"
