"""`python -m bot.directory.finder.calibrate [DATABASE-URL]`: fit axes.npz and model.json, print figures.

The axes of the sentence vectors come from the phrases of the directory. The weights and the probability are fitted on
hand-written queries (tests/sentences/find_dev.tsv, mostly keywords, and dev.jsonl, whole messages); the printed figures
are cross-validated: every query is judged by coefficients that have not seen it. Blind sets are never read here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot import paths
from bot import settings as environment
from bot.directory.finder import axes, phrases
from bot.directory.finder.features import NAMES, Shortlist, shortlist
from bot.directory.finder.index import Index
from bot.directory.finder.ranking import MODEL, Floats, Model, decide, probabilities
from bot.directory.session import open_engine
from bot.directory.vectors import encode

SENTENCES = paths.ROOT / "tests" / "sentences"
# Messages with these outcomes mean no service; with others, such as a place outside the county, they may well.
_NOT_A_SERVICE = frozenset({"emergency", "handover", "settings", "smalltalk"})
_FOLDS = 5
_RIDGE = 0.0003
# Chosen by hand on the printed figures: half a percent of the clear queries is answered with a wrong service.
ONE, SEVERAL = 0.75, 0.4
# What the county's staff keep is asked for most: a service that only a state portal knows must fit better. By hand, as
# there are no questions about such services to fit it on.
IMPORTED = -2.0


@dataclass(frozen=True)
class Example:
    """A query with its shortlist, which of it are right, and how many services were right at all."""

    text: str
    services: tuple[str, ...]
    listed: Shortlist
    right: NDArray[np.bool_]
    wanted: int


def main(url: str) -> None:
    """Fit, write axes.npz and model.json, print the cross-validated figures."""
    engine = open_engine(url)
    whole = phrases.read(engine, shorten=lambda vectors: vectors)
    axes.fit(whole.vectors, np.unique(whole.services, return_inverse=True)[1])
    index = Index(phrases.read(engine))
    keywords, messages = [*_examples(index, _keywords())], [*_examples(index, _messages())]
    examples = keywords + messages
    fit(examples).save(MODEL)
    scores = cross_validated(examples)
    _report("Suchworte", keywords, scores[: len(keywords)])
    _report("Nachrichten", messages, scores[len(keywords) :])


def cross_validated(examples: Sequence[Example]) -> list[Floats]:
    """Scores of each example from a model that has not seen its fold."""
    models = [fit([e for i, e in enumerate(examples) if i % _FOLDS != fold]) for fold in range(_FOLDS)]
    return [probabilities(example.listed, models[i % _FOLDS]) for i, example in enumerate(examples)]


def fit(examples: Sequence[Example]) -> Model:
    """The weights first, then how likely it is, given the best service's logit, that any service is meant."""
    weights = _fit_weights([example for example in examples if example.right.any()])
    known = np.array([((e.listed.rows @ weights).max(), np.log(e.listed.words), 1.0) for e in examples])
    meant = np.array([example.wanted > 0 for example in examples])

    def loss(line: Floats) -> float:
        logits = known @ line
        return float(np.logaddexp(0, np.where(meant, -logits, logits)).sum())

    best, words, constant = map(float, minimize(loss, np.array([1.0, 0.0, -known[:, 0].mean()])).x)
    return Model(tuple(map(float, weights)), IMPORTED, best, words, constant, ONE, SEVERAL)


def _fit_weights(examples: Sequence[Example]) -> Floats:
    """Conditional logit: the right services of a shortlist against the others. Of two right ones either may win; where
    more are right, the question is vague, and they are to share evenly."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        ridge = _RIDGE * len(examples)
        value, slope = ridge * float(weights @ weights) / 2, ridge * weights
        for example in examples:
            logits = example.listed.rows @ weights
            logs = logits - np.logaddexp.reduce(logits)
            shares = np.exp(logs)
            if example.wanted <= 2:
                aim = np.where(example.right, shares, 0) / shares[example.right].sum()
                value -= float(np.log(shares[example.right].sum()))
            else:
                aim = example.right / example.right.sum()
                value -= float(aim @ logs)
            slope = slope + example.listed.rows.T @ (shares - aim)
        return value, slope

    fitted: Floats = minimize(loss, np.ones(len(NAMES)), jac=True, method="L-BFGS-B").x
    return fitted


def _keywords() -> Iterator[tuple[str, frozenset[str]]]:
    for line in (SENTENCES / "find_dev.tsv").read_text(encoding="utf-8").splitlines():
        text, _, answer = line.partition("\t")
        yield text, frozenset(() if answer == "-" else answer.split(","))


def _messages() -> Iterator[tuple[str, frozenset[str]]]:
    for line in (SENTENCES / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        if message.get("service") or _NOT_A_SERVICE.issuperset(message["status"]):
            yield message["text"], frozenset(message.get("service") or ())


def _examples(index: Index, labelled: Iterable[tuple[str, frozenset[str]]]) -> Iterator[Example]:
    for text, right in labelled:
        query = index.prepare(text)
        if not query.words:
            continue
        listed = shortlist(index, query, axes.shorten(encode([query.plain]))[0])
        services = tuple(index.services[service] for service in listed.services)
        yield Example(text, services, listed, np.array([slug in right for slug in services]), len(right))


def _report(title: str, examples: Sequence[Example], scores: Sequence[Floats]) -> None:
    """The right service among the first, and the decisions."""
    model = Model((), 0, 0, 0, 0, ONE, SEVERAL)
    decisions: Counter[tuple[str, str]] = Counter()
    first = third = clear = 0
    for example, found in zip(examples, scores, strict=True):
        order = np.argsort(-found, kind="stable")
        decision = decide(found[order], model)
        kind = "mehrdeutig" if example.wanted else "keine"
        if 1 <= example.wanted <= 2:
            hits = example.right[order]
            kind = "richtig" if hits[0] else "falsch"
            clear, first, third = clear + 1, first + hits[0], third + hits[:3].any()
            if not hits[0]:
                print(f"falsch ({decision}): {example.text} → {example.services[order[0]]}")
        decisions[kind, decision] += 1
    print(f"{title}: zuerst {first / clear:.1%}, unter drei {third / clear:.1%} von {clear} eindeutigen Anfragen")
    for row, count in sorted(decisions.items()):
        print("{:11} {:8}".format(*row), count)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else environment.load().directory_url)
