"""Which places a message names, by the staff files' gazetteer. Pure: no Rasa, no model, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot import paths
from bot.content.staff_directory import COUNTY, StaffDirectory
from bot.nlu import place_evidence as evidence
from bot.nlu.folding import core, fold, words
from bot.nlu.place_context import OUTSIDE, Mention, in_context, without_bare_county
from bot.nlu.unglue import Unglue

PLACE = "ort"
"""Stands for every place in a text whose places do not matter."""
# Names that are also ordinary German words, or one letter away from one: only in exactly this spelling.
_EXACT = {"hamm", "laer", "marl", "werne", "selm", "essen", "ulm", "unna", "lette", "brock", "senden", "lh", "velen"}
# Parts that several towns have: they only count beside their town.
_NEEDS_TOWN = {"kirchspiel", "mitte"}
# Short for a town only as typed here, and not on a number plate. Keys are folded: `oe` counts as `o`.
_PLATES = {"lh": "LH", "co": "COE"}
_GENITIVE = ("s", "er", "ern", "ers", "erin", "sche", "scher", "schen", "sches")
_GLUED = ("rathaus", "burgerburo", "stadtverwaltung", "gemeindeverwaltung", "stadt", "gemeinde", "standesamt", "kreis")
_COUNTY_WORDS = {"kreis", "kreises", "landkreis", "landkreises", "landratsamt", "kreisverwaltung", "kreishaus"}


@dataclass(frozen=True)
class Target:
    """What a name stands for: a municipality's slug or `outside/…`, and the Ortsteil if it is one."""

    slug: str
    part: str | None = None


@dataclass(frozen=True)
class _Match:
    target: Target
    name: str
    first: int
    last: int
    confidence: float


def lookalikes() -> list[str]:
    """German words that differ from a place's name by a typo."""
    return (paths.NLU / "place_lookalikes.txt").read_text(encoding="utf-8").split()


class Gazetteer:
    """All spellings of all places, keyed by their folded words."""

    def __init__(self, directory: StaffDirectory, lookalikes: Iterable[str] = ()) -> None:
        """`lookalikes`: see above."""
        self._names: dict[tuple[str, ...], Target] = {}
        self._postcodes: dict[str, Target] = {}
        self._lookalikes = {core(word) for word in lookalikes}
        self._typos: dict[str, tuple[str, int] | None] = {}
        self._unfolded: dict[str, set[str]] = {}
        for slug, town in directory.municipalities.items():
            for name in (town.name, town.official_name, *town.aliases):
                self._add(name, Target(slug))
            for part in town.parts:
                for name in (part.name, *part.aliases):
                    self._add(name, Target(slug, part.name))
        for slug, town in directory.municipalities.items():
            # A code that two towns share decides nothing.
            for postcode in town.postcodes:
                if sum(postcode in other.postcodes for other in directory.municipalities.values()) == 1:
                    self._postcodes[postcode] = Target(slug)
        for place in directory.outside:
            for name in (place.name, *place.aliases):
                self._add(name, Target(OUTSIDE + _slug(place.name)))
        self._longest = max(map(len, self._names), default=1)
        towns = [key[0] for key, target in self._names.items() if len(key) == 1 and self._is_town(key[0], target)]
        self._unglue = Unglue(towns, [key[0] for key in self._names if len(key) == 1], self._lookalikes)
        self._fuzzy = [key[0] for key in self._names if len(key) == 1 and len(key[0]) >= 6 and key[0] not in _EXACT]

    def find(self, text: str) -> list[Mention]:
        """Every place named in `text`, in order of appearance."""
        tokens = [part for token in words(text) for part in self._unglue(token)]
        matches: list[_Match] = []
        at = 0
        while at < len(tokens):
            match = self._at(text, tokens, at)
            if match is not None:
                match = self._reaching_further(text, tokens, match)
                matches.append(match)
            at = match.last + 1 if match else at + 1
        matches = [match for match in matches if self._is_meant(text, tokens, matches, match)]
        return in_context(text, tokens, without_bare_county(text, _merged(text, tokens, matches)))

    def placeless(self, text: str) -> str:
        """`text` with one and the same word for every place named."""
        for mention in reversed(self.find(text)):
            text = text[: mention.start] + PLACE + text[mention.end :]
        return text

    def _add(self, name: str, target: Target) -> None:
        key = tuple(core(word) for word, _, _ in words(name))
        if not key or (len(key) == 1 and key[0] in _NEEDS_TOWN and target.part is None):
            return
        self._names.setdefault(key, target)
        if len(key) == 1 and (spelt := fold(words(name)[0][0])) != key[0]:
            self._unfolded.setdefault(key[0], set()).add(spelt)  # Ciesfeld is a slip in Coesfeld, two in Cosfeld

    def _is_town(self, name: str, target: Target) -> bool:
        inside = not target.slug.startswith(OUTSIDE) and target.part is None
        return inside and name not in _EXACT and name not in _COUNTY_WORDS

    def _at(self, text: str, tokens: list[tuple[str, int, int]], at: int) -> _Match | None:
        """The longest name beginning at word `at`."""
        for length in range(min(self._longest, len(tokens) - at), 0, -1):
            taken = tokens[at : at + length]
            key = tuple(core(word) for word, _, _ in taken)
            target = self._names.get(key)
            if length > 1 and target is None:
                resolved = [self._resolve(word) for word, _, _ in taken]
                if any(resolved):
                    key = tuple(found[0] if found else word for found, word in zip(resolved, key, strict=True))
                    target = self._names.get(key)
            if length > 1 and target is not None and _joined(text, taken):
                return _Match(target, " ".join(key), at, at + length - 1, 1.0)
            if length == 1:
                return self._single(tokens, at)
        return None

    def _reaching_further(self, text: str, tokens: list[tuple[str, int, int]], match: _Match) -> _Match:
        """„Gemeinde Ascheberg in Holstein“ is not „Gemeinde Ascheberg“: a name that begins within and ends later."""
        for start in range(match.first + 1, match.last + 1):
            inner = self._at(text, tokens, start)
            if inner is not None and inner.last > match.last:
                return replace(inner, first=match.first)
        return match

    def _single(self, tokens: list[tuple[str, int, int]], at: int) -> _Match | None:
        word = tokens[at][0]
        if word in self._postcodes:
            return _Match(self._postcodes[word], word, at, at, 1.0)
        if core(word) in evidence.COUNTY_OFFICE and evidence.is_county_office(tokens, at):
            return _Match(Target(COUNTY), core(word), at, at, 1.0)
        following = core(tokens[at + 1][0]) if at + 1 < len(tokens) else ""
        resolved = self._resolve(word)
        if resolved is None or (target := self._names.get((resolved[0],))) is None:
            return None
        if resolved[0] in _EXACT and not _exactly(word, resolved[0]):
            return None
        if core(word).endswith(("er", "ers")) and core(word) != resolved[0] and evidence.is_street(following):
            return None  # Coesfelder Straße, Dülmener Weg
        return _Match(target, resolved[0], at, at, 1.0 - 0.1 * resolved[1])

    def _resolve(self, word: str) -> tuple[str, int] | None:
        """(name, number of typos) of one word. The name is a folded key, also of a part of a longer name."""
        folded = core(word)
        if folded not in self._typos:
            if len(self._typos) > 50_000:
                self._typos.clear()
            self._typos[folded] = self._compute(folded)
        return self._typos[folded]

    def _compute(self, folded: str) -> tuple[str, int] | None:
        if (folded,) in self._names:
            return folded, 0
        for prefix in _GLUED:
            rest = folded.removeprefix(prefix)
            if rest != folded and len(rest) >= 5 and (rest,) in self._names:
                county = prefix == "kreis" and self._names[(rest,)].slug == "coesfeld"
                return ("kreisverwaltung" if county else rest), 0
        if folded in self._lookalikes:
            return None
        for ending in _GENITIVE:
            stem = folded.removesuffix(ending)
            if stem == folded or len(stem) < 5:
                continue
            for name in (stem, stem + "en" if stem.endswith(("haus", "kirch")) else stem):
                target = self._names.get((name,))
                inside = target is not None and not target.slug.startswith(OUTSIDE)
                if target is not None and name not in (_EXACT - {"senden"}) and (inside or ending == "s"):
                    return name, 0
        if folded.startswith("munsteran") and ("munster",) in self._names:
            return "munster", 0  # Münsteraner
        return self._typo(folded)

    def _typo(self, folded: str) -> tuple[str, int] | None:
        """A name that `folded` misspells: one slip from six letters, two from nine, first letter right."""
        if len(folded) < 6 or folded.isdigit():
            return None
        best: tuple[str, int] | None = None
        for name in self._fuzzy:
            outside = self._names[(name,)].slug.startswith(OUTSIDE)
            # Names outside the county are many and short: fewer liberties.
            if name[0] != folded[0] or (outside and len(name) < 7):
                continue
            allowed = 2 if len(name) >= 9 and len(folded) >= 8 and not outside else 1
            for form in (name, name + "er", *self._unfolded.get(name, ())) if not outside else (name,):
                distance = OSA.distance(form, folded, score_cutoff=allowed)
                if distance <= allowed and (best is None or distance < best[1]):
                    best = (name, distance)
        return best

    def _is_meant(self, text: str, tokens: list[tuple[str, int, int]], matches: list[_Match], match: _Match) -> bool:
        """Whether an ambiguous word is used as a place here."""
        spelt = tokens[match.first][0]
        near = {i for other in matches if other is not match for i in (other.first, other.last)}
        if evidence.is_person(tokens, match.first) or evidence.is_thanks(tokens, match.first):
            return False
        if match.name in _NEEDS_TOWN:
            return bool(near & {match.first - 1, match.first - 2, match.last + 1, match.last + 2})
        if match.name == "essen":
            return evidence.essen_is_place(tokens, match.first)
        if match.name in _PLATES:
            return spelt == _PLATES[match.name] and not evidence.is_licence_plate(text, tokens, match.first)
        if match.name == "senden" and fold(spelt) == "senden":
            return evidence.senden_is_place(text, tokens, match.first, near)
        return match.name not in _COUNTY_WORDS or not evidence.is_another(tokens, match.first)


def _exactly(word: str, name: str) -> bool:
    """`Hamm`, `Hamms`, `Sendener`, `rathaussenden`; not `Hammer`, `lär`."""
    folded = fold(word)
    glued = any(core(word) == prefix + name for prefix in _GLUED)
    return folded in (name, name + "s") or glued or (name == "senden" and folded.startswith("sendener"))


def _slug(name: str) -> str:
    """The slug that the importer gives a place outside (bot/directory/importers/staff_files.py)."""
    return name.casefold().replace(" ", "-")


def _joined(text: str, taken: list[tuple[str, int, int]]) -> bool:
    """Whether nothing but blanks, hyphens, slashes and brackets stands between the words."""
    gaps = pairwise(taken)
    return all(re.fullmatch(r"[\s\-/().*_]{0,3}", text[left[2] : right[1]]) for left, right in gaps)


def _merged(text: str, tokens: list[tuple[str, int, int]], matches: list[_Match]) -> list[Mention]:
    """`Dülmen-Buldern`, `Lette (Coesfeld)`, `Kreis Borken`, `48249 Dülmen`: one place each."""
    mentions: list[Mention] = []
    previous: _Match | None = None
    for match in matches:
        start, end = tokens[match.first][1], tokens[match.last][2]
        target = match.target
        if target.slug.startswith(OUTSIDE) and match.first and fold(tokens[match.first - 1][0]) in _COUNTY_WORDS:
            start = tokens[match.first - 1][1]  # "Landkreis Steinfurt" is no word about our county
            if previous is not None and previous.last == match.first - 1:
                mentions.pop()
        elif previous is not None and match.name in _COUNTY_WORDS and previous.target == Target("coesfeld"):
            if match.first == previous.last + 1:
                mentions.pop()  # "Coesfelder Kreishaus"
                start = tokens[previous.first][1]
        elif previous is not None and match.first - previous.last <= 2 and mentions:
            joint = text[mentions[-1].end : start].strip().lower()
            part = target.part or mentions[-1].part
            same = target.slug == mentions[-1].value or "kirchspiel" in (match.name, previous.name)
            if (
                same
                and joint in ("", "-", "/", "(", ",", "in", "bei", "ortsteil")
                and None
                in (
                    target.part,
                    mentions[-1].part,
                )
            ):
                slug = target.slug if previous.name == "kirchspiel" else mentions[-1].value
                mentions[-1] = replace(mentions[-1], value=slug, end=end, part=part)
                previous = match
                continue
        mentions.append(Mention(target.slug, start, end, round(match.confidence, 2), target.part))
        previous = match
    return mentions


__all__ = ["COUNTY", "OUTSIDE", "Gazetteer", "Mention", "Target"]
