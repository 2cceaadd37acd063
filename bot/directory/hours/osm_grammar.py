"""The text of OSM `opening_hours` → its rules one by one, as far as offices use the language. Messages are German."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.directory.hours.osm_write import DAYS, MONTHS
from bot.directory.hours.timetable import LATEST, NotRepresentable, clock, minutes

EXAMPLE = "Mo-Fr 08:00-12:30, Th 14:00-18:00; PH off"
_DAY, _MONTH = f"(?:{'|'.join(DAYS)})", f"({'|'.join(MONTHS)})"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*"
_SPAN = r"(\d{1,2}:\d{2})-(\d{1,2}:\d{2})"
_RULE = re.compile(
    rf"(?P<dates>\d{{4}}.*?)?:?\s*(?P<holidays>(?:PH|SH)(?:,(?:PH|SH))*)?\s*(?P<days>{_DAYS})?\s*"
    rf"(?P<spans>{_SPAN}(?:,{_SPAN})*)?\s*(?P<modifier>open|off|closed|unknown)?\s*(?:\"(?P<comment>[^\"]*)\")?"
)
_DATES = re.compile(
    rf"(\d{{4}})(?:-(\d{{4}}))? {_MONTH} (\d{{1,2}})(?:(\+)|-(?:(?:(\d{{4}}) )?{_MONTH} )?(\d{{1,2}}))?"
)
_WRONG_DAY = rf"\b(?!{_DAY}\b)(?i:mo|di|tue?|mi|wed?|don?|thu?|fri?|sam?|sat|son?|sun?)\b"
_HINTS = (
    (r"24/7", "Das gälte auch an Feiertagen, an denen aber geschlossen ist. Möglich ist: Mo-Su 00:00-24:00"),
    (_WRONG_DAY, f"Die Tage heißen {', '.join(DAYS)}."),
    (r"\d\.\d\d|\d\s*(?:Uhr|h)\b", "Zeiten bitte mit Doppelpunkt: 08:00-12:30"),
    (r"\d\+", "Ein offenes Ende geht nicht. Bitte angeben, wann geschlossen wird."),
    (r"\[", "„Jeder erste Samstag“ und Ähnliches geht nicht. Bitte einzelne Termine unter „exceptions“ eintragen."),
    (r"sun(?:rise|set)|dawn|dusk", "Bitte Uhrzeiten angeben."),
    (r"week", "Kalenderwochen gehen nicht. Bitte Daten angeben."),
    (r"PH|SH", "PH und SH bitte als eigene Regel: PH off"),
    (_MONTH, "Bitte Daten mit Jahr angeben: 2026 Dec 24. Jährliche Schließtage: closures mit yearly: 24.12."),
)
_COMPLETE = re.compile(rf"{_SPAN}|\b(?:open|off|closed|unknown)\b|\"")


@dataclass(frozen=True)
class OsmRule:
    """One rule. `added`: joined to the rules before by a comma, so that it adds instead of overriding."""

    text: str
    added: bool
    dates: tuple[tuple[date, date | None], ...]
    """Ranges of days, both ends included; None: without an end."""
    holidays: frozenset[str]
    days: tuple[int, ...]
    """Weekdays from 0 = Monday; empty if none are named."""
    spans: tuple[tuple[str, str], ...]
    off: bool
    unknown: bool
    comment: str | None


def rules(text: str) -> Iterator[OsmRule]:
    """Every rule in order. Raises NotRepresentable with the part that is at fault."""
    if "||" in _without_comments(text):
        raise NotRepresentable("„||“ (Ersatzregel) wird nicht unterstützt. Bitte nur ; und , verwenden.")
    if text.count('"') % 2:
        raise NotRepresentable(f"In „{text}“ fehlt ein Anführungszeichen.")
    for group in _split(text, ";"):
        for position, part in enumerate(_additional(group)):
            yield _rule(part, added=position > 0)


def _rule(text: str, added: bool) -> OsmRule:
    match = _RULE.fullmatch(text)
    if match is None:
        hint = next((hint for pattern, hint in _HINTS if re.search(pattern, text)), f"Bitte so schreiben: {EXAMPLE}")
        raise NotRepresentable(f"„{text}“ geht hier nicht. {hint}")
    given = match.groupdict()
    if not any(given[name] for name in ("dates", "holidays", "days", "spans")) and given["modifier"] != "unknown":
        raise NotRepresentable(
            f"„{text}“ hieße in OSM „immer“. Bitte Tage und Zeiten angeben oder unknown davor setzen: unknown {text}"
        )
    return OsmRule(
        text=text,
        added=added,
        dates=tuple(_ranges(given["dates"].strip().rstrip(":"))) if given["dates"] else (),
        holidays=frozenset((given["holidays"] or "").split(",")) - {""},
        days=tuple(_weekdays(given["days"])) if given["days"] else (),
        spans=tuple(_span(*span) for span in re.findall(_SPAN, given["spans"] or "")),
        off=given["modifier"] in ("off", "closed"),
        unknown=given["modifier"] == "unknown",
        comment=given["comment"],
    )


def _split(text: str, separator: str) -> list[str]:
    """Parts between separators that are in no comment."""
    parts = re.findall(rf"(?:\"[^\"]*\"|[^{separator}\"])+", text)
    return [part.strip() for part in parts if part.strip()]


def _additional(group: str) -> list[str]:
    """Rules joined by commas. A comma also parts weekdays and spans of one rule: then the rule before is not complete,
    or what follows is but a span."""
    found: list[str] = []
    for part in _split(group, ","):
        if found and (_COMPLETE.search(found[-1]) is None or re.match(_SPAN, part)):
            found[-1] += f",{part}"
        else:
            found.append(part)
    return found


def _without_comments(text: str) -> str:
    return re.sub(r"\"[^\"]*\"", "", text)


def _weekdays(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        yield from ((begin + step) % 7 for step in range((end - begin) % 7 + 1))


def _span(opens: str, closes: str) -> tuple[str, str]:
    """Times as we write them: a closing time before the opening is one of the next day."""
    begin, end = minutes(opens), minutes(closes)
    end += 24 * 60 if end <= begin else 0
    if begin >= 24 * 60 or end > minutes(LATEST) or int(opens[-2:]) > 59 or int(closes[-2:]) > 59:
        raise NotRepresentable(f"„{opens}-{closes}“ geht nicht: Zeiten reichen von 00:00 bis {LATEST} (2 Uhr nachts).")
    return clock(begin), clock(end)


def _ranges(text: str) -> Iterator[tuple[date, date | None]]:
    match = _DATES.fullmatch(text)
    if match is None:
        raise NotRepresentable(f"„{text}“ ist kein Datum mit Jahr. Bitte so schreiben: 2026 Dec 24-2026 Dec 31")
    year, last_year, month, day, open_end, end_year, end_month, end_day = match.groups()
    try:
        for y in range(int(year), int(last_year or year) + 1):
            first = date(y, MONTHS.index(month) + 1, int(day))
            if open_end:
                yield first, None
            elif end_day is None:
                yield first, first
            else:
                last = date(int(end_year or y), MONTHS.index(end_month or month) + 1, int(end_day))
                if last < first:
                    raise ValueError("it ends before it begins")
                yield first, last
    except ValueError:
        raise NotRepresentable(f"„{text}“ ist kein mögliches Datum. Bitte berichtigen.") from None
