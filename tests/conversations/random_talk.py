"""Random conversations: sentences of every intent, buttons of now or long ago, places, rubbish, at any time of day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import yaml

from bot import paths

LONGEST = 12
"""Turns of a conversation at most."""
_SITES = (None, *sorted(file.stem for file in (paths.DIRECTORY / "municipalities").glob("*.yml")))
_LANGUAGES = ("de",) * 12 + ("en", "tr", "pl", "uk", "ru", "ar", "de-simple", "xx")
_PLACES = (
    *("Senden", "in Dülmen", "und in Nottuln?", "nicht Coesfeld, Olfen", "ich wohne in Buldern", "48308", "Münster"),
    *("Lette", "Kreis Coesfeld", "Senden und Olfen", "Billerbeck, Havixbeck, Rosendahl", "Entenhausen"),
)
_ANSWERS = ("das erste", "das zweite", "das letzte", "3.", "ja", "nein", "weiß nicht", "etwas anderes", "nichts davon")
_RUBBISH = (
    *("", "   ", "?", "...", "🙂", "👍👍👍", "a", "ß", "0", "112", "24.12.", "31.02.2027", "29.02.2026 um 25:99 Uhr"),
    *("/restart", '/choose{"service": "reisepass"}', "{office} {0} {", "%s %(x)s", "<script>alert(1)</script>"),
    *("'; DROP TABLE service; --", "qwrtz plmf", "ÄÖÜ" * 40, "wann " * 150, "x" * 3000, "\u202etset"),
    *("لا أعرف", "不知道", "IBAN DE02 1203 0000 0000 2020 51", "nach 16 Uhr vor 9 Uhr um 12", "in den Ferien 2099"),
)
STALE = (
    *("service=gibt-es-nicht", "municipality=atlantis", "aspect=unfug", "command=boom", "command=something_else"),
    *("service=reisepass", "municipality=kreis-coesfeld", "aspect=fee", "aspect=compare", "aspect=change_municipality"),
)
"""Payloads of a hand-made request, or of a button from another time."""


@dataclass
class Talk:
    """One conversation: where and when it takes place, and the dice that decide what is said."""

    dice: Random
    sentences: dict[str, list[str]]
    pressed_before: list[str]
    """Payloads that some reply offered once, shared by all conversations; grows."""
    site: str | None = None
    language: str = "de"
    now: datetime = datetime(2026, 11, 23, 10)

    def __post_init__(self) -> None:
        self.site = self.dice.choice(_SITES)
        self.language = self.dice.choice(_LANGUAGES)
        self.now += timedelta(minutes=self.dice.randrange(-200 * 1440, 500 * 1440))

    def length(self) -> int:
        """1 to 12 turns."""
        return self.dice.randint(1, LONGEST)

    def next(self, reply: dict[str, Any] | None) -> tuple[str, str | None]:
        """What the citizen does after `reply`: a text, or the payload of a button."""
        self.now += timedelta(seconds=self.dice.randint(2, 90))
        offered = [button["payload"] for button in reply["buttons"]] if reply else []
        self.pressed_before += offered
        throw = self.dice.random()
        if offered and throw < 0.2:
            return "", self.dice.choice(offered)
        if throw < 0.27:
            return "", self.dice.choice(self.pressed_before)
        if throw < 0.37:
            return self.dice.choice(_RUBBISH), None
        if throw < 0.47:
            return self.dice.choice(_PLACES), None
        if throw < 0.55:
            return self.dice.choice(_ANSWERS), None
        return self._spoilt(self._sentence()), None

    def _sentence(self) -> str:
        return self.dice.choice(self.sentences[self.dice.choice(sorted(self.sentences))])

    def _spoilt(self, sentence: str) -> str:
        """Most sentences stay; some lose a letter, meet another, gain a place, shout, or break off."""
        at = self.dice.randrange(len(sentence))
        return self.dice.choice(
            (
                *(sentence,) * 7,
                sentence[:at] + sentence[at + 1 :],
                sentence[: at + 1],
                sentence.upper(),
                f"{sentence} {self._sentence()}",
                f"{sentence} {self.dice.choice(_PLACES)}",
            )
        )


def training_sentences() -> dict[str, list[str]]:
    """The example sentences of every intent."""
    found: dict[str, list[str]] = {}
    for file in sorted(paths.NLU.rglob("*.yml")):
        for entry in yaml.safe_load(file.read_text("utf-8")).get("nlu", ()):
            lines = (line.removeprefix("- ").strip() for line in entry.get("examples", "").splitlines())
            found.setdefault(entry.get("intent", ""), []).extend(line for line in lines if line)
    found.pop("", None)
    return found
