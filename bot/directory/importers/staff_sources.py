"""sources.yml and cited laws → Source rows, and which of them a block of facts rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from bot.content import schema
from bot.content.staff_directory import StaffDirectory, cited_laws
from bot.directory import models as m

LAW_PORTALS = {
    "bund": "https://www.gesetze-im-internet.de",
    "nrw": "https://recht.nrw.de",
    "eu": "https://eur-lex.europa.eu",
}
# Written for this directory from general knowledge of the statutes; an editor confirms a block with `verified_by`.
LAWS_AS_OF = date(2026, 11, 23)


def rows(staff: StaffDirectory) -> Iterator[m.Source]:
    """One row an entry of sources.yml, and one for each citation of the law, confirmed by an editor or not."""
    for slug, entry in staff.sources.items():
        yield m.Source(slug=slug, **entry.dict())
    cited = {source_of(block): block for block in staff.blocks() if block.law}
    for slug, block in cited.items():
        # A citation of several statutes rests on the first one.
        law = staff.laws[cited_laws(block.law or "", staff.laws)[0] or ""]
        yield m.Source(
            slug=slug,
            title=block.law,
            url=LAW_PORTALS[law.level],
            as_of=block.verified_on or LAWS_AS_OF,
            verified_by=block.verified_by,
        )


def source_of(block: schema.Sourced) -> str:
    """The slug of the Source row a block of facts rests on."""
    if block.source:
        return block.source
    identity = f"{block.law} {block.verified_on} {block.verified_by}"
    return f"law:{sha256(identity.encode()).hexdigest()[:16]}"
