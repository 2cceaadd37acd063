"""Further questions of one message: heard where they are, and not where there is only one."""

import json

import pytest

from actions.cues import heard
from bot import paths
from bot.content import aspect_cues

ALIKE = ({"office", "address", "contact"}, {"hours", "open_now"})


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("was kostet der Perso und wo krieg ich den in Olfen", ["fee", "office"]),
        (
            "welche unterlagen brauch ich fürs ummelden, geht das online und was kostet es?",
            ["documents", "online", "fee"],
        ),
        ("Ich ziehe um. Was muss ich alles mitbringen? Brauche ich da einen Termin?", ["documents", "appointment"]),
        ("Wann habt ihr auf, und wie ist eure Telefonnummer?", ["hours", "contact"]),
        ("WIE LANGE DAUERT EIN FUEHRUNGSZEUGNIS UND WAS KOSTET DAS", ["duration", "fee"]),
        ("Hund anmelden: Kosten, Unterlagen", ["fee", "documents"]),
        ("Wo muss ich denn hin und wer darf den Antrag beantragen", ["office", "requirements"]),
    ],
)
def test_every_question_of_a_message_is_heard(text, aspects):
    assert list(heard(text)) == aspects


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe morgen einen Termin und die Unterlagen sind komplett",
        "Kann ich die Gebühren auch mit Karte bezahlen",
        "die Kosten für den Kindergarten werden mir zu hoch, wer hilft",
        "ich war schon online und habe dort nichts gefunden",
        "",
        "🙃",
    ],
)
def test_what_is_only_mentioned_is_no_question(text):
    assert heard(text) == ()


def test_a_single_question_is_hardly_ever_heard_as_two():
    labels = [json.loads(line) for line in (paths.ROOT / "tests/sentences/dev.jsonl").read_text("utf-8").splitlines()]
    asked = [(label["text"], _aspects(label["aspect"])) for label in labels if label.get("aspect")]
    false = [text for text, aspects in asked if set(heard(text)) - aspects]
    assert len(asked) > 250
    assert len(false) < len(asked) / 100, false


def _aspects(label):
    aspects = set(label if isinstance(label, list) else [label])
    # Nothing is told beside a comparison.
    alike = [group for group in (*ALIKE, {"compare", "hours"}) if group & aspects]
    return aspects.union(*alike)


def test_the_cues_of_the_checkout_are_fine():
    assert list(aspect_cues.check(paths.ASPECT_CUES)) == []


def test_a_broken_cue_is_told_with_its_line(tmp_path):
    file = tmp_path / "aspect_cues.yml"
    file.write_text("fee:\n  - was kost*\n  - Was kostet?\npreis:\n  - wie teuer\n", "utf-8")
    assert [problem.line for problem in aspect_cues.check(file)] == [3, 4]
