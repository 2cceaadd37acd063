"""Rasa component: what bot.nlu.emergency says about danger overrules the classifier. Must stand after it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import emergency


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyGuard(GraphComponent, IntentClassifier):
    """Keeps a cry for help from being answered with opening hours, and an Osterfeuer from being answered with 112."""

    def __init__(self) -> None:
        """Reads the patterns of this checkout."""
        self._patterns = emergency.load()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EmergencyGuard:
        """The guard has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Reorder the intents where the words demand it."""
        for message in messages:
            text = message.get(TEXT)
            ranking = message.get("intent_ranking", [])
            if not text or text.startswith("/"):
                continue
            judged = emergency.judged(self._patterns, text, ranking)
            if judged and judged is not ranking:
                message.set(INTENT, judged[0], add_to_output=True)
                message.set("intent_ranking", judged, add_to_output=True)
        return messages
