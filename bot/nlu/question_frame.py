"""Rasa component: a sparse sentence feature from the frame of the question (bot.nlu.frames)."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.frames import Frames, learn

_FILE = "frames.json"
_TOKENS = "text_tokens"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class QuestionFrame(GraphComponent):
    """Must stand after the tokenizer and the masking of places."""

    def __init__(self, storage: ModelStorage, resource: Resource, name: str) -> None:
        """`name` marks the features in diagnosis."""
        self._storage, self._resource, self._name = storage, resource, name
        self._frames = Frames(frozenset(), {})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionFrame:
        """A component that has learnt nothing yet."""
        return cls(model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> QuestionFrame:
        """The component with the words of its training."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            learnt = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        component._frames = Frames(frozenset(learnt["kept"]), {gram: i for i, gram in enumerate(learnt["grams"])})
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which words tell an intent."""
        examples = [message for message in training_data.intent_examples if message.get(_TOKENS)]
        self._frames = learn([_lemmas(message) for message in examples], [m.get(INTENT) for m in examples])
        learnt = {"kept": sorted(self._frames.kept), "grams": list(self._frames.columns)}
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(learnt, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature to every message with a text."""
        for message in messages:
            if message.get(_TOKENS):
                row = self._frames.row(_lemmas(message))
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._name))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the feature to every training sentence."""
        self.process(training_data.training_examples)
        return training_data


def _lemmas(message: Message) -> list[str]:
    return [token.lemma for token in message.get(_TOKENS)]
