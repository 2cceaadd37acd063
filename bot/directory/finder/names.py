"""Names and synonyms word for word: which service a query is called by, and which words are part of many names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.directory.finder.words import Word

_MANY = 3
_TAIL = 4
_MANY_TAILS = 4


class Names:
    """Filled while the index is built, then only asked."""

    def __init__(self) -> None:
        # None: the name or synonym belongs to several services.
        self._owners: dict[str, dict[str, str | None]] = {"name": {}, "synonym": {}, "foreign": {}}
        self._of_staff: list[frozenset[str]] = []
        self._name_words: dict[str, set[str]] = {}
        self._words_of: dict[str, set[str]] = {}
        self.words: set[str] = set()
        """All words of names and synonyms, folded."""

    def add(self, service: str, kind: str, phrase: Sequence[Word], by_staff: bool) -> None:
        """Take in a phrase; situations are passed over."""
        if kind not in self._owners:
            return
        key = _key(phrase)
        if self._owners[kind].setdefault(key, service) != service:
            self._owners[kind][key] = None
        if kind == "name" and by_staff:
            self._of_staff.append(_stems(phrase))
            self._name_words[service] = {word.folded for word in phrase}
        if by_staff and kind != "foreign":
            self._words_of.setdefault(service, set()).update(word.folded for word in phrase)
        if kind != "foreign":
            self.words.update(word.folded for word in phrase)

    def owner(self, query: Sequence[Word]) -> str | None:
        """The only service with just this official name, or else with just this synonym or foreign name."""
        key = _key(query)
        return next((owner for owners in self._owners.values() if (owner := owners.get(key))), None)

    def is_vague(self, query: Sequence[Word]) -> bool:
        """Whether the words stand in three official names or more and are none of them: `Gewerbe`, `Hund`; or a single
        word ends longer ones of several services, whichever has it as a synonym: `Ausweis`, `Bescheinigung`.

        Names that only an import knows do not count: with thousands of them, every word would be vague.
        """
        stems = _stems(query)
        containing = [name for name in self._of_staff if stems <= name]
        if stems in containing:
            return False
        if len(stems) == 1 and len(tail := query[0].folded) >= _TAIL:
            named = sum(any(word.endswith(tail) for word in words) for words in self._name_words.values())
            called = sum(any(word[1:].endswith(tail) for word in words) for words in self._words_of.values())
            return max(len(containing), named) >= _MANY or called >= _MANY_TAILS
        return len(containing) >= _MANY


def _key(phrase: Sequence[Word]) -> str:
    return " ".join(dict.fromkeys(word.folded for word in phrase))


def _stems(phrase: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in phrase)
