"""Rasa component: which day and time, which kind of waste, which language. Deterministic, nothing is learnt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import languages, paths
from bot.content import word_lists
from bot.nlu import day_words
from bot.nlu.word_finder import WordFinder

# The names of languages (bot/languages.py), to the end of the word; Arabic puts „in“ before it: „بالعربية“.
_LANGUAGES = tuple((one.tag, re.compile(rf"(?<![a-zß-ÿ])(?:{one.called})\w*", re.IGNORECASE)) for one in languages.ALL)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DetailExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `day`, `time`, `waste_fraction` and `language`. Needs nothing of the components before it.

    A `day` is what was said, not a date (bot/nlu/day_words.py): only the actions know what day it is. A `time` has the
    fields of a Window (bot/nlu/time_words.py) beside its normal form.
    """

    def __init__(self) -> None:
        """Reads the word list of this checkout. Raises ContentError if it is faulty."""
        self._fractions = WordFinder(word_lists.read(paths.NLU / "waste_fractions.txt", word_lists.FRACTIONS))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DetailExtractor:
        """The extractor has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add entities in place."""
        for message in messages:
            text = message.get(TEXT)
            if not text or text.startswith("/"):
                continue
            entities = [entity | {"extractor": type(self).__name__} for entity in self._entities(text)]
            if entities:
                message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages

    def _entities(self, text: str) -> Iterator[dict[str, Any]]:
        said = day_words.find(text)
        if said.day is not None:
            yield _entity("day", said.day, *said.day_span)
        if said.window is not None:
            yield _entity("time", said.window.value, *said.window_span) | asdict(said.window)
        for hit in self._fractions.find(text):
            yield _entity("waste_fraction", hit.value, hit.start, hit.end)
        for tag, called in _LANGUAGES:
            for named in called.finditer(text):
                yield _entity("language", tag, *named.span())


def _entity(name: str, value: str, start: int, end: int) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": start, "end": end}
