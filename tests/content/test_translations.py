"""Every fault in a translation is found at its line, one message each; the real translations have none."""

import re
import shutil

import pytest

from bot import paths
from bot.content import staff_directory, translations


@pytest.fixture(scope="module")
def directory():
    return staff_directory.inspect(paths.DIRECTORY)[0]


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(paths.TRANSLATIONS, tmp_path / "translations")


def problems(root, directory, answers=paths.ANSWERS):
    return list(translations.check(root, answers, directory))


def test_the_real_translations_have_no_fault(directory):
    assert [str(problem) for problem in problems(paths.TRANSLATIONS, directory)] == []


FAULTS = [
    # file, pattern, replacement, where the message is (None: line 1), what it says
    ("en/answers.yml", r"(?m)^greeting\.first:", "greeting.frist:", "greeting.frist", "Meinten Sie „greeting.first“?"),
    ("tr/answers.yml", r"(fee\.known:\n  text: \|-\n(?:.*\n)*?.*)\{fees\}", r"\1{fee}", "{fee}", "{fees}, {service}"),
    ("pl/answers.yml", r"(compare\.unknown:\n  text: \|-\n    )", r"\1{office} ", "{office} ", "Erwartet: keine"),
    ("uk/answers.yml", r"(smalltalk\.greet:\n  text: \|-\n    )", r"\1+49 2541 180 ", "+49 2541 180", "steht nicht im"),
    (
        "ru/answers.yml",
        r"(smalltalk\.thanks:\n  text: \|-\n    )",
        r"\1www.kreis.de ",
        "www.kreis.de",
        "„www.kreis.de“",
    ),
    ("ar/answers.yml", r"(smalltalk\.praise:\n  text: \|-\n    )", r"\1a@b.de ", "a@b.de", "„a@b.de“"),
    (
        "ar/answers.yml",
        r"(smalltalk\.goodbye:\n  text: \|-\n    )",
        "\\1\u0661\u0661\u0660 ",
        "\u0661\u0661\u0660",
        "steht nicht im",
    ),
    ("plain/answers.yml", r"\{week\}", "{week", "{week\n", "geschweifte Klammer"),
    (
        "en/words.yml",
        r"(closed:\n  text: \|-\n    .*\n)  reviewed: false",
        r"\1  reviewed: nein",
        "reviewed: nein",
        "braucht zwei Zeilen",
    ),
    ("tr/words.yml", r"(?m)^  reviewed: false\n(?=weekday\.tuesday)", "", "weekday.monday", "braucht zwei Zeilen"),
    ("pl/services.yml", r"(reisepass:\n  name: ).*", r"\1", "reisepass:\n", "braucht zwei Zeilen"),
    ("uk/services.yml", r"(?m)^wohngeld:", "wohngelt:", "wohngelt", "Meinten Sie „wohngeld“?"),
    ("en/services.yml", r"(wohngeld:\n  name: .*)", r"\1 {office}", "{office}", "Erwartet: keine"),
    ("ru/terms.yml", r'("ab 24 Jahren":\n  text: .*)24', r"\g<1>25", '"ab 24 Jahren":', "„25“"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "says"), FAULTS)
def test_a_fault_is_told_with_its_line(root, directory, file, old, new, where, says):
    path = root / file
    changed, count = re.subn(old, new, path.read_text("utf-8"), count=1)
    assert count == 1, "the files have changed: nothing matches"
    path.write_text(changed, "utf-8")
    found = problems(root, directory)
    first = changed.count("\n", 0, changed.index(where)) + 1
    told = [problem for problem in found if says in problem.message]
    assert [problem.path for problem in told] == [path], "\n".join(map(str, found))
    assert -1 <= first - told[0].line <= 12, "the message is at the entry"
    # A misspelt key is also missing under its right name.
    assert len(found) - len(told) <= ("Meinten Sie" in says)


def test_what_is_missing_is_told_once_a_file(root, directory):
    (root / "en" / "answers.yml").write_text("# noch leer\nsmalltalk.greet: {text: Hello, reviewed: false}\n", "utf-8")
    (root / "tr" / "services.yml").unlink()
    found = problems(root, directory)
    assert [problem.path for problem in found] == [root / "en" / "answers.yml", root / "tr" / "services.yml"]
    assert re.search(r"Es fehlen: .* und \d+ weitere", found[0].message)


def test_two_german_lines_are_not_one(root, directory):
    """A line is left out where its value is unknown: it must not take the other value with it."""
    path = root / "en" / "answers.yml"
    text = path.read_text("utf-8")
    entry = re.search(r"office\.site:\n  text: \|-\n(?:    .*\n)+", text)[0]
    path.write_text(text.replace(entry, "office.site:\n  text: |-\n    {office} {address}\n    {phone}\n"), "utf-8")
    (problem,) = problems(root, directory)
    assert "aus zwei deutschen Zeilen" in problem.message


def test_a_new_reason_is_a_hint_and_stops_nothing(root, directory):
    path = root / "tr" / "terms.yml"
    path.write_text(path.read_text("utf-8").replace("Dafür ist der Kreis Coesfeld", "Dafür war der Kreis"), "utf-8")
    (problem,) = problems(root, directory)
    assert problem.hint
    assert "Dafür ist der Kreis Coesfeld zuständig." in problem.message


def test_files_that_nobody_reads(root, directory):
    (root / "fr").mkdir()
    (root / "en" / "greeting.yml").write_text("hello: {text: Hello, reviewed: false}", "utf-8")
    assert {problem.path for problem in problems(root, directory)} == {root / "fr", root / "en" / "greeting.yml"}
