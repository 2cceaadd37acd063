"""Services, what towns have of their own, and responsibilities → rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.content import schema
from bot.content.staff_directory import COUNTY, StaffDirectory
from bot.directory import models as m
from bot.directory.importers.staff_sources import source_of
from bot.directory.responsibility import USUAL

# Lower wins: a municipal row beats a county row, a row of a file beats what follows from the level.
TOWN_RANK, COUNTY_RANK = 1, 2


def rows(staff: StaffDirectory) -> Iterator[Any]:
    """Services with phrases and texts, then the texts of single towns, then who is responsible."""
    for slug, service in staff.services.items():
        yield m.Service(slug=slug, name=service.name, topic=service.topic, level=service.level, leika=service.leika)
        yield m.ServicePhrase(service=slug, kind="name", text=service.name)
        yield from (m.ServicePhrase(service=slug, kind="synonym", text=text) for text in service.synonyms)
        yield from (m.ServicePhrase(service=slug, kind="situation", text=text) for text in service.life_situations)
        yield from (m.ServicePhrase(service=slug, kind="foreign", text=text) for text in staff.foreign_names(slug))
        yield from _text_rows(slug, service, None)
    for (town, slug), local in staff.local.items():
        yield from _text_rows(slug, local, town)
        for link in local.links:
            yield m.OnlineService(area=town, **{**link.dict(), "service": slug})
    for entry in staff.responsibilities.values():
        for slug in entry.services:
            yield from (_explicit(slug, rule) for rule in entry.rules)
    yield from _usual(staff)


def _text_rows(slug: str, texts: schema.ServiceTexts, area: str | None) -> Iterator[Any]:
    for module in schema.MODULES:
        block = getattr(texts, module)
        if block is None:
            continue
        for text in block.items if isinstance(block, schema.ListBlock) else [block.text]:
            yield m.ServiceText(
                service=slug,
                area=area,
                module=module,
                text=text,
                source=source_of(block),
            )
    if texts.fees:
        for fee in texts.fees.items:
            yield m.Fee(
                service=slug,
                area=area,
                who=fee.who,
                what=fee.what,
                cents=round(fee.eur * 100),
                source=source_of(texts.fees),
            )


def _explicit(slug: str, rule: schema.ResponsibilityRule) -> m.Responsibility:
    return m.Responsibility(
        service=slug,
        rank=COUNTY_RANK if rule.area == COUNTY else TOWN_RANK,
        source=source_of(rule),
        **rule.dict(exclude={"law", "source", "verified_by", "verified_on"}),
    )


def _usual(staff: StaffDirectory) -> Iterator[m.Responsibility]:
    """Where no file decides on a service it follows its level: every town for itself, or the county for all."""
    for slug, service in staff.services.items():
        decided = staff.towns_decided(slug)
        if decided and service.level != "gemeinde":
            continue
        usual = staff.levels[service.level]
        for body in staff.towns() if service.level == "gemeinde" else [COUNTY]:
            if body in decided:
                continue
            yield m.Responsibility(
                service=slug,
                organisation=body,
                area=body,
                rank=USUAL + (COUNTY_RANK if body == COUNTY else TOWN_RANK),
                reason=usual.reason,
                source=source_of(usual),
            )
