"""Checks of the example sentences: none twice, none also a test sentence, no markup that Rasa reads differently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.content import test_sentences
from bot.content.problems import ContentError, Problem
from bot.content.yaml_file import read
from bot.nlu.folding import fold as fold_letters
from bot.nlu.places import PLACE

_PUNCTUATION = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Sentences that differ only in case, punctuation or spaces are the same sentence."""
    return _PUNCTUATION.sub(" ", text.casefold()).strip() or text.strip()


def check(nlu: Path, tests: Path, placeless: Callable[[str], str] = str) -> Iterator[Problem]:
    """All problems of the sentence files below `nlu`; `tests` has the folders of what must not be trained on.

    `placeless` puts one word for every place: a test sentence about another town is the same sentence to the model.
    """

    def alike(text: str) -> str:
        return fold_letters(fold(placeless(text)))

    # One word is nobody's own: „ja“, „Hallo“, „Dülmen“.
    tested = {alike(text) for text in test_sentences.read(tests)}
    tested = {text for text in tested if " " in text}
    suspicious = _sharing_words(tested)
    seen: dict[str, str] = {}
    for path in sorted(nlu.glob("*/*.yml")):
        try:
            file = read(path)
        except ContentError as error:
            yield from error.problems
            continue
        yield from file.problems
        blocks = file.data.get("nlu") if isinstance(file.data, dict) else None
        if not (isinstance(blocks, list) and blocks and all(isinstance(block, dict) for block in blocks)):
            yield Problem(path, 1, "Hier fehlt „nlu:“ mit einem „intent“ und „examples“.")
            continue
        for i, block in enumerate(blocks):
            intent = str(block.get("intent", ""))
            start = file.line(("nlu", i, "examples"))
            for offset, line in enumerate(str(block.get("examples", "")).splitlines(), 1):
                if not line.strip():
                    continue
                place = start + offset
                sentence = line.strip().removeprefix("-").strip()
                if not line.strip().startswith("- "):
                    yield Problem(path, place, "Jeder Satz beginnt mit „- “.")
                if sentence.startswith("/") or re.search(r"[\[\]{}]", sentence):
                    yield Problem(path, place, "Klammern [ ] { } und ein / am Anfang sind hier nicht erlaubt.")
                folded = fold(sentence)
                if folded in seen:
                    message = f"„{sentence}“ steht schon bei „{seen[folded]}“. Bitte einen Satz löschen."
                    yield Problem(path, place, message)
                seen[folded] = intent
                if suspicious(fold_letters(folded)) and alike(sentence) in tested:
                    yield Problem(path, place, f"„{sentence}“ ist ein Prüfsatz und darf nicht gelernt werden.")


def _sharing_words(tested: set[str]) -> Callable[[str], bool]:
    """Whether a folded sentence has all words of a test sentence but its places: only then are its own looked for,
    which takes ten times as long."""
    others: dict[str, list[set[str]]] = {}
    for text in tested:
        words = set(text.split()) - {PLACE}
        others.setdefault(max(words, key=len, default=PLACE), []).append(words)

    def suspicious(text: str) -> bool:
        words = set(text.split())
        return any(known <= words for word in (*words, PLACE) for known in others.get(word, ()))

    return suspicious
