"""sources.yml and laws.yml → Source rows, and which of them a block of facts names."""

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
    """One row an entry, one a statute, and one for each confirmation of a block by an editor."""
    for slug, entry in staff.sources.items():
        yield m.Source(slug=slug, **entry.dict())
    for abbreviation, law in staff.laws.items():
        yield _law(f"law:{abbreviation}", law, LAWS_AS_OF, None)
    seen: set[str] = set()
    for block in staff.blocks():
        if block.law and block.verified_by and (slug := source_of(block, staff)) not in seen:
            seen.add(slug)
            law = staff.laws[_abbreviation(block.law, staff)]
            yield _law(slug, law, block.verified_on or LAWS_AS_OF, block.verified_by)


def source_of(block: schema.Sourced, staff: StaffDirectory) -> str:
    """The slug of the Source row a block of facts rests on."""
    if block.source:
        return block.source
    slug = f"law:{_abbreviation(block.law or '', staff)}"
    if block.verified_by is None:
        return slug
    return f"{slug}:{sha256(f'{block.verified_on} {block.verified_by}'.encode()).hexdigest()[:8]}"


def _abbreviation(citation: str, staff: StaffDirectory) -> str:
    # A citation of several statutes rests on the first one; the whole citation is kept beside the text.
    return cited_laws(citation, staff.laws)[0] or ""


def _law(slug: str, law: schema.Law, as_of: date, verified_by: str | None) -> m.Source:
    return m.Source(slug=slug, title=law.title, url=LAW_PORTALS[law.level], as_of=as_of, verified_by=verified_by)
