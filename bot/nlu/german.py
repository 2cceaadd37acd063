"""The German spaCy pipeline: the official model if installed, else spaCy's tokenizer with HanTa's lemmas.

`de_core_news_sm` lies in no package registry, so a fresh machine gets the second one (docs/adr/0004).
HanTa: https://github.com/wartaal/HanTa, LGPL, its model morphmodel_ger.pgz comes in the package.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.nlu.pipeline_name import OFFICIAL, OWN, installed

# Log probability under which HanTa has only guessed a lower-case word: known ones lie above (measured on our data).
_GUESSED = -20.0


def load_german() -> tuple[Language, str]:
    """The pipeline and its name; the name tells a trained model whether it sees the features it was trained with."""
    if installed() == OFFICIAL:
        return spacy.load(OFFICIAL, disable=["parser"]), OFFICIAL
    language = spacy.blank("de")
    language.add_pipe("hanta")
    language.meta["name"] = OWN
    return language, OWN


@Language.component("hanta", assigns=["token.lemma", "token.tag"])
def hanta(doc: Doc) -> Doc:
    """Set lemma and STTS tag of every token."""
    for token in doc:
        token.lemma_, token.tag_ = analyse(token.text)
    return doc


_LONGEST = 60


@lru_cache(maxsize=20_000)
def analyse(word: str) -> tuple[str, str]:
    """(lemma, STTS tag) of one word out of context: `rathauses` → (Rathaus, NN), `kostet` → (kosten, VVFIN)."""
    if len(word) > _LONGEST:
        # No German word: HanTa's time grows with the square of the length, 250 letters already take two seconds.
        return word, "FM"
    if not any(letter.isalpha() for letter in word):
        return word, "CARD" if word.isdigit() else "$("
    tagger = _tagger()
    form = word
    if word.isupper() and len(word) > 4:
        form = word.lower()
    tag, score = _best(form)
    if form[0].islower() and score < _GUESSED:
        # Citizens write nouns in lower case; HanTa then takes `personalausweise` for a verb.
        capital_tag, capital_score = _best(form.capitalize())
        if capital_tag.startswith("N") and capital_score > score - 15:
            form, tag = form.capitalize(), capital_tag
    lemma, _ = tagger.analyze(form, pos=tag)
    return lemma or word, _stts(tag)


def _best(form: str) -> tuple[str, float]:
    ranking = _tagger().tag_word(form, cutoff=0)
    return (ranking[0][0], float(ranking[0][1])) if ranking else ("FM", -99.0)


def _stts(tag: str) -> str:
    """HanTa's `VV(FIN)`, `NNI`, `ADJ(A)` as the STTS names VVFIN, NN, ADJA."""
    return "NN" if tag.startswith("NN") else re.sub(r"[()]", "", tag)


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from HanTa import HanoverTagger  # noqa: PLC0415 - 0.4 s, not needed beside the official model

    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
