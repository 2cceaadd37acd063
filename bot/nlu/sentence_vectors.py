"""Rasa component: a dense sentence feature from multilingual sentence vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.directory import vectors as e5
from bot.directory.vectors import Encoded, Vector
from bot.nlu import use_vectors as use
from bot.nlu.place_extractor import PLACELESS_TEXT

HANDED_ON = "sentence_vector"
"""Key of the message's output that carries the vector to the actions."""
_FILE = "mean.npy"
_ENCODERS = {"e5": e5.encode, "use": use.encode}
_KEPT: dict[tuple[str, str], Vector] = {}
"""(encoder, text) → vector of the training sentences: Rasa asks for them twice in one training, 12 ms each."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceVectors(GraphComponent):
    """Sentence feature (1, width): vector minus the mean of the training sentences, at length `weight`.

    The vectors of E5 lie in a narrow cone (cosines .75 to .95): without the mean they hardly differ.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`encoder`: `e5` (384 wide, also handed on to the service finder) or `use` (512 wide); `weight`: length beside
        the text features, which have length 1; `masked`: read the text without places."""
        return {"encoder": "e5", "weight": 1.0, "masked": True}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        """`config` with defaults filled in; `name` marks the features in diagnosis."""
        self._config = {**self.get_default_config(), **config}
        self._storage, self._resource, self._name = storage, resource, name
        self._encoder = str(self._config["encoder"])
        self._encode = _ENCODERS[self._encoder]
        self._mean: Vector = np.zeros(1, dtype=np.float32)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """A component without a mean yet."""
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> SentenceVectors:
        """The component with the mean of its training."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._mean = np.load(folder / _FILE, allow_pickle=False)
        component._encode(["warm"])  # the weights are read now, not at the first citizen's message
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Remember the mean vector."""
        texts = [self._text(message) for message in training_data.training_examples if message.get(TEXT)]
        if texts:
            vectors = e5.encode_many(texts, self._encode)
            _KEPT.update(((self._encoder, text), vector) for text, vector in zip(texts, vectors, strict=True))
            self._mean = vectors.mean(axis=0).astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / _FILE, self._mean, allow_pickle=False)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message with a text, and hand the vector on: the service finder needs it, too."""
        self._add_features(messages, hand_on=self._encoder == "e5")
        return messages

    def _add_features(self, messages: list[Message], hand_on: bool) -> None:
        given = [message for message in messages if message.get(TEXT)]
        if not given:
            return
        texts = [self._text(message) for message in given]
        kept = [_KEPT[key] for text in texts if (key := (self._encoder, text)) in _KEPT]
        vectors = np.stack(kept) if len(kept) == len(texts) else self._encode(texts)
        centred = vectors - self._mean
        length = np.linalg.norm(centred, axis=1, keepdims=True)
        scaled = (centred / np.maximum(length, 1e-6) * self._config["weight"]).astype(np.float32)
        for message, row in zip(given, scaled, strict=True):
            message.add_features(Features(row[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._name))
        if hand_on:
            for message, text, vector in zip(given, texts, vectors, strict=True):
                message.set(HANDED_ON, Encoded(text, vector).to_json(), add_to_output=True)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training sentence."""
        self._add_features(training_data.training_examples, hand_on=False)
        return training_data

    def _text(self, message: Message) -> str:
        text = message.get(PLACELESS_TEXT) if self._config["masked"] else None
        return str(text or message.get(TEXT))
