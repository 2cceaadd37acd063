"""`kreislotse bench find` on a directory of two services, in a few seconds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.cli import bench_find
from bot.directory import models as m
from bot.directory.session import open_engine
from bot.directory.vectors import missing_vectors

SERVICES = {
    "personalausweis": ["Personalausweis", "Perso verlängern", "Ausweis beantragen"],
    "hund-anmelden": ["Hund anmelden", "Hundesteuer", "Welpe anmelden"],
}


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "directory.sqlite"
    monkeypatch.setenv("KREISLOTSE_DIRECTORY_URL", f"sqlite:///{file}")
    monkeypatch.setattr(bench_find, "_MOST_QUERIES", 20)
    return file


def test_figures_of_finder_and_baseline(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(f"sqlite:///{directory}")
    m.Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        for slug, texts in SERVICES.items():
            session.add(m.Service(slug=slug, name=texts[0], topic="test", level="gemeinde"))
            session.add_all(m.ServicePhrase(service=slug, kind="synonym", text=text) for text in texts)
            session.add_all(missing_vectors(texts, set()))
    assert bench_find.bench_find(9, as_json=True) == 0
    figures = json.loads(capsys.readouterr().out)
    assert 0 < figures["build_seconds"] < 30
    assert 0 < figures["p50_ms"] <= figures["p95_ms"]
    assert figures["visible_seconds"] < 10
    assert {"first_percent", "fts5_first_percent", "fts5_p95_ms", "memory_mb"} <= figures.keys()


def test_without_a_directory_says_what_to_do(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_find.bench_find(9, as_json=False) == 1
    assert "kreislotse import" in capsys.readouterr().err


@pytest.mark.parametrize("services", [0, -1, 10**6])
def test_size_is_bounded(services: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_find.bench_find(services, as_json=False) == 1
    assert "--services" in capsys.readouterr().err
