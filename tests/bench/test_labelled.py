"""Files of labelled sentences: what is refused, and where; what is kept; how the own sentences are cut in two."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bench import labelled
from bot.bench.labelled import BadFile, Sentence


def read(folder: Path, content: bytes) -> list[Sentence]:
    file = folder / "a.tsv"
    file.write_bytes(content)
    return labelled.read(file)


def test_everything_inside_a_sentence_is_kept(tmp_path: Path) -> None:
    content = "\ufeffgruß\t- [Ort](place) # x\r\n\r\na/b c\teins\tzwei\u2028drei\n".encode()
    assert read(tmp_path, content) == [
        Sentence("gruß", "- [Ort](place) # x", 1),
        Sentence("a/b c", "eins\tzwei\u2028drei", 3),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\teins\nzwei\n", "a.tsv:2: Zwischen Klasse und Satz fehlt der Tabulator"),
        (b"a\teins\na\t \n", "a.tsv:2: In dieser Zeile fehlt der Satz"),
        (b"\teins\n", "a.tsv:1: In dieser Zeile fehlt die Klasse"),
        (b"a\teins\na\tgr\xfc\xdfe\n", "a.tsv:2: Das ist kein UTF-8"),
        ("a\teins\n".encode("utf-16"), "a.tsv:1: Das ist kein UTF-8"),
        (b"\n\n", "a.tsv: Die Datei enthält keinen Satz"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadFile) as caught:
        read(tmp_path, content)
    assert said in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.tsv", tmp_path):
        with pytest.raises(BadFile, match="lässt sich nicht lesen"):
            labelled.read(path)


def test_one_class_cannot_be_learnt(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="mindestens zwei Klassen"):
        labelled.ensure_learnable(tmp_path, [Sentence("a", "eins", 1), Sentence("a", "zwei", 2)])


def test_what_bears_on_the_figures_is_said() -> None:
    train = [Sentence("a", "eins", 1), Sentence("a", "Grüße!", 2), Sentence("b", "zwei", 3)]
    test = [Sentence("a", "gruesse", 1), Sentence("c", "drei", 2), Sentence("c", "vier", 3)]
    unknown, single, repeated = labelled.notes(train, test, Path("test.tsv"))
    assert "test.tsv:2: Die Klasse „c“" in unknown
    assert "(2)" in unknown
    assert "„b“" in single
    assert repeated.startswith("1 Prüf")
    assert [*labelled.notes(train[:2], [Sentence("a", "neu", 1)], Path("test.tsv"))] == []


def test_the_cut_keeps_twins_together_and_is_the_same_every_time() -> None:
    numbers = [f"frage{i} nach{i} etwas{i}" for i in range(100)]
    sentences = [("a", text) for text in numbers] + [("a", f"{text} bitte") for text in numbers]
    train, test = labelled.cut(sentences)
    assert sorted((s.label, s.text) for s in train + test) == sorted(sentences)
    assert 30 <= len(test) <= 40
    tested = {sentence.text.removesuffix(" bitte") for sentence in test}
    assert tested.isdisjoint(sentence.text.removesuffix(" bitte") for sentence in train)
    assert labelled.cut(sentences) == (train, test)


def test_a_sentence_between_two_groups_joins_them() -> None:
    groups = ["rot gelb", "blau grau", "rot gelb blau grau", "allein eins", "allein zwei", "drei vier", "fünf sechs"]
    train, test = labelled.cut(("a", text) for text in groups * 2)
    sides = [{sentence.text for sentence in side} & {*groups[:3]} for side in (train, test)]
    assert sides in ([{*groups[:3]}, set()], [set(), {*groups[:3]}])
