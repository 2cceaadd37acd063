"""Rasa component: the intent classifier (bot.nlu.linear) over all sentence features of a message."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from bot.nlu import linear, pipeline_name

_FILE = "linear.npz"
_PIPELINE = "pipeline.txt"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Sets `intent` and `intent_ranking`. Chosen by measurement: docs/adr/0004."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: strength of the data against smoothness; `ranking_length`: how many intents are reported."""
        return {"C": 0.3, "ranking_length": 5}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """`config` with defaults filled in."""
        self._config = {**self.get_default_config(), **config}
        self._storage, self._resource = storage, resource
        self._linear: linear.Linear | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LinearIntentClassifier:
        """The trained classifier. Raises pipeline_name.WrongPipeline if this machine tokenises otherwise."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            pipeline_name.ensure_trained_with((folder / _PIPELINE).read_text(encoding="utf-8"))
            component._linear = linear.Linear.load(folder / _FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every sentence that has an intent."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        self._linear = linear.train(_blocks(examples), [m.get(INTENT) for m in examples], float(self._config["C"]))
        with self._storage.write_to(self._resource) as folder:
            self._linear.save(folder / _FILE)
            (folder / _PIPELINE).write_text(pipeline_name.installed(), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intents, best first."""
        for message in messages:
            blocks = _blocks([message])
            if self._linear is None or not blocks:
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                message.set("intent_ranking", [], add_to_output=True)
                continue
            row = self._linear.probabilities(blocks)[0]
            best = np.argsort(-row, kind="stable")[: self._config["ranking_length"]]
            ranking = [{"name": self._linear.labels[i], "confidence": float(row[i])} for i in best]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training sentences keep the intent their author gave them."""
        return training_data


def _blocks(messages: list[Message]) -> list[Any]:
    """One matrix (len(messages), width) per featurizer, in the order of the pipeline."""
    rows = [
        [feature.features for feature in message.features if _is_sentence(feature.attribute, feature.type)]
        for message in messages
    ]
    rows = [row for row in rows if row]
    return [
        sparse.vstack(block).tocsr() if sparse.issparse(block[0]) else np.vstack(block)
        for block in zip(*rows, strict=True)
    ]


def _is_sentence(attribute: str, kind: str) -> bool:
    return bool(attribute == TEXT and kind == FEATURE_TYPE_SENTENCE)
