"""Which day and time, which kind of waste and which language a message names."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.content import word_lists
from bot.content.problems import ContentError
from bot.nlu import day_words
from bot.nlu.detail_extractor import DetailExtractor


@pytest.fixture(scope="module")
def extractor() -> DetailExtractor:
    return DetailExtractor()


def values(extractor, text, entity):
    message = Message.build(text)
    extractor.process([message])
    found = [e for e in message.get("entities", []) if e["entity"] == entity]
    assert all(text[e["start"] : e["end"]].strip() for e in found)
    return [e["value"] for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wird die braune Tonne diese Woche noch geholt", ["bio"]),
        ("BIOMUELL MORGEN??", ["bio"]),
        ("Hausmüll und gelbe Säcke, selber Tag?", ["rest", "gelb"]),
        ("hab die blaue tonne verpasst", ["papier"]),
        ("gelbesack vergessen", ["gelb"]),
        ("Sperrgut anmelden wie", ["sperrmuell"]),
        ("Strauchschnitt, wer nimmt den", ["gruen"]),
        ("ist der Glascontainer am Markt voll", ["glas"]),
        ("wohin mit meinem defekten kühlschrank", ["elektro"]),
        ("Schadstoffmobil Rorup", ["schadstoffe"]),
        ("which day is the yellow bin", ["gelb"]),
        ("kiedy odpady bio", ["bio"]),
        ("когда забирают макулатуру и желтые мешки", ["papier", "gelb"]),
        ("Der Gelbe Platz ist gesperrt", []),
        ("Restaurant in Olfen", []),
        ("Glasfaser im Dorf", []),
        ("Papiere fürs Auto", []),
        ("Biologische Station", []),
    ],
)
def test_the_kind_of_waste(extractor, text, expected):
    assert values(extractor, text, "waste_fraction") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab jetzt auf Türkisch bitte", ["tr"]),
        ("answer in English if you can", ["en"]),
        ("можно по-русски", ["ru"]),
        ("Чи можна українською", ["uk"]),
        ("proszę pisać po polsku", ["pl"]),
        ("تكلم معي بالعربية", ["ar"]),
        ("lieber wieder auf deutsch", ["de"]),
        ("bitte in Leichter Sprache", ["de-simple"]),
        ("Platten auf dem Gehweg lose", []),
        ("Polterabend auf der Straße erlaubt?", []),
    ],
)
def test_the_language(extractor, text, expected):
    assert values(extractor, text, "language") == expected


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("geht Sonnabend nach 16 Uhr?", "weekday:5", "16:00/"),
        ("immer dienstagnachmittags", "weekday:1/every", "13:00/18:00"),
        ("zum 25.12. hin", "date:--12-25", None),
        ("am 3.4.2027 vor 11 Uhr", "date:2027-04-03", "/11:00"),
        ("übermorgen um halb zehn", "offset:+2", "09:30"),
        ("von 12 bis 14 Uhr", None, "12:00/14:00"),
        ("um 17:30 noch jemand da", "offset:+0", "17:30"),
        ("übernächste Woche Freitag", "weekday:4/week+2", None),
        ("letzter Samstag im Monat", "nth:-1/5", None),
        ("vom 27.12. bis 30.12. zu?", "dates:--12-27/--12-30", None),
        ("am Freitag nach Fronleichnam", "feast:fronleichnam/after/4", None),
        ("Tag vor Heiligabend", "feast:heiligabend/before", None),
        ("Buß- und Bettag", "feast:buss_und_bettag", None),
        ("in den Herbstferien 2027", "holidays:herbst/2027", None),
        ("in 10 Minuten", "minutes:+10", None),
        ("guten Morgen", None, None),
        ("am 31.06. bitte", None, None),
    ],
)
def test_day_and_time_are_told_as_they_were_said(text, day, time):
    found = day_words.find(text)
    assert (found.day, found.window.value if found.window else None) == (day, time)


def test_the_entities_name_the_words(extractor):
    text = "Öffnet ihr AM Sonnabend nach 16 Uhr?"
    message = Message.build(text)
    extractor.process([message])
    said = {e["entity"]: text[e["start"] : e["end"]] for e in message.get("entities")}
    assert said == {"day": "Sonnabend", "time": "nach 16 Uhr"}


def test_a_command_says_nothing(extractor):
    message = Message.build("/choose papier morgen")
    extractor.process([message])
    assert not message.get("entities")


def test_faults_of_a_word_list_are_told_with_their_lines(tmp_path):
    path = tmp_path / "waste_fractions.txt"
    path.write_text("# Kommentar\nbio: biotonne\nkompost: grüngut\nrest biotonne\nrest: Biotonne\n", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        word_lists.read(path, word_lists.FRACTIONS)
    assert [problem.line for problem in raised.value.problems] == [3, 4, 5]
