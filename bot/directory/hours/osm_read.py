"""The text of OSM `opening_hours` → a timetable; what the directory cannot hold is refused with a German message.

Public holidays are always closed in NRW's offices, so `PH off` may be there or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.directory.hours.osm_grammar import OsmRule, rules
from bot.directory.hours.osm_write import LANE_NOTES, SINCE_EVER
from bot.directory.hours.timetable import WALK_IN, NotRepresentable, Shut, Special, Timetable, Weekly

_WEEK, _CLOSED, _EXCEPTION = range(3)
_UNNAMED_CLOSURE = "geschlossen"
_ALL_DAYS = tuple(range(7))


def from_osm(text: str) -> Timetable:
    """The timetable of one lane, named in comments as `to_osm` does; else without appointment.

    Raises NotRepresentable, with the part that is at fault and what to write instead.
    """
    weekly: list[Weekly] = []
    specials: list[Special] = []
    shut: list[Shut] = []
    reached = _WEEK
    for position, rule in enumerate(rules(text)):
        stage = _stage(rule)
        if rule.unknown and position > 0:
            raise NotRepresentable(f"„{rule.text}“ überschreibt in OSM alles davor. Bitte unter „notes“ eintragen.")
        if stage < reached:
            raise NotRepresentable(
                f"„{rule.text}“ steht zu weit hinten. Bitte in dieser Folge: Woche; Schließtage und PH off; Ausnahmen."
            )
        reached = stage
        if stage == _WEEK:
            if not rule.added or rule.off:
                weekly = [part for old in weekly for part in _without(old, _area(rule))]
            weekly += _weekly(rule)
        elif stage == _CLOSED:
            shut += [Shut(first, last or first, rule.comment or _UNNAMED_CLOSURE) for first, last in rule.dates]
        else:
            on = rule.dates[0][0]
            known = any(special.date == on for special in specials)
            if rule.added and not known:
                raise NotRepresentable(f"Vor „{rule.text}“ bitte ein Semikolon setzen: Ausnahmen ersetzen den Tag.")
            specials = [special for special in specials if rule.added or special.date != on] + list(_specials(rule))
    if len({rule.lane for rule in weekly} | {special.lane for special in specials}) > 1:
        raise NotRepresentable("Zeiten mit und ohne Termin stehen in einem Text. Bitte für jede Art einen eigenen.")
    return Timetable(tuple(weekly), tuple(specials), tuple(shut))


def _stage(rule: OsmRule) -> int:
    """Whether a rule is about the week, about closed days, or an exception. Raises NotRepresentable for any other."""
    if "PH" in rule.holidays and not rule.off:
        raise NotRepresentable(f"„{rule.text}“: An Feiertagen ist geschlossen. Ausnahmen bitte mit Datum angeben.")
    if rule.unknown and (rule.spans or rule.days or rule.dates or rule.holidays):
        raise NotRepresentable(f"„{rule.text}“: Was nicht sicher ist, bitte als Hinweis unter „notes“ eintragen.")
    if rule.off and rule.spans:
        raise NotRepresentable(f"„{rule.text}“: Bitte die offenen Zeiten angeben statt der geschlossenen.")
    if not (rule.off or rule.unknown or rule.spans):
        raise NotRepresentable(f"„{rule.text}“ hieße in OSM „rund um die Uhr“. Bitte Zeiten angeben.")
    if rule.off and rule.days and rule.holidays:
        raise NotRepresentable(f"„{rule.text}“: Bitte „off“ entweder für Wochentage oder für PH und SH angeben.")
    if rule.holidays == {"PH"} or (rule.off and rule.dates and not rule.days and not rule.holidays):
        return _CLOSED
    single = len(rule.dates) == 1 and rule.dates[0][0] == rule.dates[0][1]
    if single and not rule.days and not rule.holidays:
        return _EXCEPTION
    if len(rule.dates) > 1:
        raise NotRepresentable(f"„{rule.text}“: Jahre im Abstand gehen nur für Schließtage.")
    return _WEEK


@dataclass(frozen=True)
class _Area:
    """What a rule of the week covers: weekdays, time, and school holidays (`only`), or all seasons (None)."""

    days: tuple[int, ...]
    first: date | None
    last: date | None
    season: str | None


def _area(rule: OsmRule) -> _Area:
    first, last = rule.dates[0] if rule.dates else (None, None)
    season = "only" if "SH" in rule.holidays else None
    return _Area(rule.days or _ALL_DAYS, None if first == SINCE_EVER else first, last, season)


def _weekly(rule: OsmRule) -> Iterator[Weekly]:
    lane, rest = _lane(rule.comment)
    if rest and rule.spans:
        raise NotRepresentable(f"„{rest}“ kann hier nicht stehen. Bitte als Hinweis unter „notes“ eintragen.")
    area = _area(rule)
    for weekday in sorted(set(area.days)):
        for opens, closes in rule.spans:
            yield Weekly(lane, weekday, opens, closes, area.first, area.last, area.season)


def _specials(rule: OsmRule) -> Iterator[Special]:
    lane, reason = _lane(rule.comment)
    for opens, closes in rule.spans:
        yield Special(lane, rule.dates[0][0], opens, closes, reason)


def _lane(comment: str | None) -> tuple[str, str | None]:
    for lane, note in LANE_NOTES.items():
        if comment == note or (comment or "").startswith(f"{note}: "):
            return lane, (comment or "")[len(note) + 2 :] or None
    return WALK_IN, comment


def _without(rule: Weekly, area: _Area) -> Iterator[Weekly]:
    """What is left of a rule where a later one overrides `area`."""
    seasons = {None: {"only", "never"}, "only": {"only"}, "never": {"never"}}
    first = max((start for start in (rule.valid_from, area.first) if start), default=None)
    last = min((end for end in (rule.valid_to, area.last) if end), default=None)
    apart = first is not None and last is not None and first > last
    overridden = seasons[rule.school_holidays] & seasons[area.season]
    if rule.weekday not in area.days or apart or not overridden:
        yield rule
        return
    if area.first and (rule.valid_from is None or rule.valid_from < area.first):
        yield replace(rule, valid_to=area.first - timedelta(days=1))
    for season in seasons[rule.school_holidays] - overridden:
        yield replace(rule, valid_from=first, valid_to=last, school_holidays=season)
    if area.last and (rule.valid_to is None or area.last < rule.valid_to):
        yield replace(rule, valid_from=area.last + timedelta(days=1))
