"""`kreislotse bench find`: the service finder on a large invented directory, beside SQLite's trigram search.

The invented services are the real ones with other words in their place, their sentence vectors the real ones with
noise. So speed and memory are measured, and how far real questions still find their service among so many others.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import paths
from bot import settings as environment
from bot.directory import models as m
from bot.directory.finder import Finder, phrases
from bot.directory.finder.words import content_words, fold
from bot.directory.session import DirectoryUnavailable, open_engine

_QUERIES = paths.ROOT / "tests" / "sentences" / "find_dev.tsv"
_MOST_QUERIES = 300
_MOST_SERVICES = 20_000
_MOST_REBUILD = 5_000
_PHRASES = 20
_NEW_WORDS = 20_000
_TRIGRAMS_SINCE = (3, 34)
_NEW = "Zwiebackmanufaktur"
# A length of 0.4 beside the vector's 1 leaves a cosine of about 0.93, as between phrases that share all but one word.
_NOISE = 0.4

Result = TypeVar("Result")
Search = Callable[[str], list[str]]


def bench_find(services: int, as_json: bool) -> int:
    """Seconds to build, MB, p50 and p95 in ms, right service first, for the finder and for FTS5. Returns exit code."""
    if not 1 <= services <= _MOST_SERVICES:
        print(f"FEHLER: --services muss zwischen 1 und {_MOST_SERVICES} liegen.", file=sys.stderr)
        return 1
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "directory.sqlite"
            _in_process(_fill, environment.load().directory_url, file, services)
            figures = _in_process(_measure, file, _MOST_QUERIES)
    except DirectoryUnavailable as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    print(json.dumps(figures) if as_json else "\n".join(f"{name}: {value}" for name, value in figures.items()))
    return 0


def _in_process(work: Callable[..., Result], *arguments: Any) -> Result:
    """In a process of its own: with one thread, as the servers work, and with no memory used before."""
    os.environ["OMP_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _measure(file: Path, most: int) -> dict[str, float]:
    """`cpu`: without the time that other processes of a busy machine took."""
    engine = open_engine(f"sqlite:///{file}")
    queries = [*_queries(most)]
    finder = Finder(engine)
    _warm_up()
    before, started, worked = _memory(), time.perf_counter(), time.process_time()
    finder.find(queries[0][0])
    figures = {
        "build_seconds": round(time.perf_counter() - started, 2),
        "build_cpu_seconds": round(time.process_time() - worked, 2),
        "memory_mb": round(_memory() - before, 1),
    }
    figures |= _ask(lambda text: [candidate.service for candidate in finder.find(text).candidates], queries)
    figures |= _rebuild(engine, finder, queries)
    if sqlite3.sqlite_version_info >= _TRIGRAMS_SINCE:
        started = time.perf_counter()
        search = _trigrams(file)
        figures |= {"fts5_build_seconds": round(time.perf_counter() - started, 2)}
        figures |= {f"fts5_{name}": value for name, value in _ask(search, queries).items()}
    return figures | {"load_average": round(os.getloadavg()[0], 1)}


def _warm_up() -> None:
    from bot.directory.vectors import encode

    encode(["Perso"])


def _ask(search: Search, queries: Sequence[tuple[str, frozenset[str]]]) -> dict[str, float]:
    taken: list[float] = []
    worked: list[float] = []
    first = third = asked = 0
    for text, right in queries:
        started, busy = time.perf_counter(), time.process_time()
        found = search(text)
        taken.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        if 1 <= len(right) <= 2:
            asked += 1
            first += not right.isdisjoint(found[:1])
            third += not right.isdisjoint(found[:3])
    wall, cpu = (np.percentile(times, (50, 95)).round(1).tolist() for times in (taken, worked))
    return {
        "p50_ms": wall[0],
        "p95_ms": wall[1],
        "p50_cpu_ms": cpu[0],
        "p95_cpu_ms": cpu[1],
        "first_percent": round(100 * first / asked, 1),
        "first_three_percent": round(100 * third / asked, 1),
    }


def _rebuild(engine: Engine, finder: Finder, queries: Sequence[tuple[str, frozenset[str]]]) -> dict[str, float]:
    """How long a new phrase takes to be found, and the longest wait of a question meanwhile."""
    with Session(engine) as session, session.begin():
        service = session.query(m.ServicePhrase.service).first()[0]
        session.add(m.ServicePhrase(service=service, kind="name", text=_NEW))
        session.execute(delete(m.Meta).where(m.Meta.key == "version"))
        session.add(m.Meta(key="version", value="2"))
    started = time.perf_counter()
    longest = 0.0
    asking = itertools.chain.from_iterable((text, _NEW) for text, _ in itertools.cycle(queries))
    for text in itertools.islice(asking, _MOST_REBUILD):
        asked = time.perf_counter()
        found = finder.find(text)
        longest = max(longest, time.perf_counter() - asked)
        if text == _NEW and found.decision == "one":
            break
    return {"visible_seconds": round(time.perf_counter() - started, 2), "longest_wait_ms": round(longest * 1000, 1)}


def _queries(most: int) -> Iterator[tuple[str, frozenset[str]]]:
    lines = _QUERIES.read_text(encoding="utf-8").splitlines()
    random.Random(0).shuffle(lines)  # noqa: S311 - the same queries every time
    for line in lines[:most]:
        text, _, answer = line.partition("\t")
        yield text, frozenset(() if answer == "-" else answer.split(","))


def _fill(url: str, file: Path, services: int) -> None:
    """The real services and, up to the number wanted, varied ones. Raises DirectoryUnavailable if there are none."""
    try:
        real = phrases.read(open_engine(url), shorten=lambda vectors: vectors)
    except SQLAlchemyError:
        real = None
    if real is None or not real.texts:
        raise DirectoryUnavailable("Das Verzeichnis ist leer. Bitte erst kreislotse import ausführen.")
    of_service: dict[str, list[int]] = {}
    for i, service in enumerate(real.services):
        of_service.setdefault(service, []).append(i)
    slugs = sorted(of_service)
    chance = random.Random(0)  # noqa: S311 - the same directory every time
    noise = np.random.default_rng(0)
    pool = _new_words(real.texts, chance)
    engine = open_engine(f"sqlite:///{file}")
    m.Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for number in range(services):
            slug, variant = slugs[number % len(slugs)], number // len(slugs)
            own = of_service[slug][: _PHRASES if variant else None]
            texts = [real.texts[i] for i in own]
            vectors = real.vectors[own]
            if variant:
                texts = _varied(texts, pool, chance)
                vectors = vectors + noise.normal(0, _NOISE / vectors.shape[1] ** 0.5, vectors.shape)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            new = {"slug": f"{slug}.{variant}" if variant else slug, "origin": "portal" if variant else m.STAFF}
            connection.execute(insert(m.Service).values(name=texts[0], topic="", level="", **new))
            rows = [{"service": new["slug"], "kind": real.kinds[i], "text": t} for i, t in zip(own, texts, strict=True)]
            connection.execute(insert(m.ServicePhrase), rows)
            stored = [{"text": t, "vector": v.astype("<f4").tobytes()} for t, v in zip(texts, vectors, strict=True)]
            connection.execute(insert(m.PhraseVector).prefix_with("OR IGNORE"), stored)
        connection.execute(insert(m.Meta).values(key="version", value="1"))


def _new_words(texts: Sequence[str], chance: random.Random) -> list[str]:
    """Compounds of two real words, about as many as the official German of 5,000 services has."""
    nouns = sorted({word for text in texts for word in text.split() if word.isalpha() and word[0].isupper()})
    return [chance.choice(nouns) + chance.choice(nouns).lower() for _ in range(_NEW_WORDS)]


def _varied(texts: Sequence[str], pool: Sequence[str], chance: random.Random) -> list[str]:
    """The phrases of a service with the longest word of each swapped, the same word in the same way."""
    longest = [max(text.split(), key=len) for text in texts]
    swapped = {word: chance.choice(pool) for word in dict.fromkeys(longest)}
    return [text.replace(word, swapped[word]) for text, word in zip(texts, longest, strict=True)]


def _trigrams(file: Path) -> Search:
    """The baseline: FTS5 with trigrams over folded text, any trigram of the content words, ranked by bm25."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(service UNINDEXED, text, tokenize='trigram')")
    rows = connection.execute("SELECT service, text FROM service_phrase").fetchall()
    connection.executemany("INSERT INTO search VALUES (?, ?)", ((service, fold(text)) for service, text in rows))
    connection.commit()

    def search(text: str) -> list[str]:
        words = [word.folded for word in content_words(text)]
        pieces = {f'"{word[i : i + 3]}"' for word in words for i in range(len(word) - 2)}
        if not pieces:
            return []
        found = connection.execute(
            "SELECT service FROM search WHERE text MATCH ? ORDER BY rank LIMIT 50", (" OR ".join(sorted(pieces)),)
        )
        return [*dict.fromkeys(service for (service,) in found)]

    return search


def _memory() -> float:
    """Resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024
