"""`kreislotse check`: the real data is sound, and every seeded fault is found, at its line, with the correction."""

import shutil

import pytest

from bot import paths
from bot.content import sentences, staff_directory, wordings
from bot.content.check import check_everything
from bot.content.problems import ContentError

FAULTS = [
    # file, old text, new text, part of the expected message
    ("municipalities/coesfeld.yml", "mo: 08:00-12:30, 14:00-18:00", "mo: 8-12.30 Uhr", "08:00-12:30"),
    ("municipalities/coesfeld.yml", "sa: 10:00-12:00", "sa: 12:00-10:00", "endet vor dem Anfang"),
    ("municipalities/coesfeld.yml", "di: 08:00-12:30, 14:00", "di: 08:00-12:30, 12:00", "überschneidet sich"),
    ("municipalities/coesfeld.yml", "sa: 10:00", "samstag: 10:00", "samstag"),
    ("municipalities/coesfeld.yml", "2023-06-01", "2023-06-31", "2026-12-24"),
    ("municipalities/coesfeld.yml", "kind: stadt", "kind: dorf", "erlaubt sind nur"),
    ("municipalities/coesfeld.yml", "value: buergerbuero@coesfeld.de", "value: buergerbuero(at)coesfeld.de", "info@"),
    ("municipalities/coesfeld.yml", "source: coesfeld-oeffnungszeiten-2023", "source: hoerensagen", "hoerensagen"),
    ("municipalities/coesfeld.yml", "name: Coesfeld", "\tname: Coesfeld", "Tabulator"),
    ("municipalities/coesfeld.yml", "name: Coesfeld", "name: Coesfeld\nname: Coesfeld", "steht zweimal"),
    ("municipalities/coesfeld.yml", "name: Coesfeld", "nmae: Coesfeld", "Meinten Sie „name“"),
    ("services/personalausweis.yml", "law: ", "gesetz: ", "law"),
    ("services/personalausweis.yml", "level: gemeinde", "level: bund", "erlaubt sind nur"),
    ("services/personalausweis.yml", "eur: 46.0", "eur: -46.0", "eur"),
    ("services/personalausweis.yml", "source: federal-terms", "source: stammtisch", "stammtisch"),
    ("services/personalausweis.yml", "leika: ", "leika: 123 #", "14 Ziffern"),
    ("organisations/kfz-zulassung.yml", "parent: kreis-coesfeld", "parent: kreis-borken", "kreis-borken"),
    ("organisations/kfz-zulassung.yml", "area: kreis-coesfeld", "area: borken", "borken"),
    ("responsibilities/jugendamt.yml", "beistandschaft", "beistandshaft", "beistandshaft"),
    (
        "responsibilities/jugendamt.yml",
        "excluded: [coesfeld, duelmen]",
        "excluded: [coesfeld, duelmen, olfen]",
        "olfen",
    ),
    ("responsibilities/familienkasse.yml", "services: [kindergeld]", "services: [elterngeld]", "elterngeld"),
    ("sources.yml", "url: https://www.kreis-coesfeld.de\n", "url: kreis-coesfeld\n", "https://"),
]


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(paths.DIRECTORY, tmp_path / "directory")
    return tmp_path / "directory"


def test_the_real_data_has_no_fault():
    assert [str(problem) for problem in check_everything()] == []


@pytest.mark.parametrize(("name", "old", "new", "expected"), FAULTS)
def test_a_seeded_fault_is_found_with_its_line(copy, name, old, new, expected):
    path = copy / name
    text = path.read_text("utf-8")
    assert old in text, "the fault must be seeded"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        staff_directory.load(copy)
    matching = [p for p in caught.value.problems if expected in p.message]
    assert matching, f"not found among: {caught.value}"
    assert any(problem.path.name == path.name and problem.line >= 1 for problem in caught.value.problems)


def test_all_faults_are_told_at_once(copy):
    for name in ("olfen", "senden", "nottuln"):
        path = copy / "municipalities" / f"{name}.yml"
        path.write_text(path.read_text("utf-8").replace("kind: ", "kind: x", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        staff_directory.load(copy)
    assert {problem.path.stem for problem in caught.value.problems} >= {"olfen", "senden", "nottuln"}


def test_the_message_names_file_and_line(copy):
    path = copy / "municipalities" / "coesfeld.yml"
    path.write_text(path.read_text("utf-8").replace("sa: 10:00-12:00", "sa: 10-12 Uhr"), "utf-8")
    with pytest.raises(ContentError) as caught:
        staff_directory.load(copy)
    line = path.read_text("utf-8").splitlines().index("    sa: 10-12 Uhr") + 1
    assert f"coesfeld.yml:{line}: " in str(caught.value)
    assert "10:00-12:00" in str(caught.value)


def test_latin1_is_said_with_its_line(copy):
    path = copy / "municipalities" / "coesfeld.yml"
    path.write_bytes(path.read_text("utf-8").replace("Kösfeld", "K\xf6sfeld").encode("latin-1"))
    with pytest.raises(ContentError, match="UTF-8"):
        staff_directory.load(copy)


def test_a_fact_typed_into_wording_is_found(tmp_path):
    (tmp_path / "fee.yml").write_text('fee.known:\n  de:\n    text: "Das kostet 46 €."\n', "utf-8")
    assert "46 €" in str(next(wordings.check(tmp_path)))


def test_a_test_sentence_must_not_be_trained(tmp_path):
    nlu, tests = tmp_path / "nlu" / "aspects", tmp_path / "tests"
    nlu.mkdir(parents=True)
    tests.mkdir()
    (nlu / "fee.yml").write_text("nlu:\n- intent: fee\n  examples: |\n    - Was kostet ein Pass\n", "utf-8")
    (tests / "blind.jsonl").write_text('{"id": "1", "text": "was kostet ein PASS?"}\n', "utf-8")
    problems = list(sentences.check(nlu.parent, tests))
    assert len(problems) == 1
    assert "Prüfsatz" in problems[0].message
    assert problems[0].line == 4
