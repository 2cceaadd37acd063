"""What the finder makes of words: folding, compounds, character n-grams; and the axes of the sentence vectors."""

from __future__ import annotations

import numpy as np
import pytest

from bot.directory.finder import axes
from bot.directory.finder.compounds import Compounds
from bot.directory.finder.grams import BUCKETS, grams
from bot.directory.finder.words import closed_up, content_words, fold, stem


@pytest.mark.parametrize("text", ["Führerschein", "FUEHRERSCHEIN", "Fuhrerschein", "fu\u0308hrerschein"])
def test_umlauts_fold_to_one(text: str) -> None:
    assert fold(text) == "fuhrerschein"


def test_inflected_words_share_a_stem() -> None:
    assert len({stem(fold(word)) for word in ("anmelden", "angemeldet", "anzumelden", "Anmeldung")}) == 1


def test_hyphens_and_gaps_lead_to_the_same_word() -> None:
    (hyphened,) = content_words("Hunde-Steuer")
    (closed,) = closed_up("hunde steuer", (), frozenset({"hundesteuer"}))
    assert hyphened.folded == closed.folded == "hundesteuer"
    assert [word.folded for word in content_words("Was kostet die Hundesteuer?")] == ["hundesteuer"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("hundesteueranmeldung", ["hund", "steuer", "anmeldung"]),
        ("geburtsurkunde", ["geburt", "urkunde"]),
        ("steuer", []),
        ("xylophonsteuer", []),
        ("steuerxylophon", []),
    ],
)
def test_compounds_are_taken_apart_where_all_parts_are_known(word: str, parts: list[str]) -> None:
    known = {"hunde", "hund", "steuer", "anmeldung", "geburt", "urkunde"}
    assert Compounds(known, {stem(w) for w in known}).parts(word) == tuple(map(stem, parts))


def test_grams_of_words_are_independent_of_each_other() -> None:
    together = grams(["steuer", "ab", "steuersteuer"])
    assert together.shape == (3, BUCKETS)
    for i, word in enumerate(["steuer", "ab", "steuersteuer"]):
        assert (together[i] != grams([word])[0]).nnz == 0
    assert together.max() == 1


def test_grams_of_a_typing_error_are_mostly_the_same() -> None:
    rows = grams(["fuhrungszeugnis", "furungszeugniss", "gewerbesteuer"])
    shared = (rows @ rows.T).toarray()
    assert shared[0, 1] > shared[0, 0] / 2 > shared[0, 2] * 2


def test_grams_of_nothing() -> None:
    assert grams([]).shape == (0, BUCKETS)


def test_shortened_vectors_have_length_one_and_zeros_stay() -> None:
    vectors = np.vstack([np.random.default_rng(1).normal(size=(3, 384)), np.zeros((1, 384))]).astype(np.float32)
    short = axes.shorten(vectors)
    assert short.shape == (4, axes.AXES)
    assert np.allclose(np.linalg.norm(short, axis=1), [1, 1, 1, 0], atol=1e-5)
