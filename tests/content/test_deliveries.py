"""Faults in data/handover/delivery.yml are named with their line and correction."""

import pytest

from bot.content import deliveries

OFFICES = {"coesfeld", "senden"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("coesfled:\n  email: amt@coesfeld.de\n", 1, "Meinten Sie „coesfeld“?"),
        ("coesfeld:\n  email: amt@coesfeld\n", 2, "keine E-Mail-Adresse"),
        ("coesfeld:\n  webhook: http://amt.de/x\n", 2, "https://"),
        ("coesfeld:\n  webhook: amt.de\n", 2, "https://"),
        ("coesfeld:\n  email: a@coesfeld.de\n  webhook: https://amt.de\n", 1, "genau eines"),
        ("coesfeld: {}\n", 1, "genau eines"),
        ("coesfeld:\n", 1, "steht nichts"),
        ("coesfeld:\n  mail: a@coesfeld.de\n", 2, "nicht vorgesehen"),
        ("- coesfeld\n", 1, "Angaben der Form"),
        ("coesfeld:\n  email: [\n", None, ""),
    ],
)
def test_fault(tmp_path, text, line, says):
    file = tmp_path / "delivery.yml"
    file.write_text(text, "utf-8")
    [problem] = deliveries.check(file, OFFICES)
    assert line is None or problem.line == line
    assert says in str(problem)


@pytest.mark.parametrize(
    "text", ["", "# nichts\n", "coesfeld:\n  email: a@coesfeld.de\nsenden:\n  webhook: http://127.0.0.1:9/x\n"]
)
def test_sound(tmp_path, text):
    file = tmp_path / "delivery.yml"
    file.write_text(text, "utf-8")
    assert list(deliveries.check(file, OFFICES)) == []
    assert list(deliveries.check(tmp_path / "fehlt.yml", OFFICES)) == []
