"""„Meinten Sie …?“: what somebody most likely wanted to write."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-", "_": "-"})


def fold(text: str) -> str:
    """As file names are written: `Kfz Abmeldung` → `kfz-abmeldung`, `Dülmen` → `duelmen`."""
    return text.strip().casefold().translate(_UMLAUTS)


def nearest(given: str, known: Collection[str], at_least: float = 66) -> str | None:
    """The entry of `known` that `given` most likely stands for, or None. `at_least`: likeness from 0 to 100."""
    options = sorted(known)
    found = process.extractOne(given, options, scorer=fuzz.ratio, processor=fold, score_cutoff=at_least)
    if found is not None:
        return str(found[0])
    # `perso` stands for `personalausweis`
    longer = [option for option in options if len(given) >= 4 and fold(option).startswith(fold(given))]
    return min(longer, key=len, default=None)


def did_you_mean(given: str, known: Collection[str]) -> str:
    """` Meinten Sie „…“?`, or nothing where nothing is near."""
    found = nearest(given, known)
    return f" Meinten Sie „{found}“?" if found else ""
