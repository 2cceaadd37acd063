"""Rasa component: finds places, and gives them neutral words so that intents are learnt without towns."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import paths
from bot.content import staff_directory
from bot.directory.vectors import without_spans
from bot.nlu.places import OUTSIDE, Gazetteer, Mention, lookalikes

_TOKENS = "text_tokens"
PLACELESS_TEXT = "kreislotse_placeless_text"
"""Key of the message under which later components find the text without the names of places."""


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the staff files in this checkout; read once per process (0.5 s)."""
    return Gazetteer(staff_directory.load(paths.DIRECTORY), lookalikes())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `place` entities and masks their tokens. Must stand after the tokenizer and before the featurizers."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`mask` and `outside_mask`: the words that stand for every place of the county and beyond it in the features;
        `mask` empty: leave the text alone."""
        return {"mask": "ort", "outside_mask": "fremdort"}

    def __init__(self, config: dict[str, Any]) -> None:
        """`config` as in config.yml, with the defaults filled in by Rasa."""
        self._mask, self._outside_mask = str(config["mask"]), str(config["outside_mask"])
        self._gazetteer = gazetteer()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        """A component that reads the staff files, not the model: a new Ortsteil counts without training."""
        return cls({**cls.get_default_config(), **config})

    def process(self, messages: list[Message]) -> list[Message]:
        """Add entities and mask tokens in place."""
        for message in messages:
            self._process(message, message.get(TEXT))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training sentences are masked the same way; entities are not learnt from them."""
        for message in training_data.training_examples:
            self._mask_tokens(message, message.get(TEXT))
        return training_data

    def _process(self, message: Message, text: str | None) -> None:
        mentions = self._mask_tokens(message, text)
        if not mentions:
            return
        entities = [_entity(mention) for mention in mentions]
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)

    def _mask_tokens(self, message: Message, text: str | None) -> list[Mention]:
        if not text:
            return []
        mentions = self._gazetteer.find(text)
        if not self._mask:
            return mentions
        ours = [(mention.start, mention.end) for mention in mentions if not _is_foreign(mention)]
        message.set(PLACELESS_TEXT, without_spans(text, ours))
        if not mentions or message.get(_TOKENS) is None:
            return mentions
        tokens: list[Token] = []
        done: set[int] = set()
        for token in message.get(_TOKENS):
            hit = next((m for m in mentions if token.start < m.end and m.start < token.end), None)
            if hit is None:
                tokens.append(token)
            elif hit.start not in done:
                done.add(hit.start)
                if token.start < hit.start:  # „bürgerbüronottuln“
                    before = text[token.start : hit.start]
                    tokens.append(Token(before, token.start, lemma=before))
                mask = self._outside_mask if _is_foreign(hit) else self._mask
                tokens.append(Token(mask, token.start, end=hit.end, lemma=mask, data={"pos": "NE"}))
        message.set(_TOKENS, tokens)
        return mentions


def _is_foreign(mention: Mention) -> bool:
    """A place where something beyond the county is asked for; one that only comes along decides nothing."""
    return mention.value.startswith(OUTSIDE) and not mention.incidental


def _entity(mention: Mention) -> dict[str, Any]:
    entity = {
        "entity": "place",
        "value": mention.value,
        "start": mention.start,
        "end": mention.end,
        "confidence": mention.confidence,
        "part": mention.part,
        "negated": mention.negated,
        "incidental": mention.incidental,
        "extractor": "PlaceExtractor",
    }
    return entity | {"role": mention.role} if mention.role else entity
