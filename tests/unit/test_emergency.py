"""Cries for help are found by their words; look-alikes are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu import emergency

PATTERNS = emergency.load()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("es brennt", "emergency"),
        ("Hilfe es brennt", "emergency"),
        ("Hilfe, bei uns brennt die Küche", "emergency"),
        ("Das Osterfeuer ist außer Kontrolle, hilfe es brennt!", "emergency"),
        ("Ich rieche Gas im Treppenhaus", "emergency"),
        ("mein vater atmet nicht mehr", "emergency"),
        ("112", "emergency"),
        ("Mein Mann schlägt mich", "violence"),
        ("ich werde geschlagen", "violence"),
        ("Er hat gedroht, mich umzubringen", "violence"),
        ("häusliche gewalt", "violence"),
        ("ich will nicht mehr leben", "crisis"),
        ("Ich bringe mich um", "crisis"),
        ("suizidgedanken", "crisis"),
        ("there's a fire in my house", "emergency"),
        ("kocam beni dövüyor", "violence"),
        ("kendimi öldürmek istiyorum", "crisis"),
        ("Pali się w moim domu!", "emergency"),
        ("У нас пожежа!", "emergency"),
        ("Я не хочу жить", "crisis"),
        ("زوجي يضربني", "violence"),
        ("Nu mai vreau să trăiesc", "crisis"),
    ],
)
def test_danger(text: str, intent: str) -> None:
    assert PATTERNS.find(text)[0] == intent


@pytest.mark.parametrize(
    "text",
    [
        "Osterfeuer anmelden",
        "Wo melde ich ein Brauchtumsfeuer an?",
        "Ich möchte der Feuerwehr beitreten",
        "wann ist das Feuerwehrfest",
        "Brandschutz im Mietshaus",
        "Rauchmelderpflicht in der Wohnung",
        "ich sterbe vor Langeweile",
        "das brennt mir auf den Nägeln",
        "Kaminfeuer erlaubt bei Smog?",
        "Sterbeurkunde beantragen",
        "Gibt es eine Selbstmord-Statistik für den Kreis?",
        "Erste-Hilfe-Kurs für den Führerschein",
        "kleiner waffenschein fürs pfefferspray",
        "Der Papierkram bringt mich noch um",
        "die Straßenlaterne vor unserem Haus brennt nicht",
        "Feuerwerk an Silvester genehmigen",
        "Feuerstättenschau, wann kommt der Schornsteinfeger",
        "mein Opa ist gestern gestorben, was muss ich tun",
        "Rechnung für den Krankenwagen",
        "Bewerbung beim Rettungsdienst",
        "Selbstverteidigungskurs",
        "nach dem Unfall brauche ich ein neues Kennzeichen",
        "Unfallflucht melden Versicherung Formular",
        "Gasanschluss beantragen",
        "Einbruchschutz Beratung",
        "Mein Mann hat einen Schlaganfall gehabt und braucht einen Ausweis",
        "Feuerschale im Garten erlaubt?",
        "lach mich tot",
        "schlägst du mir einen Termin vor",
        "Selbsthilfegruppe für Angehörige",
        "Schlagloch in der Straße",
        "Herzinfarkt-Sportgruppe",
    ],
)
def test_look_alikes(text: str) -> None:
    assert PATTERNS.find(text)[0] is None


def ranking(*pairs: tuple[str, float]) -> list[dict[str, object]]:
    return [{"name": name, "confidence": confidence} for name, confidence in pairs]


def test_words_overrule_the_model() -> None:
    judged = emergency.judged(PATTERNS, "es brennt", ranking(("warnings", 0.9), ("emergency", 0.1)))
    assert judged == ranking(("emergency", 1.0), ("warnings", 0.9))


def test_a_weak_guess_without_words_steps_back() -> None:
    judged = emergency.judged(PATTERNS, "der hund ist weg", ranking(("emergency", 0.3), ("report", 0.25)))
    assert judged[0] == {"name": "report", "confidence": 0.25}


def test_a_strong_guess_or_a_clear_lead_stays() -> None:
    strong = ranking(("crisis", 0.6), ("chitchat", 0.3))
    ahead = ranking(("crisis", 0.4), ("chitchat", 0.1))
    assert emergency.judged(PATTERNS, "alles sinnlos", strong) is strong
    assert emergency.judged(PATTERNS, "alles sinnlos", ahead) is ahead


def test_the_family_counts_together() -> None:
    split = ranking(("crisis", 0.35), ("violence", 0.2), ("chitchat", 0.33))
    assert emergency.judged(PATTERNS, "ich habe angst", split) is split


def test_a_broken_pattern_is_named(tmp_path: Path) -> None:
    file = tmp_path / "patterns.yml"
    file.write_text("danger: {emergency: {de: ['(']}}\nharmless: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match="fehlerhaft"):
        emergency.load(file)


def test_long_text_is_quick() -> None:
    assert PATTERNS.find("ich " * 100_000)[0] is None
