"""Days and times of the year by their names: Heiligabend, Fronleichnam, 1. Advent, zwischen den Jahren, Ferien.

Normal forms: `feast:heiligabend`, `feast:fronleichnam/after/4` (the Friday after it), `feast:heiligabend/before` (the
day before), `holidays:herbst`, `holidays:herbst/2026`, `holidays:any`. When they are is known to actions/feasts.py.
"""

from __future__ import annotations

import re

WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_FIRST, _SECOND = r"(?:1\.|erste[rnm]?)\s*", r"(?:2\.|zweite[rnm]?)\s*"
# In order: what contains another name comes first.
_NAMES: tuple[tuple[str, str], ...] = (
    (r"zwischen den (?:jahren|tagen|feiertagen)", "zwischen_den_jahren"),
    (r"zwischen weihnachten und (?:neujahr|silvester)", "zwischen_den_jahren"),
    (_FIRST + r"weihnachts(?:feier)?tag", "weihnachtstag_1"),
    (_SECOND + r"weihnachts(?:feier)?tag", "weihnachtstag_2"),
    (r"heilig ?abend|heilig ?abnd", "heiligabend"),
    (r"weihnachten|weihnachts(?:feier)?tage", "weihnachten"),
    (r"silvester|sylvester", "silvester"),
    (r"jahreswechsel", "jahreswechsel"),
    (r"neujahr", "neujahr"),
    (r"heilige drei könige|dreikönig", "dreikoenig"),
    (r"tag der arbeit|(?:1\.|erste[rn]?) mai", "tag_der_arbeit"),
    (r"mariä himmelfahrt", "mariae_himmelfahrt"),
    (r"tag der (?:deutschen )?einheit", "tag_der_einheit"),
    (r"reformationstag|halloween", "reformationstag"),
    (r"allerheiligen", "allerheiligen"),
    (r"martinstag|sankt martin|st\. martin", "martinstag"),
    (r"nikolaus", "nikolaus"),
    (r"bu(?:ß|ss)-? und bettag", "buss_und_bettag"),
    *(
        (rf"(?:{n}\.|{word}[rnm]?)\s*advent", f"advent_{n}")
        for n, word in enumerate(("erste", "zweite", "dritte", "vierte"), 1)
    ),
    (r"weiberfastnacht|altweiber", "weiberfastnacht"),
    (r"rosenmontag", "rosenmontag"),
    (r"veilchendienstag|faschingsdienstag", "veilchendienstag"),
    (r"aschermittwoch", "aschermittwoch"),
    (r"karneval|fasching", "karneval"),
    (r"gründonnerstag", "gruendonnerstag"),
    (r"karfreitag", "karfreitag"),
    (r"karsamstag|ostersamstag", "karsamstag"),
    (r"ostersonntag", "ostersonntag"),
    (r"ostermontag", "ostermontag"),
    (r"himmelfahrt|vatertag", "himmelfahrt"),
    (r"pfingstsonntag", "pfingstsonntag"),
    (r"pfingstmontag", "pfingstmontag"),
    (r"fronleichnam", "fronleichnam"),
    (r"ostern\b|ostertage", "ostern"),
    (r"pfingsten|pfingsttage", "pfingsten"),
)
_SCHOOL = re.compile(r"\b(herbst|oster|sommer|weihnachts|pfingst|winter)ferien\b(?:\s+(20\d\d))?|\b(?:schul)?ferien\b")
_BESIDE = re.compile(rf"\b(brückentag|{'|'.join(WEEKDAYS)}|tag) (nach|vor) (?:de[mnr] )?$")
_SIDES = {"nach": "after", "vor": "before"}


def find(low: str) -> tuple[str, tuple[int, int]] | None:
    """The first of these names in a text in small letters, as its normal form, and where it stands."""
    if (match := _SCHOOL.search(low)) is not None:
        year = f"/{match[2]}" if match[2] else ""
        return f"holidays:{match[1] or 'any'}{year}", match.span()
    for pattern, name in _NAMES:
        if (match := re.search(pattern, low)) is None:
            continue
        beside = _BESIDE.search(low[: match.start()])
        if beside is None:
            return f"feast:{name}", match.span()
        weekday = f"/{WEEKDAYS.index(beside[1])}" if beside[1] in WEEKDAYS else ""
        return f"feast:{name}/{_SIDES[beside[2]]}{weekday}", (beside.start(), match.end())
    return None
