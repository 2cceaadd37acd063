"""The rules alone on tests/sentences/danger_dev.tsv: the floor under which no model is needed to hear a cry for help.

The rules have learnt from these sentences; what they reach on fresh ones stands in docs/adr/0004.
"""

from __future__ import annotations

import pytest

from bot import paths
from bot.nlu import emergency

SENTENCES = paths.ROOT / "tests" / "sentences" / "danger_dev.tsv"
PATTERNS = emergency.load()
LANGUAGES = ("de", "nds", "en", "tr", "pl", "uk", "ru", "ar", "ro")


def labelled(kind: str, language: str | None = None) -> list[str]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [text for label, spoken, text in rows if label == kind and language in (None, spoken)]


def heard(texts: list[str]) -> list[str]:
    return [text for text in texts if PATTERNS.find(text).intent is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_is_heard_in_every_language(language: str) -> None:
    danger = labelled("danger", language)
    missed = sorted({*danger} - {*heard(danger)})
    assert len(missed) <= 0.02 * len(danger), missed


def test_look_alikes_raise_no_alarm() -> None:
    harmless = labelled("harmless")
    alarms = heard(harmless)
    assert len(alarms) <= 0.01 * len(harmless), alarms


def test_danger_is_heard_without_umlauts_capitals_and_stops() -> None:
    danger = [text for language in ("de", "nds") for text in labelled("danger", language)]
    bare = [text.upper().translate(str.maketrans("ÄÖÜ", "AOU", ".,!?")) for text in danger]
    assert len(heard(bare)) >= 0.97 * len(bare), sorted({*bare} - {*heard(bare)})


def test_a_look_alike_beside_it_does_not_hide_a_danger() -> None:
    danger = heard(labelled("danger", "de"))
    hidden = [text for text in danger if not heard([f"Osterfeuer anmelden. {text}"])]
    assert not hidden, hidden
