"""Who is responsible: every pair of service and town, per stage, with reason and source; validity; layers."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.content import schema
from bot.directory import models as m
from bot.directory import responsibility
from bot.directory.importers.staff_files import import_staff_files


def test_every_pair_of_service_and_town_has_exactly_one_responsible_body_per_stage(look, staff):
    assert len(staff.services) == 209
    assert len(staff.towns()) == 11
    gaps, unreasoned = [], []
    with look() as session:
        for slug in staff.services:
            for town in staff.towns():
                for stage in ("intake", "decision"):
                    found = responsibility.responsible(session, slug, town, stage)
                    if found is None:
                        gaps.append((slug, town, stage))
                    elif not found.reason or "\n" in found.reason or not found.source.url:
                        unreasoned.append((slug, town, stage))
    assert gaps == []
    assert unreasoned == []


def test_no_two_rows_of_staff_compete_for_a_pair(look, staff):
    doubled = []
    with look() as session:
        rows = session.scalars(select(m.Responsibility)).all()
    for slug in staff.services:
        mine = [row for row in rows if row.service == slug]
        for town in staff.towns():
            for stage in ("intake", "decision"):
                ranks = [
                    row.rank
                    for row in mine
                    if row.stage == stage and row.area in (town, "kreis-coesfeld") and town not in row.excluded
                ]
                if ranks.count(min(ranks, default=0)) > 1:
                    doubled.append((slug, town, stage))
    assert doubled == []


@pytest.mark.parametrize(
    ("service", "town", "organisation", "body"),
    [
        ("kfz-neuzulassung", "coesfeld", "kfz-zulassung", "kreis-coesfeld"),
        ("unterhaltsvorschuss", "coesfeld", "coesfeld", "coesfeld"),
        ("unterhaltsvorschuss", "duelmen", "duelmen", "duelmen"),
        ("unterhaltsvorschuss", "senden", "kreisjugendamt", "kreis-coesfeld"),
        ("baugenehmigung", "olfen", "kreisbauaufsicht", "kreis-coesfeld"),
        ("personalausweis", "nottuln", "nottuln", "nottuln"),
        ("kirchenaustritt", "nottuln", "amtsgericht", "amtsgericht"),
        ("kindergeld", "ascheberg", "familienkasse", "familienkasse"),
        ("kleiner-waffenschein", "billerbeck", "kreispolizeibehoerde", "kreispolizeibehoerde"),
        ("versammlung-anmelden", "havixbeck", "kreispolizeibehoerde", "kreispolizeibehoerde"),
        ("buergergeld", "rosendahl", "jobcenter-rosendahl", "kreis-coesfeld"),
    ],
)
def test_responsibility_is_resolved_on_the_pair(look, service, town, organisation, body):
    with look() as session:
        found = responsibility.responsible(session, service, town)
    assert (found.organisation.slug, found.organisation.body) == (organisation, body)


def test_what_every_town_does_itself_needs_no_reason_in_the_answer(look):
    with look() as session:
        assert responsibility.responsible(session, "personalausweis", "senden").usual
        assert not responsibility.responsible(session, "unterhaltsvorschuss", "coesfeld").usual
        assert not responsibility.responsible(session, "kfz-neuzulassung", "senden").usual


def test_an_intake_row_and_its_validity(engine, look, staff):
    """From 2027 on, Billerbeck takes building applications in; the county goes on deciding."""
    intake = schema.ResponsibilityRule(
        organisation="billerbeck",
        area="billerbeck",
        stage="intake",
        valid_from=date(2027, 1, 1),
        reason="Die Stadt nimmt Bauanträge an.",
        source="kreis-serviceportal",
    )
    file = staff.responsibilities["bauaufsicht"]
    changed = file.copy(update={"rules": [*file.rules, intake]})
    import_staff_files(engine, replace(staff, responsibilities={**staff.responsibilities, "bauaufsicht": changed}))

    def office(stage, today):
        with look(today) as session:
            return responsibility.responsible(session, "baugenehmigung", "billerbeck", stage).organisation.slug

    assert office("intake", date(2026, 12, 31)) == "kreisbauaufsicht"
    assert office("intake", date(2027, 1, 1)) == "billerbeck"
    assert office("decision", date(2027, 1, 1)) == "kreisbauaufsicht"
