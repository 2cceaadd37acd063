"""What a named place is to a message: the county's administration, where from, where to, or only coming along."""

from __future__ import annotations

import pytest

from bot.nlu.place_extractor import gazetteer


def found(text: str) -> list[tuple[str, str | None]]:
    return [(mention.value, mention.role) for mention in gazetteer().find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Arbeitet beim Kreis auch jemand für Denkmäler?",
        "post vom kreis, was wollen die",
        "Das Formular soll an den Kreis, welche Adresse?",
        "prüft der kreis meine gülle",
        "Naturschutzamt des Kreises, Durchwahl",
        "ich bin bei dem kreis falsch verbunden worden",
        "muss ich damit zum Kreis",
        "bim kreis anropen, geiht dat",
    ],
)
def test_the_county_as_an_administration(text):
    assert [value for value, _ in found(text)] == ["kreis-coesfeld"]


@pytest.mark.parametrize(
    "text",
    [
        "wir laufen hier nur noch im kreis",
        "der Kreis der Verwandten soll dabei sein, Trausaal groß genug?",
        "Trauerfeier im engsten Kreis der Familie",
        "Fläche von dem Kreis ausrechnen",
        "der Hund dreht sich immer um den Kreis, spinnt der",
        "den kreis mit dem zirkel zeichnen",
        "Freibäder im Kreis",
        "gilt die Warnung für den Kreis",
        "Macht das die Stadt oder der Kreis?",
        "der Kreis oder das Rathaus, wer baut Radwege",
        "Der Kreisverkehr ist kaputt",
        "am Kreisel rechts",
        "unser Arbeitskreis trifft sich",
    ],
)
def test_no_administration(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich wohne in Capelle, kümmert sich der Kreis?", "nordkirchen"),
        ("Der Kreis Kleve hat mir geschrieben", "outside/kreis-kleve"),
        ("brief vom kreis warendorf", "outside/warendorf"),
        ("beim Kreis Coesfeld", "kreis-coesfeld"),
    ],
)
def test_another_name_beside_the_county_decides(text, expected):
    assert [value for value, _ in found(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab Rorup nach Coesfeld", [("duelmen", "from"), ("coesfeld", "to")]),
        ("von Senden zum Kreishaus", [("senden", "from"), ("kreis-coesfeld", "to")]),
        ("Bus von Appelhülsen bis Havixbeck", [("nottuln", "from"), ("havixbeck", "to")]),
        ("vom Bahnhof Dülmen zum Rathaus in Olfen laufen", [("duelmen", "from"), ("olfen", "to")]),
        ("nach Münster", [("outside/münster", "to")]),
        ("nächster zug richtung haltern", [("outside/haltern", "to")]),
        ("is there a bus from Herbern to Senden", [("ascheberg", "from"), ("senden", "to")]),
        ("Billerbeck'ten Coesfeld'e otobüs", [("billerbeck", "from"), ("coesfeld", "to")]),
        ("z Olfen do Dortmundu", [("olfen", "from"), ("outside/dortmund", "to")]),
        ("de la Nottuln la Havixbeck", [("nottuln", "from"), ("havixbeck", "to")]),
        ("Bus Nottuln Havixbeck", [("nottuln", None), ("havixbeck", None)]),
        ("Öffnungszeiten von Senden", [("senden", None)]),
        ("Fragen zum Kreishaus", [("kreis-coesfeld", None)]),
        ("Rathaus Olfen den ganzen Tag offen?", [("olfen", None)]),
    ],
)
def test_where_from_and_where_to(text, expected):
    assert found(text) == expected


def beyond(text: str) -> list[bool]:
    return [mention.incidental for mention in gazetteer().find(text) if mention.value.startswith("outside/")]


@pytest.mark.parametrize(
    "text",
    [
        "gebrauchtes Auto aus Borken gekauft, umschreiben",
        "Auto aus Bremen holen Kurzzeitkennzeichen",
        "Tochter studiert in Köln, Zweitwohnsitz hier",
        "ziehe von Münster nach Senden",
        "wegziehen nach Hamburg, abmelden",
        "Unser Hund ist aus Greven, muss der neu angemeldet werden?",
        "hab ein Motorrad in Dorsten gekauft, wo melde ich es an",
        "mein Lappen wurde 1983 in Rheine ausgestellt, Umtausch?",
        "Ich arbeite in Dortmund, habt ihr abends offen?",
        "wir kaufen einen wagen in hannover, brauche rote schilder",
        "wohne in Selm, darf ich trotzdem bei euch heiraten",
        "Umzug von Ahaus hierher, was tun",
        "wir fliegen ab Düsseldorf, wo bekomme ich den Kinderreisepass",
        "perso in Bochum verloren, neuer",
        "Zieht mein Sohn nach Berlin, muss ich ihn hier abmelden?",
        "moved here from Berlin, how do I register",
        "Ich komme aus Gronau und ziehe bald um, welche Frist gilt",
        "mein Bruder kommt aus Leipzig zu Besuch, Besucherparkausweis",
        "er macht seine Ausbildung in Recklinghausen, Schülerticket?",
    ],
)
def test_a_place_that_only_comes_along(text):
    assert beyond(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Personalausweis in Münster beantragen",
        "Rathaus Ascheberg Holstein",
        "Öffnungszeiten von Hamm",
        "Wie lange hat das Bürgeramt in Bochum offen?",
        "Kannst du mir hier sagen, wann das Rathaus in Werne öffnet",
        "Zulassungsstelle Borken",
        "ich ziehe nach Köln, wie melde ich mich dort an",
        "Umzug nach Hamburg, ummelden",
        "bin hier in Dortmund, wo gibt es Parkplätze",
        "Geburtsurkunde, bin in Ahlen geboren",
        "Jacke in Haltern verloren, Fundbüro?",
        "wird der Führerschein in Rheine ausgestellt",
        "ich komme aus Gescher und brauche einen Perso",
        "meine oma in marl braucht einen rollator, welche stelle ist dort zuständig",
        "Zug nach Essen in Essen umsteigen",
        "Sperrmüll Lünen",
        "Stadt Unna Gewerbeamt",
    ],
)
def test_a_place_where_something_is_asked_for(text):
    assert set(beyond(text)) == {False}


def test_a_town_of_ours_never_comes_along_only():
    assert [mention.incidental for mention in gazetteer().find("aus Olfen weggezogen, abmelden")] == [False]


def test_thanks_in_platt_are_no_town():
    assert found("velen dank") == []
