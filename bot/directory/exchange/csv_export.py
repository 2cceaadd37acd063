"""Who is responsible, as a table: every service in every municipality, with reason, source and its state."""

from __future__ import annotations

import csv
import io
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory import queries
from bot.directory.responsibility import responsible

COLUMNS = (
    *("leistung", "bezeichnung", "leika", "gemeinde", "regionalschluessel", "nimmt_antrag_an", "entscheidet"),
    *("zustaendige_stelle", "grund", "quelle", "quelle_url", "stand", "status", "lizenz"),
)
UNKNOWN_LICENCE = "nicht angegeben"


def export(stream: IO[bytes], session: Session) -> None:
    """UTF-8 with byte order mark and semicolons, as office programs in Germany open it. `session` of `reading`."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    places = [session.get(m.Area, place.slug) for place in queries.places(session) if place.slug != queries.COUNTY]
    licences = {(row.title, row.url): row.licence for row in session.scalars(select(m.Source)) if row.licence}
    for service in session.scalars(select(m.Service).order_by(m.Service.slug)):
        for place in places:
            decides = responsible(session, service.slug, place.slug)
            if decides is None:
                continue
            intake = responsible(session, service.slug, place.slug, "intake") or decides
            table.writerow(
                (
                    *(service.slug, service.name, service.leika or "", place.name, place.ars),
                    *(intake.organisation.name, decides.organisation.name, decides.organisation.slug, decides.reason),
                    *(decides.source.title, decides.source.url, decides.source.as_of.isoformat(), decides.source.state),
                    licences.get((decides.source.title, decides.source.url), UNKNOWN_LICENCE),
                )
            )
    text.detach()
