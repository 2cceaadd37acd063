"""„Meinten Sie …?“: what somebody most likely wanted to write."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-", "_": "-"})


def fold(text: str) -> str:
    """As file names are written: `Kfz Abmeldung` → `kfz-abmeldung`, `Dülmen` → `duelmen`."""
    return text.strip().casefold().translate(_UMLAUTS)


def nearest(given: str, known: Collection[str]) -> str | None:
    """The entry of `known` that `given` most likely stands for, or None."""
    found = process.extractOne(given, sorted(known), scorer=fuzz.ratio, processor=fold, score_cutoff=66)
    if found is None and len(fold(given)) >= 3:
        found = process.extractOne(given, sorted(known), scorer=_same_beginning, processor=fold, score_cutoff=1)
    return str(found[0]) if found else None


def did_you_mean(given: str, known: Collection[str]) -> str:
    """` Meinten Sie „…“?`, or nothing where nothing is near."""
    found = nearest(given, known)
    return f" Meinten Sie „{found}“?" if found else ""


def _same_beginning(given: str, known: str, **_: object) -> float:
    """`perso` stands for `personalausweis`: 100 less what is missing."""
    return max(1.0, 100.0 - len(known) + len(given)) if known.startswith(given) else 0.0
