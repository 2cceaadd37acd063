"""Names, numbers and addresses within right-to-left text keep their own direction (Unicode Bidirectional Algorithm)."""

from __future__ import annotations

import re

_ISOLATE, _POP = "\u2068", "\u2069"
"""First strong isolate and its end, UAX #9."""
_AS_IT_IS = re.compile(r"[\d.,:]*|.*[\u0600-\u06ff].*")
"""Numbers alone never turn around, and what is Arabic has the right direction already."""


def isolated(text: str) -> str:
    """`text` with every line isolated that needs it: an isolate ends with its line."""
    lines = text.split("\n")
    return "\n".join(line if _AS_IT_IS.fullmatch(line) else f"{_ISOLATE}{line}{_POP}" for line in lines)
