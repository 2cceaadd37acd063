"""Whether a place beyond the county only comes along in a matter of ours: where somebody studies, where a car was
bought, where one moved from. Pure; words are folded (bot.nlu.folding.fold).

Without a clear sign the place is where something is asked for, and then it is none of our business: saying so to one
citizen too many is better than answering for the wrong town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.nlu.place_roles import governing

_THERE = {"dort", "dortige", "dortigen", "dorthin", "drueben", "there"}
_HERE = re.compile(r"hier|hierher|herziehen|hiesige\w*|euch|here")
_AUTHORITY = re.compile(
    r"\w*rathaus\w*|\w*amt|\w*amtes|\w*aemter|\w*buero|\w*verwaltung|stadt|gemeinde|kreis\w*|landkreis|\w*gericht|polizei"
    r"|\w*behoerde|\w*stelle|\w*stellen|buergerservice|bezirksregierung|jobcenter|botschaft|\w*konsulat|\w*kasse"
    r"|oeffnungszeiten|\w*bad|\w*museum|buergermeister\w*|wertstoffhof|recyclinghof|town|hall|office|city"
)
_MOVED = re.compile(
    r"zieh|ziehe|ziehen|zieht|zogen|\w*gezogen\w*|\w*umzug\w*|umzieh\w*|umzuziehen|\w*zuzug\w*|zuzieh\w*|herzieh\w*|moved|moving"
)
_REWRITTEN = re.compile(r"\w*ummeld\w*|umgemeldet|\w*umschreib\w*|umgeschrieben|auf|hierher")
_LEAVING = re.compile(
    r"\w*abmeld\w*|\w*abgemeldet\w*|wegzieh\w*|wegzug\w*|\w*weggezogen|fortgezogen|fortzieh\w*|auszug|ausgezogen|kuendig\w*"
)
_ON_A_TRIP = re.compile(
    r"flieg\w*|flug|reise|reisen|ausflug|urlaub\w*|klassenfahrt|studienfahrt|pendel\w*|pendle|arbeit|schicht|dienstreise"
)
_STAYS = re.compile(
    r"studier(?:e|t|en|ende[rn]?)|\w*student|\w*studentin|\w*studenten|studi|arbeite|arbeitet|arbeiten|jobb?e?t?|pendl?e?l?t?"
    r"|taetig|angestellt|beschaeftigt|stationiert|wohnte|wohnten|gewohnt|gelebt|gearbeitet|gekauft|ersteigert|erworben|abgeholt"
    r"|geholt|angeguckt|angeschaut|verloren|gestohlen|geklaut|geboren|studies|studying|works|bought"
)
_LEARNS = re.compile(r"\w*schule|\w*ausbildung|lehre|praktikum|fsj|bufdi|reha|azubi|bundeswehr|marine")
_GOES = re.compile(r"geht|gehe|gehen|macht|mache|mach|besuch\w*|ist|bin|steckt")
_DONE = re.compile(
    r"gemacht|bestanden|absolviert|ausgestellt|zugelassen|stillgelegt|bekommen|gekriegt|verlaengert|abgelegt"
)
_PAST = re.compile(r"wurden?|hab|habe|haben|hat|hatten?|war|waren|worden|damals|frueher|mal|19\d\d|20\d\d")
_FETCHES = re.compile(r"hole|holen|holt|abholen|abhole|kauf|kaufe|kaufen|kauft|buy")
_GOODS = re.compile(
    r"\w*auto|\w*wagen|kfz|pkw|\w*fahrzeug|\w*motorrad|\w*roller|moped|bulli|\w*anhaenger|\w*wohnmobil|trecker|traktor|karre"
    r"|\w*kennzeichen|\w*hund|welpen?|car|bike"
)
_REGISTRY = re.compile(
    r"\w*urkunde\w*|\w*standesamt\w*|\w*beurkund\w*|\w*geburtsnam\w*|vaterschaft\w*|\w*register\w*|fund\w*"
)
_FROM_THERE = {"komme", "stamme", "bin"}
_NEAR = 7


def is_incidental(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the place between `before` and `after` is only where somebody or something is from, stays or goes.

    „Auto aus Bremen holen, Kurzzeitkennzeichen“ and „Tochter studiert in Köln, Zweitwohnsitz hier“ are matters of
    ours, „Personalausweis in Münster beantragen“ and „Rathaus von Hamm“ are not.
    """
    words = governing(before)
    if not words or _THERE & {*before, *after}:
        return False
    preposition, rest = words[-1], words[:-1]
    if any(_AUTHORITY.fullmatch(word) for word in (*rest[-1:], *before[len(words) :])):
        return False
    around = (*rest, *after)
    if preposition in ("aus", "ausm", "from"):
        lives_there = bool(rest[-1:] and rest[-1] in _FROM_THERE) or rest[-2:] in (["wir", "kommen"], ["wir", "sind"])
        return not lives_there or _any(_MOVED, around)
    if preposition in ("von", "vom", "ab"):
        return _any(_MOVED, around) or _any(_REWRITTEN, around) or _any(_ON_A_TRIP, around)
    if preposition in ("nach", "bis", "to"):
        return _any(_ON_A_TRIP, around) or _any(_LEAVING, around) or (_any(_MOVED, around) and _is_leaving(around))
    return preposition in ("in", "bei", "at") and _is_staying(rest, after)


def _is_leaving(around: Sequence[str]) -> bool:
    signs_off = "ab" in around and any(word.startswith("meld") for word in around)
    return signs_off or _any(_HERE, around)


def _is_staying(rest: Sequence[str], after: Sequence[str]) -> bool:
    near = (*rest[-_NEAR:], *after[:_NEAR])
    if _any(_REGISTRY, (*rest, *after)):
        return False  # births are certified, and what was lost is kept, where it happened
    if _any(_HERE, (*rest[:-1], *after)) or _any(_STAYS, near):
        return True
    learns = _any(_LEARNS, near) and _any(_GOES, near)
    fetches = _any(_FETCHES, near) and _any(_GOODS, (*rest, *after))
    return learns or fetches or (_any(_DONE, near) and _any(_PAST, near))


def _any(pattern: re.Pattern[str], words: Iterable[str]) -> bool:
    return any(pattern.fullmatch(word) for word in words)
