"""A slip in a known word is seen through; another word is left alone."""

from __future__ import annotations

import pytest

from bot.directory.finder.spelling import Spelling

SPELLING = Spelling(["jagdschein", "reisepass", "anmelden", "anmeldung", "abmelden", "rente", "kosten", "kasten"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jahdschein", "jagdschein"),
        ("jagdschien", "jagdschein"),
        ("jgdschein", "jagdschein"),
        ("jaggdschein", "jagdschein"),
        ("reisepss", "reisepass"),
    ],
)
def test_one_slip(typed: str, meant: str) -> None:
    assert SPELLING.correct(typed) == meant


@pytest.mark.parametrize(
    "typed", ["jagdhund", "jahtschein", "rene", "weisepass", "kesten", "reisep4ss", "", "amelden", "kisten"]
)
def test_nothing_or_several(typed: str) -> None:
    assert SPELLING.correct(typed) is None
