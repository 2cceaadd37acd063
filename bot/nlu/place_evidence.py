"""When a word that is also a place's name means the place: Senden (to send), Essen (food), LH (a number plate)."""

from __future__ import annotations

import re

from bot.nlu.folding import fold

Words = list[tuple[str, int, int]]

_PLACE_BEFORE = {"in", "aus", "nach", "bei", "fuer", "von", "um", "richtung", "ort", "ueber", "innerhalb", "gemeinde"}
_OFFICE = re.compile(
    r"rathaus|rathauses|gemeinde|ortsteil|buergerbueros?|buergerservice|buergeramt|standesamt|ordnungsamt|sozialamt"
    r"|gemeindeverwaltung|verwaltung|bauhof|wertstoffhof|recyclinghof|hallenbad|freibad|schwimmbad|buecherei"
    r"|musikschule|meldeamt|einwohnermeldeamt|fundbuero|bauamt|jobcenter|touristinfo|stadt"
)
_TO = {"an", "ans", "dem", "zum", "zur", "per", "direkt", "das", "zu"}
_PRONOUN = {
    *("sie", "wir", "ich", "er", "es", "man", "mir", "uns", "euch", "dir"),
    *("ihnen", "ihm", "ihr", "mich", "dich", "bitte", "der", "die", "das", "den"),
    *("dem", "ein", "eine", "einen", "einem", "einer", "mein", "meine", "meinen", "meiner"),
    *("ihre", "ihren", "unsere", "unseren", "diese", "diesen", "alle", "alles", "etwas", "was"),
    *("per", "via", "an", "ans", "zu", "zur", "zum", "mit", "und", "koennen"),
    *("kann", "muss", "soll", "darf", "ist", "geht", "auf", "online", "nicht"),
}
_SENDABLE = re.compile(
    r"foto|fotos|bild|bilder|bildern|.*unterlagen|unterlage|dokumente?|antrag|antraege|formulare?|mail|email|emails|mails"
    r"|briefe?|nachricht|nachrichten|fax|post|datei|dateien|pdf|scan|nachweis|nachweise|.*bescheinigung|kopien?|link"
    r"|infos?|online|zurueck|digital|elektronisch|schriftlich|nochmal|hin|wohin|zertifikat|belege?|rechnung|paket"
    r"|blumen|geld|vollmacht|beschwerde|anfrage|meldung|zusammen|direkt|gesendet|daten|adresse|anhang"
)
_VERBAL = re.compile(
    r"kann|koennen|koennt|koennte|koennten|muss|muessen|musst|soll|sollen|sollte|darf|duerfen|moechte|moechten|will"
    r"|wollen|wollte|wuerde|wuerden|werden|werde|mag|lassen|wohin"
)
_HOUSE = re.compile(r"strasse|str|weg|allee|damm|tor|platz|ring|berg|landstrasse|landstr|chaussee|stiege|kirchweg")


COUNTY_OFFICE = {"kreis", "kreises"}
_AT_THE_COUNTY = {"beim", "vom", "zum", "der", "den", "dem", "des", "vun", "bim"}
_OF_SOMEBODY = {"der", "derer", "aus", "um", "von", "mit"}  # „der Kreis der Bewerber“, „ein Kreis von Freunden“
_OVER_AN_AREA = {"in", "fuer", "durch", "ueber", "ganzen"}  # „ziehe in den Kreis“, „Warnung für den Kreis“
_CIRCLE = re.compile(
    r"\w*dreh\w*|radius|\w*umfang\w*|durchmesser|zeichn\w*|male|malen|kreise?linie|mathe\w*|flaeche|kreisflaeche|geometrie"
    r"|familie|freunde\w*|stuhl\w*|schliess\w*|magisch\w*|quadrat\w*|zirkel|teufels\w*|formel|berechne\w*|sitz(?:en|t)"
)


def is_street(following: str) -> bool:
    """Whether the word after `Coesfelder` makes it a street's name."""
    return _HOUSE.fullmatch(fold(following)) is not None


def is_person(words: Words, at: int) -> bool:
    """`Frau Rosendahl`, `Herr Essen`: a surname."""
    return at > 0 and fold(words[at - 1][0]) in {"frau", "herr", "herrn", "familie", "dr", "fam"}


def is_thanks(words: Words, at: int) -> bool:
    """`velen Dank`: Platt, not the town of Velen."""
    return [fold(word) for word, _, _ in words[at : at + 2]] == ["velen", "dank"]


def is_another(words: Words, at: int) -> bool:
    """`in einem anderen Landkreis`, `jeder Landkreis`: not ours."""
    return at > 0 and fold(words[at - 1][0]) in {
        *("anderen", "andere", "anderer", "anderes", "fremden", "fremder", "jeder", "jedem", "jeden", "welcher"),
        *("welchem", "welchen", "nachbar", "benachbarten", "alten", "bisherigen", "kein", "keinem"),
    }


def is_county_office(words: Words, at: int) -> bool:
    """„beim Kreis“, „vom Kreis“, „macht das der Kreis?“, „Jugendamt des Kreises“: the administration.

    Not „im Kreis“, which is its area or a circle, nor „Stadt oder Kreis“, which leaves open who is meant.
    """
    folded = [fold(word) for word, _, _ in words]
    before, after = folded[max(0, at - 3) : at], folded[at + 1 : at + 4]
    if "oder" in (*before, *after) or any(_CIRCLE.fullmatch(word) for word in folded):
        return False
    if (after and after[0] in _OF_SOMEBODY) or set(before[-2:-1]) & _OVER_AN_AREA:
        return False
    return bool(before) and (before[-1] in _AT_THE_COUNTY or before[-2:] in (["bei", "dem"], ["von", "dem"]))


def is_licence_plate(text: str, words: Words, at: int) -> bool:
    """`LH-AB 123`, `Kennzeichen COE`: number plates of the county, no town."""
    following = text[words[at][2] : words[at][2] + 4]
    before = fold(words[at - 1][0]) if at else ""
    return bool(re.match(r"[-: ]{1,2}[A-Z]{1,2}\b", following)) or "kennzeichen" in before or before in ("oder", "mit")


def essen_is_place(words: Words, at: int) -> bool:
    """Only `in Essen` and `Stadt Essen`; `nach dem Essen`, `Essen auf Rädern` are food."""
    before = fold(words[at - 1][0]) if at else ""
    return before in {"in", "stadt"} and not (at + 1 < len(words) and fold(words[at + 1][0]) == "gehen")


def senden_is_place(text: str, words: Words, at: int, near: set[int]) -> bool:
    """Whether `senden` at word `at` is the town. `near`: positions of the words that belong to other places."""
    spelt = words[at][0]
    folded = [fold(word) for word, _, _ in words]
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(words) else ""
    gap = text[words[at - 1][2] : words[at][1]] if at else ""
    starts_sentence = at == 0 or any(mark in gap for mark in ".!?:\n")
    if len(words) == 1 or _beside_a_place(text, words, at, near, {before, after}):
        return True
    if starts_sentence:
        # "Senden Sie mir das Formular" against "Senden Öffnungszeiten Rathaus"
        return after not in _PRONOUN and (bool(_OFFICE.fullmatch(after)) or len(words) - at <= 4)
    if before in _PLACE_BEFORE:
        return not (before in {"um", "bei"} and folded[at - 2 : at - 1] == ["mail"])
    if spelt[0].isupper() and not text.isupper():
        return before not in {"zum", "beim", "das", "vom", "durchs", "dem", "bitte"}
    if at - 1 in near and gap in (" ", ", ", "/", "-") and at == len(words) - 1:
        return not _has_verbal(folded[:at])
    return bool(_OFFICE.fullmatch(before)) if gap == "-" else _ends_with_town(folded, at)


def _beside_a_place(text: str, words: Words, at: int, near: set[int], neighbours: set[str]) -> bool:
    """`senden, bösensell`, `senden und nottuln`."""
    if at + 1 in near and text[words[at][2] : words[at + 1][1]] in (" ", "-", ", ", "/"):
        return True
    return bool({at - 2, at + 2} & near and neighbours & {"und", "oder", "bis", "statt", "sondern", "vs"})


def _ends_with_town(folded: list[str], at: int) -> bool:
    """`öffnungszeiten rathaus senden` against `unterlagen ans rathaus senden`, all in lower case."""
    before = folded[at - 1]
    if _OFFICE.fullmatch(before):
        return not _has_verbal(folded[:at]) and not (set(folded[max(0, at - 3) : at - 1]) & _TO)
    if at != len(folded) - 1 or len(folded) > 6:
        return False
    if before in _PRONOUN or _SENDABLE.fullmatch(before) or _has_verbal(folded[:at]):
        return False
    return not (set(folded[max(0, at - 3) : at]) & (_TO | {"mir", "uns", "ich", "wir", "euch", "ihnen", "bitte"}))


def _has_verbal(folded: list[str]) -> bool:
    return any(_VERBAL.fullmatch(word) for word in folded)


def is_negated(before: list[str], after: list[str], others: bool, later: bool) -> bool:
    """`nicht Coesfeld, sondern Dülmen`: whether the place between `before` and `after` is the one refused.

    `others`: another place is named too; `later`: one comes afterwards.
    """
    tail = [word for word in before[-4:] if word not in _FILLERS]
    if not tail or tail[-1] not in {"nicht", "kein", "keine", "keinen", "statt", "anstatt", "ausser", "nich", "not"}:
        return False
    if tail[-1] in {"statt", "anstatt", "ausser"}:
        return others
    if "sondern" in after or later or others:
        return True
    # One place only: "ich wohne nicht in Coesfeld" refuses it, "geht das nicht in Coesfeld?" asks about it.
    return len(before) <= 2 or bool({"wohne", "komme", "bin", "lebe", "meine", "meinte", "nein"} & set(before))


_FILLERS = {
    "in",
    "aus",
    "fuer",
    "nach",
    "bei",
    "von",
    "der",
    "die",
    "das",
    "stadt",
    "gemeinde",
    "mehr",
    "den",
    "im",
    "zu",
}
