"""Puts phrases into words in one language. A line whose placeholder has no value (None) is left out."""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import Any

from actions import wording
from actions.answer import Phrase
from actions.values import Capitalised, Clock, German, Joined, ServiceName, Term
from bot import bidi, languages
from bot.nlu.time_words import DAY

_MEDIOPUNKT = "\u00b7"
"""Parts long words in Leichte Sprache: „Personal·ausweis“."""
_GROUP = "\u202f"
"""Narrow no-break space between thousands, as ISO 80000-1 recommends for every language."""


class Speaker:
    """Says phrases in `language`, in German what is not translated. One per reply: `unreviewed` tells of it whether
    any wording used so far was made by a machine and not yet reviewed by a person."""

    def __init__(self, language: str = languages.GERMAN) -> None:
        """`language`: a tag of bot/languages.py."""
        self.language = language
        self.unreviewed = False
        self._german = language == languages.GERMAN
        self._right_to_left = languages.by_tag(language).right_to_left

    def say(self, key: str, values: dict[str, Any]) -> str:
        """The wording of `key`, filled. Raises KeyError for an unknown key."""
        text = self._noting(None if self._german else wording.wording(key, self.language)) or wording.german(key)
        lines = [line for line in text.strip("\n").split("\n") if _complete(line, values)]
        spelt = {name: self.spell(value) for name, value in values.items()}
        return "\n".join(line.format_map(spelt) for line in lines)

    def spell(self, value: Any) -> str:  # noqa: PLR0911 - one return per kind of value reads best
        """A value (see Phrase) as text."""
        match value:
            case Phrase():
                return self.say(value.key, value.values)
            case Joined():
                return value.by.join(self.spell(part) for part in value.parts)
            case Capitalised():
                text = self.spell(value.value)
                return text[:1].upper() + text[1:]
            case Clock():
                return self._clock(value.minute)
            case date():
                month = Phrase(f"month.{value.month}")
                return self.say(
                    "date", {"dd": f"{value:%d}", "day": str(value.day), "month": month, "year": str(value.year)}
                )
            case ServiceName():
                return self._service(value)
            case Term():
                return self._translated(value.text) or self._isolated(value.text)
            case German():
                return self._translated(value.text) or self._marked(value.text)
            case int():
                return f"{value:,}".replace(",", "." if self.language.startswith("de") else _GROUP)
            case _:
                return self._isolated("" if value is None else str(value))

    def _noting(self, found: tuple[str, bool] | None) -> str | None:
        if found is None:
            return None
        text, reviewed = found
        self.unreviewed = self.unreviewed or not reviewed
        return text

    def _translated(self, german_text: str) -> str | None:
        return None if self._german else self._noting(wording.term(german_text, self.language))

    def _marked(self, german_text: str) -> str:
        if self._german:
            return german_text
        mark = self.say("translation.german_only", {})
        return f"{mark}\n{self._isolated(german_text)}"

    def _service(self, service: ServiceName) -> str:
        name = None if self._german else self._noting(wording.service(service.slug, self.language))
        if name is None:
            return self._isolated(service.name)
        if name.replace(_MEDIOPUNKT, "").casefold() == service.name.casefold():
            return name
        return self.say("translation.service", {"name": name, "german": service.name})

    def _clock(self, minute: int) -> str:
        """480 → 8 in German, else 8:00; 750 → 12:30; 1440 → 24; 1560 → 2 (of the next day)."""
        hour, rest = divmod(minute if minute == DAY else minute % DAY, 60)
        return f"{hour}:{rest:02d}" if rest or not self.language.startswith("de") else str(hour)

    def _isolated(self, text: str) -> str:
        """In a right-to-left language, names, numbers and addresses keep their direction and do not turn around."""
        return bidi.isolated(text) if self._right_to_left else text


def _complete(line: str, values: dict[str, Any]) -> bool:
    return all(values[name] is not None for _, name, _, _ in Formatter().parse(line) if name)


def say(key: str, values: dict[str, Any], language: str = languages.GERMAN) -> str:
    """One wording on its own."""
    return Speaker(language).say(key, values)
