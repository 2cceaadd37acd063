"""Every phrase an action can say has its wording."""

import os
import re
from pathlib import Path

import pytest

from actions import times, wording
from actions.routing import LIVE
from actions.speaker import Speaker, say
from actions.values import money
from bot import paths

FOLDERS = {"smalltalk": "smalltalk", "settings": "settings", "emergency": "emergency", "handover": "handover"}


def _used():
    for path in (paths.ROOT / "actions").glob("*.py"):
        source = path.read_text("utf-8")
        yield from re.findall(r'\b(?:Phrase|rows_of|unknown)\(\s*"([a-z_.]+)"', source)
        yield from (f"button.{key}" for key in re.findall(r'Choice\([^)]*key="(\w+)"', source))
    for prefix, folder in FOLDERS.items():
        names = {path.stem for path in (paths.NLU / folder).glob("*.yml")} - {"change_municipality"}
        yield from (f"{prefix}.{name}" for name in names)
    yield from (f"{key}.{state}" for key in ("documents", "requirements", "duration") for state in ("known", "unknown"))
    yield from (f"aspect.{key}" for key in ("documents", "fee", "duration", "requirements", "online"))
    yield from (f"hours.{key}" for key in ("date_open", "date_closed", "time_open", "time_partly", "time_closed"))
    compared = ("online", "appointment", "contact", "address")
    yield from (f"compare.{fact}{known}" for fact in compared for known in ("", "_unknown"))
    yield from (f"{key}.unknown" for key in ("contact", "address", *LIVE))
    yield from (f"dialogue.{path.stem}" for path in (paths.NLU / "dialogue").glob("*.yml") if path.stem != "follow_up")
    yield from ("out_of_scope.other_authority", "out_of_scope.nothing_of_ours")
    yield from (f"request.{step}" for step in ("topic", "name", "contact", "time", "consent", "confirm"))
    yield from (f"request.{step}_wrong" for step in ("name", "contact", "consent"))
    yield from ("handover.stuck", "request.delete_waiting", "request.delete_delivered")
    kinds = ("phone", "email", "website", "map", "appointment", "online_service", "form", "source")
    yield from (f"link.{kind}" for kind in kinds)
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    yield from (f"{form}.{day}" for form in ("weekday", "on_weekday", "weekly") for day in days)
    yield from (f"month.{number}" for number in range(1, 13))
    windows = ("noon", "morning", "afternoon", "evening", "early", "between", *times.PREPOSITIONS.values())
    yield from (f"window.{key}" for key in windows)
    yield from (f"{key}.{lane}" for key in ("lane", "open", "closed") for lane in ("walk_in", "appointment"))
    yield from (f"button.{key}" for key in ("documents", "fee", "duration", "online", "appointment", "hours"))


@pytest.mark.parametrize("key", sorted(set(_used())))
def test_every_phrase_has_a_wording(key):
    assert wording.keys()[key]["de"]["text"].strip()


def test_no_wording_is_dead():
    source = "".join(path.read_text("utf-8") for path in Path(paths.ROOT / "actions").glob("*.py"))
    source += (paths.ROOT / "connectors" / "apology.py").read_text("utf-8")
    dead = [k for k in set(wording.keys()) - set(_used()) - {"error"} if f'"{k}"' not in source]
    assert dead == []


def test_a_line_without_its_value_is_left_out():
    values = {"office": "Rathaus", "address": None, "phone": "+49 1", "email": None, "website": None}
    assert say("office.reach", values) == "Rathaus\nTelefon: +49 1"


def test_money_reads_german():
    assert Speaker().spell(money(4600)) == "46,00 €"
    assert Speaker().spell(money(123456)) == "1.234,56 €"


def test_a_broken_file_leaves_the_last_good_wordings(tmp_path, monkeypatch):
    monkeypatch.setattr(wording, "_LOOK_AGAIN_AFTER", -1)
    file = tmp_path / "a.yml"
    file.write_text("greet: {de: {text: Moin}}", "utf-8")
    wordings = wording.Wordings(tmp_path)
    assert wordings.entries()["greet"]["de"]["text"] == "Moin"
    file.write_text("greet: {de: {text: Mo", "utf-8")
    assert wordings.entries()["greet"]["de"]["text"] == "Moin"
    file.write_text("greet: {de: {text: Tach}}", "utf-8")
    os.utime(file, (1, 1))
    assert wordings.entries()["greet"]["de"]["text"] == "Tach"
