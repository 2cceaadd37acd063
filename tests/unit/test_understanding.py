"""Judging outcomes: what counts as right, as wrong and confident, and how the figures follow."""

from dataclasses import replace

import pytest

from bot import understanding
from bot.understanding import Label, judge, summary

PASSPORT = Label(
    "a", "was kostet ein pass in senden", "du", ("answered", "clarify"), ("fee",), ("reisepass",), (), "senden"
)


def outcome(status="answered", aspect="fee", service="reisepass", municipality="senden", candidates=(), confidence=0.9):
    return {
        "status": status,
        "aspect": aspect,
        "service": service,
        "municipality": municipality,
        "candidates": list(candidates),
        "confidence": confidence,
        "text": "Ein Reisepass kostet …",
        "language": "de",
    }


def test_an_answer_must_fit_in_everything():
    assert judge(PASSPORT, outcome()).right
    for wrong in ({"aspect": "hours"}, {"service": "personalausweis"}, {"municipality": "olfen"}):
        judged = judge(PASSPORT, outcome(**wrong))
        assert not judged.right
        assert judged.wrong_confident


def test_a_question_back_must_offer_the_right_service():
    asked = outcome("clarify", service=None, municipality=None, candidates=("reisepass", "personalausweis"))
    assert judge(PASSPORT, asked).right
    other = judge(PASSPORT, {**asked, "candidates": ["wohngeld"]})
    assert not other.right
    assert not other.wrong_confident


def test_a_near_miss_must_not_be_answered_with_the_look_alike():
    label = Label("n", "pass auf meine katze auf", "du", ("out_of_scope",), (), (), ("reisepass",), None)
    assert not judge(label, outcome()).service
    figures = summary([judge(label, outcome()), judge(label, outcome("out_of_scope", None, None, None))])
    assert figures["near_misses_kept"] == 0.5
    assert figures["out_of_scope"] == 0.5


def test_the_reply_must_say_what_was_asked_for_in_the_language_wanted():
    assert judge(replace(PASSPORT, contains=("reisepass", "passport")), outcome()).right
    assert not judge(replace(PASSPORT, contains=("passport",)), outcome()).right
    assert not judge(replace(PASSPORT, language="en"), outcome()).right


def test_a_conversation_is_judged_turn_by_turn(tmp_path):
    path = tmp_path / "labels.jsonl"
    turns = '{"text": "hallo", "status": ["smalltalk"]}, {"button": 2, "status": ["answered"], "aspect": "fee"}'
    path.write_text(f'{{"id": "d1", "municipality": "olfen", "turns": [{turns}]}}\n', "utf-8")
    (conversation,) = understanding.read(path)
    assert conversation.municipality == "olfen"
    assert [label.id for label in conversation.turns] == ["d1/1", "d1/2"]
    assert [label.button for label in conversation.turns] == [None, 2]


def test_calibration_is_the_gap_between_confidence_and_being_right():
    right, wrong = judge(PASSPORT, outcome()), judge(PASSPORT, outcome(aspect="hours"))
    assert understanding.calibration_error([right] * 9 + [wrong]) == pytest.approx(0.0)
    assert understanding.calibration_error([wrong] * 10) == pytest.approx(0.9)


def test_a_broken_label_is_named_by_its_line(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text('{"id": "a"}\n', "utf-8")
    with pytest.raises(ValueError, match=r"labels\.jsonl:1"):
        understanding.read(path)
