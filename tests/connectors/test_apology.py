"""The apology: complete with the real wording, and never missing its emergency numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import languages, paths
from connectors.apology import Apology, load

ORGANISATION = """
contacts:
  - {kind: phone, value: "+49 2541 18-0", source: kreis-presse}
  - {kind: website, value: "https://www.kreis-coesfeld.de/", source: kreis-presse}
"""
SOURCES = 'kreis-presse: {url: "https://www.kreis-coesfeld.de/presse", as_of: "2025-06-01", title: Presse}'


def test_wording_with_facts_and_source(tmp_path: Path) -> None:
    (tmp_path / "organisations").mkdir()
    (tmp_path / "organisations" / "kreis-coesfeld.yml").write_text(ORGANISATION, encoding="utf-8")
    (tmp_path / "sources.yml").write_text(SOURCES, encoding="utf-8")
    outcome = load("de", paths.ANSWERS, tmp_path)
    assert outcome["status"] == "error"
    assert outcome["text"].startswith("In einer Notlage: 112 oder 110.")
    assert "+49 2541 18-0" in outcome["text"]
    assert {"label": "Kreis Coesfeld anrufen: +49 2541 18-0", "url": "tel:+492541180", "kind": "phone"} in outcome[
        "links"
    ]
    assert outcome["sources"] == [
        {"url": "https://www.kreis-coesfeld.de/presse", "as_of": "2025-06-01", "state": "unverified", "title": "Presse"}
    ]


def test_lines_without_their_fact_are_left_out(tmp_path: Path) -> None:
    text = load("de", paths.ANSWERS, tmp_path)["text"]
    assert text.startswith("In einer Notlage: 112 oder 110.")
    assert "{" not in text
    assert "Telefonisch" not in text


@pytest.mark.parametrize(
    "content",
    [
        "",
        "error: [",
        "error: {de: {text: 7}}",
        "error: {de: {text: 'Oh {0} {nix} {'}}",
        "error: {de: {text: Hallo}}",
        "\x00",
    ],
)
def test_broken_wording_still_names_the_emergency_numbers(tmp_path: Path, content: str) -> None:
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / "error.yml").write_text(content, encoding="utf-8")
    assert load("de", tmp_path, tmp_path)["text"].startswith("In einer Notlage: 112 oder 110.")


def test_an_edit_is_live_after_some_seconds() -> None:
    now, texts = [0.0], iter("ab")
    apology = Apology(lambda language: {"text": next(texts)}, lambda: now[0])
    assert apology.current() == apology.current() == {"text": "a"}
    now[0] = 60.0
    assert apology.current() == {"text": "b"}


@pytest.mark.parametrize("language", ["de", *(one.tag for one in languages.TRANSLATED)])
def test_the_apology_speaks_the_language_of_the_page(language: str) -> None:
    outcome = Apology().current(language)
    assert outcome["language"] == language
    assert "112" in outcome["text"].split("\n")[0]
    assert "110" in outcome["text"].split("\n")[0]
    assert "{" not in outcome["text"] + "".join(link["label"] for link in outcome["links"])
    assert ("Es tut mir leid" in outcome["text"]) == (language in ("de", "de-simple"))
    assert outcome["links"][0]["url"] == "tel:112"
