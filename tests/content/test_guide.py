"""What the guide for staff shows can be typed like that."""

import re

import pytest

from bot import paths
from bot.content import schema, yaml_file
from bot.content.problems import ContentError
from bot.content.validate import parse

GUIDE = paths.ROOT / "docs" / "redaktion"
MODELS = {  # by the first key of a block
    "contacts": schema.OfficeFacts,
    "opening_hours": schema.OfficeFacts,
    "services": schema.ResponsibilityFile,
    "fees": schema.LocalFile,
    "duration": schema.ServiceTexts,
    "name": schema.ServiceFile,
}


def blocks():
    for page in sorted(GUIDE.glob("*.md")):
        text = page.read_text("utf-8")
        for found in re.finditer(r"(?ms)^( *)```yaml\n(.*?)^ *```", text):
            lines = [line.removeprefix(found[1]) for line in found[2].splitlines()]
            yield pytest.param("\n".join(lines), id=f"{page.name}:{text.count(chr(10), 0, found.start()) + 1}")


def faults(model, file):
    try:
        if model is not None:
            parse(model, file)
    except ContentError as error:
        return error.problems
    return []


@pytest.mark.parametrize("block", blocks())
def test_an_example_of_the_guide_has_no_fault(tmp_path, block):
    path = tmp_path / "beispiel.yml"
    path.write_text(block + "\n", "utf-8")
    file = yaml_file.read(path)
    assert file.problems == ()
    model = MODELS.get(next(iter(file.data))) if isinstance(file.data, dict) else None
    if "senden-telefon-2026" in file.data:
        parse(schema.SourceEntry, file, ("senden-telefon-2026",))
    # The page on services shows two synonyms and says that there must be eight.
    assert [found for found in faults(model, file) if "braucht mindestens" not in found.message] == []


def test_the_guide_shows_every_kind_of_file():
    shown = "\n".join(block.values[0] for block in blocks())
    for words in ("contacts:", "opening_hours:", "rules:", "fees:", "verified_on:", "valid_from:", "as_of:", "parts:"):
        assert words in shown
