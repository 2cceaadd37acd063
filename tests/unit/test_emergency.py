"""Cries for help are found by their words; look-alikes are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import paths
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
    assert PATTERNS.find(text).intent == intent


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
    assert PATTERNS.find(text).intent is None


def ranking(*pairs: tuple[str, float]) -> list[dict[str, object]]:
    return [{"name": name, "confidence": confidence} for name, confidence in pairs]


def test_words_overrule_the_model() -> None:
    judged = emergency.judged(PATTERNS, "es brennt", ranking(("warnings", 0.9), ("emergency", 0.1)))
    assert judged == ranking(("emergency", 1.0), ("warnings", 0.9))


def test_a_weak_guess_without_words_steps_back() -> None:
    judged = emergency.judged(PATTERNS, "der hund ist weg", ranking(("emergency", 0.3), ("report", 0.25)))
    assert judged[0] == {"name": "report", "confidence": 0.25}


def test_a_strong_guess_stays() -> None:
    strong = ranking(("crisis", 0.6), ("chitchat", 0.3))
    assert emergency.judged(PATTERNS, "alles grau", strong) == strong


def test_the_family_counts_together_and_carries_its_sum() -> None:
    split = ranking(("chitchat", 0.33), ("crisis", 0.25), ("violence", 0.25))
    judged = emergency.judged(PATTERNS, "ich habe angst", split)
    assert judged == ranking(("crisis", 0.5), ("chitchat", 0.33), ("violence", 0.25))


def test_beside_an_office_matter_the_model_must_be_surer() -> None:
    guess = ranking(("emergency", 0.6), ("overview", 0.3))
    assert PATTERNS.find("formular für die apotheke").office_matter
    assert emergency.judged(PATTERNS, "formular für die apotheke", guess)[0]["name"] == "overview"
    sure = ranking(("emergency", 0.97), ("overview", 0.02))
    assert emergency.judged(PATTERNS, "formular für die apotheke", sure)[0]["name"] == "emergency"


def test_a_look_alike_silences_the_model_but_never_a_rule() -> None:
    sure = ranking(("emergency", 0.97), ("overview", 0.02))
    assert PATTERNS.find("Osterfeuer auf dem Hof").look_alike
    assert emergency.judged(PATTERNS, "Osterfeuer auf dem Hof", sure)[0]["name"] == "overview"
    unsure = ranking(("overview", 0.95), ("emergency", 0.03))
    assert emergency.judged(PATTERNS, "Osterfeuer auf dem Hof, hilfe es brennt", unsure)[0]["name"] == "emergency"


@pytest.mark.parametrize(
    "text", ["HIIIILFE, es brennt's!!!", "er schlagt mich", "die kuche brennt", "Er – schlägt – mich"]
)
def test_spellings_are_folded(text: str) -> None:
    assert PATTERNS.find(text).intent is not None


def test_a_gap_ends_with_the_sentence() -> None:
    assert PATTERNS.find("Mein Kind ist in der Kita. Der Ausweis ist verschwunden.").intent is None


@pytest.mark.parametrize("pattern", ["(", "{unbekannt} brennt", "haus…brennt"])
def test_a_broken_pattern_is_named(tmp_path: Path, pattern: str) -> None:
    copy = tmp_path / "danger"
    shutil.copytree(paths.DANGER, copy)
    (copy / "crisis" / "de.yml").write_text(f"- '{pattern}'\n", encoding="utf-8")
    with pytest.raises(ValueError, match="fehlerhaft"):
        emergency.load(copy)


def test_long_text_is_quick() -> None:
    assert PATTERNS.find("ich " * 100_000).intent is None
