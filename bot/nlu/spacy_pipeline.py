"""Rasa's spaCy component with the pipeline of bot.nlu.german.

Rasa imports this module in every process that uses a model, so the fixes to Rasa itself are applied here too.
That a model meets the pipeline it was trained with is checked where the model is loaded (bot.nlu.classifier).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.model import InvalidModelError
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP

from bot import rasa_patch
from bot.nlu.german import load_german

rasa_patch.apply()


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="GermanSpacy",
)
class GermanSpacy(SpacyNLP):
    """Provides tokens, lemmas and tags. The German nouns keep their capitals."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See SpacyNLP; the pipeline is found, not configured."""
        return {"case_sensitive": True}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GermanSpacy:
        """Loads the pipeline of this machine."""
        language, name = load_german()
        return cls(SpacyModel(model=language, model_name=name), {**cls.get_default_config(), **config})

    @staticmethod
    def ensure_proper_language_model(nlp: Any) -> None:
        """Rasa asks for a pipeline with a path; ours may be built in memory."""
        if nlp is None:
            raise InvalidModelError("Die deutsche spaCy-Pipeline konnte nicht geladen werden.")
