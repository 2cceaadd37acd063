"""Rasa component: which kind of waste, which language. Deterministic; staff edit the words in data/nlu."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import paths
from bot.content import word_lists
from bot.nlu.word_finder import WordFinder


def finders() -> dict[str, WordFinder]:
    """What finds each entity in this checkout. Raises ContentError if a word list is faulty."""
    return {
        "waste_fraction": WordFinder(word_lists.read(paths.NLU / "waste_fractions.txt", word_lists.FRACTIONS)),
        "language": WordFinder(word_lists.read(paths.NLU / "languages.txt")),
    }


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DetailExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `waste_fraction` and `language` entities. Needs nothing of the components before it."""

    def __init__(self) -> None:
        """Reads the word lists: a new word counts after a restart, without training."""
        self._finders = finders()

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
            entities = [
                {
                    "entity": name,
                    "value": hit.value,
                    "start": hit.start,
                    "end": hit.end,
                    "extractor": type(self).__name__,
                }
                for name, finder in self._finders.items()
                for hit in finder.find(text)
            ]
            if entities:
                message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages
