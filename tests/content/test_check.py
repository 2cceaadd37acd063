"""The real data is sound, and so is what only looks wrong; wording and example sentences are checked, too."""

import datetime as dt
import shutil
import unicodedata

import pytest

from bot import paths
from bot.content import sentences, staff_directory, test_sentences, wordings
from bot.content.check import check_everything
from bot.content.checks import files
from bot.nlu.places import Gazetteer

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(paths.DIRECTORY, tmp_path / "directory")


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_the_real_data_has_no_fault():
    assert [str(problem) for problem in check_everything(TODAY) if not problem.hint] == []


def test_a_value_is_what_is_typed(copy):
    """YAML reads these as a number, a truth, a time of day and nothing at all."""
    service = copy / "services" / "wohngeld.yml"
    change(service, 'leika: "99107023037000"', "leika: 99107023037000")
    change(service, "life_situations:\n", "life_situations:\n  - no\n  - on\n  - 14:30\n  - 1_000\n  - .inf\n")
    senden = copy / "municipalities" / "senden.yml"
    change(senden, '- "48308"', "- 01234")
    change(senden, "value: +49 2597 699-0", "value: +49 25976990")
    staff = staff_directory.load(copy)
    assert staff.services["wohngeld"].leika == "99107023037000"
    assert staff.services["wohngeld"].life_situations[:5] == ["no", "on", "14:30", "1_000", ".inf"]
    assert staff.municipalities["senden"].postcodes == ["01234"]
    assert staff.municipalities["senden"].contacts[0].value == "+49 25976990"


def test_what_an_editor_cannot_see_makes_no_difference(copy):
    """Byte order mark, Windows line ends, hard blanks, zero-width blanks, umlauts of two characters (macOS)."""
    path = copy / "municipalities" / "senden.yml"
    text = path.read_text("utf-8").replace("+49 2597 699-0", "+49\u00a02597 699\u200b-0")
    text = text.replace("Bösensell", unicodedata.normalize("NFD", "Bösensell"))
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    real = staff_directory.load(paths.DIRECTORY)
    assert staff_directory.load(copy).municipalities["senden"] == real.municipalities["senden"]


def test_what_a_computer_leaves_behind_is_no_content(copy):
    (copy / "services" / "._wohngeld.yml").write_bytes(b"\x00\x05\x16\x07")
    (copy / "services" / ".DS_Store").write_bytes(b"\x00")
    staff_directory.load(copy)


@pytest.mark.parametrize(
    "url",
    ["https://www.lüdinghausen.de/bürger", "http://nottuln.de:8443/a?b=c#d", "https://de.wikipedia.org./wiki/Olfen"],
)
def test_unusual_addresses_are_fine(copy, url):
    change(copy / "sources.yml", "url: https://www.duelmen.de\n", f"url: {url}\n")
    staff_directory.load(copy)


def test_dates_are_compared_with_the_calendar_only_where_it_is_known(copy):
    """A server whose clock is wrong still imports what is right."""
    long_ago = dt.date(2020, 1, 1)
    assert any("Zukunft" in problem.message for problem in staff_directory.inspect(copy, long_ago)[1])
    staff_directory.load(copy)


def test_a_responsibility_may_change_hands(copy):
    change(
        copy / "responsibilities" / "elterngeld.yml",
        "  area: kreis-coesfeld\n",
        "  area: kreis-coesfeld\n  valid_from: 2020-01-01\n  valid_to: 2026-12-31\n",
    )
    with (copy / "responsibilities" / "elterngeld.yml").open("a", encoding="utf-8") as file:
        file.write(
            "- organisation: kreisjugendamt\n  area: kreis-coesfeld\n  valid_from: 2027-01-01\n"
            "  reason: Ab 2027 im Jugendamt.\n  source: kreis-serviceportal\n"
            "- organisation: elterngeldkasse\n  area: senden\n  stage: intake\n"
            "  reason: Der Antrag wird dort angenommen.\n  source: kreis-serviceportal\n"
        )
    staff_directory.load(copy, TODAY)


def test_a_fact_typed_into_wording_is_found(tmp_path):
    (tmp_path / "fee.yml").write_text('fee.known:\n  de:\n    text: "Das kostet 46 €."\n', "utf-8")
    assert "46 €" in str(next(wordings.check(tmp_path)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- fee\n", ":1: Hier werden Angaben"),
        ("fee:\n  de:\n    text: {phone}\n", ":1: „fee“ braucht einen deutschen Text"),
        ('fee:\n  de:\n    text: "{phone"\n', ":2: Eine geschweifte Klammer fehlt"),
        ("fee: {de: {text: a}}\nfee: {de: {text: b}}\n", ":2: „fee“ steht zweimal"),
    ],
)
def test_a_broken_wording_is_found(tmp_path, text, expected):
    (tmp_path / "fee.yml").write_text(text, "utf-8")
    assert expected in "\n".join(map(str, wordings.check(tmp_path)))


@pytest.mark.parametrize("text", ["", "nlu: x\n", "nlu: []\n", "nlu:\n- fee\n", "- nlu\n"])
def test_a_file_of_sentences_of_another_shape_is_found(tmp_path, text):
    (tmp_path / "aspects").mkdir()
    (tmp_path / "aspects" / "fee.yml").write_text(text, "utf-8")
    assert ["nlu:" in problem.message for problem in sentences.check(tmp_path, tmp_path)] == [True]


def test_a_file_that_is_not_read_because_of_its_ending_is_found(tmp_path):
    (tmp_path / "fee.yaml").write_text("", "utf-8")
    (tmp_path / "fee.yml").write_text("", "utf-8")
    assert [problem.message.endswith("umbenennen: fee.yml") for problem in files.misnamed(tmp_path)] == [True]


TESTED = {
    "sentences/blind.jsonl": '{"id": "1", "text": "was kostet ein PASS in Hausdülmen?"}\n',
    "sentences/turns.jsonl": '{"id": "1", "turns": ["Hallo", "Was kostet ein Pass – in Münster"]}\n',
    "sentences/find_dev.tsv": "was kostet ein pass in Olfen\treisepass\n",
    "sentences/danger_dev.tsv": "# Sätze\nharmless\tde\tWAS KOSTET EIN PASS in 48653\n",
    "conversations/fees.yml": "- name: a\n  turns:\n  - {press: x=y}\n  - {say: Was kostet ein Paß in Lette}\n",
}


@pytest.mark.parametrize(("file", "text"), TESTED.items(), ids=TESTED)
def test_a_test_sentence_must_not_be_trained(tmp_path, file, text):
    nlu, tested = tmp_path / "nlu" / "aspects", tmp_path / "tests" / file
    nlu.mkdir(parents=True)
    tested.parent.mkdir(parents=True)
    (nlu / "fee.yml").write_text(
        "nlu:\n- intent: fee\n  examples: |\n    - Was kostet ein Pass in Senden\n    - Hallo\n", "utf-8"
    )
    tested.write_text(text, "utf-8")
    placeless = Gazetteer(staff_directory.load(paths.DIRECTORY)).placeless
    problems = list(sentences.check(nlu.parent, tmp_path / "tests", placeless))
    assert [("Prüfsatz" in problem.message, problem.line) for problem in problems] == [(True, 4)]


def test_test_sentences_of_an_unknown_form_are_not_passed_over(tmp_path):
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "new.csv").write_text("a;b\n", "utf-8")
    with pytest.raises(ValueError, match=r"new\.csv"):
        list(test_sentences.read(tmp_path))
