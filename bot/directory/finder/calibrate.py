"""`python -m bot.directory.finder.calibrate [DATABASE-URL]`: fit model.json on the development set, print figures.

The ranking learns from hand-written queries (tests/sentences/find_dev.tsv) and from leave-one-out: a synonym or
situation, taken out of the index, must find its service. The probability learns from the hand-written queries
alone, because only they contain questions without a service. The blind set is never read here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bot import paths
from bot import settings as environment
from bot.directory.finder import phrases
from bot.directory.finder.features import NAMES, Shortlist, shortlist
from bot.directory.finder.index import Index
from bot.directory.finder.ranking import MODEL, Model, decide, order, probabilities
from bot.directory.session import open_engine
from bot.directory.vectors import encode

DEVELOPMENT = paths.ROOT / "tests" / "sentences" / "find_dev.tsv"
_TOP = 5
_LEAVE_OUT_EVERY = 3
# Chosen by hand on the printed figures of the development set: no misread query and 1 of 19 ambiguous ones is `one`.
ONE, GAP, ANY = 0.75, 0.3, 0.4


@dataclass(frozen=True)
class Example:
    """A query as its shortlist; `right` are positions in it. `wanted`: how many services were right, 0 for none."""

    text: str
    listed: Shortlist
    right: frozenset[int]
    wanted: int
    weight: float = 1.0


def main(url: str) -> None:
    """Fit, print the cross-validated figures, write model.json."""
    index = Index(phrases.read(open_engine(url)))
    written = [*_written(index, DEVELOPMENT)]
    rank = _fit_rank([*written, *_left_out(index)])
    model = fit_probability(written, rank)
    _report(index, written, cross_validated(written, rank), model)
    model.save(MODEL)


def cross_validated(examples: Sequence[Example], rank: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Scores of each example (best first) from a model that has not seen its fold."""
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(examples)
    for fold in range(5):
        model = fit_probability([e for i, e in enumerate(examples) if i % 5 != fold], rank)
        for i in range(fold, len(examples), 5):
            scores[i] = probabilities(order(examples[i].listed, rank)[1][:_TOP], model)
    return scores


def fit_probability(examples: Sequence[Example], rank: NDArray[np.float64]) -> Model:
    """Logistic regression over the best five candidates; where k services are equally right, each counts 1/k."""
    rows, targets, weights = [], [], []
    for example in examples:
        positions, evidence = order(example.listed, rank)
        for position, row in zip(positions[:_TOP], evidence[:_TOP], strict=True):
            share = 1.0 if example.wanted <= 2 else 1 / min(example.wanted, 4)
            if example.wanted == 2 and position != positions[0]:
                share = 0.5
            right = share if int(position) in example.right else 0.0
            rows += [row, row]
            targets += [1, 0]
            weights += [right, 1 - right]
    matrix = np.array(rows)
    spread = matrix.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=1.0, max_iter=1000).fit(matrix / spread, targets, sample_weight=weights)
    coefficients = tuple(float(c) for c in fitted.coef_[0] / spread)
    return Model(tuple(map(float, rank)), coefficients, float(fitted.intercept_[0]), ONE, GAP, ANY)


def _fit_rank(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Conditional logit: the right services of a shortlist against the others."""
    usable = [e for e in examples if e.right and e.wanted <= 2]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = 0.02 * len(usable) * float(weights @ weights) / 10, 0.004 * len(usable) * weights
        for example in usable:
            right = np.zeros(len(example.listed.rows), dtype=bool)
            right[list(example.right)] = True
            logits = example.listed.rows @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            among = np.where(right, shares, 0) / shares[right].sum()
            value -= example.weight * float(np.log(shares[right].sum()))
            slope = slope + example.weight * example.listed.rows.T @ (shares - among)
        return value, slope

    fitted: NDArray[np.float64] = minimize(loss, np.ones(len(NAMES)), jac=True, method="L-BFGS-B").x
    return fitted


def _written(index: Index, path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        text, _, answer = line.partition("\t")
        query = index.prepare(text)
        if not query.words:
            continue
        slugs = set() if answer == "-" else set(answer.split(","))
        listed = shortlist(index, query, encode([query.plain])[0])
        yield Example(text, listed, _positions(index, listed, slugs), len(slugs), 3.0)


def _left_out(index: Index) -> Iterator[Example]:
    for i in range(0, len(index.owner), _LEAVE_OUT_EVERY):
        query = index.prepare(index.phrases.texts[i])
        if index.phrases.kinds[i] == "name" or not query.words:
            continue
        listed = shortlist(index, query, index.phrases.vectors[i], leave_out=i)
        yield Example(query.plain, listed, _positions(index, listed, {index.phrases.services[i]}), 1, 0.5)


def _positions(index: Index, listed: Shortlist, slugs: set[str]) -> frozenset[int]:
    return frozenset(i for i, service in enumerate(listed.services) if index.services[service] in slugs)


def _report(index: Index, examples: Sequence[Example], scores: Sequence[NDArray[np.float64]], model: Model) -> None:
    """The right service among the first, and the decisions. Probabilities are cross-validated, the ranking is not."""
    decisions: Counter[tuple[str, str]] = Counter()
    first = third = single = 0
    for example, found in zip(examples, scores, strict=True):
        positions, evidence = order(example.listed, np.array(model.rank))
        decision = decide(found, evidence[:_TOP], model)
        ranking = [int(position) in example.right for position in positions[np.argsort(-found, kind="stable")]]
        if not example.wanted:
            kind = "keine"
        elif example.wanted > 2:
            kind = "mehrdeutig"
        else:
            kind = "richtig" if ranking[0] else "falsch"
            single, first, third = single + 1, first + ranking[0], third + any(ranking[:3])
            if not ranking[0]:
                print(f"falsch ({decision}): {example.text} → {index.services[example.listed.services[positions[0]]]}")
        decisions[kind, decision] += 1
    print(f"zuerst {first / single:.1%}, unter drei {third / single:.1%} von {single} eindeutigen Anfragen")
    for (kind, chosen), count in sorted(decisions.items()):
        print(f"{kind:11} {chosen:8} {count}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else environment.load().directory_url)
