"""What the finder reads from the database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.directory import models as m
from bot.directory.finder import axes
from bot.directory.vectors import DIMENSION, Vector

_BATCH = 2000


@dataclass(frozen=True)
class Phrases:
    """All phrases with service, kind and vector, at one version of the directory; the names of places; and the services
    that the staff files describe."""

    version: str | None
    services: tuple[str, ...]
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    vectors: Vector
    places: frozenset[str]
    staff: frozenset[str]

    def same_content(self, other: Phrases) -> bool:
        """Whether an index of `other` would be equal: many imports change no phrase."""
        mine = (self.services, self.kinds, self.texts, self.places, self.staff)
        theirs = (other.services, other.kinds, other.texts, other.places, other.staff)
        # The last bits of a product depend on the order in which a database hands out the rows.
        return mine == theirs and np.allclose(self.vectors, other.vectors, atol=1e-4)


def read(engine: Engine, shorten: Callable[[Vector], Vector] = axes.shorten) -> Phrases:
    """Raises SQLAlchemyError if the directory cannot be read. A phrase without a vector gets zeros."""
    rows = (
        select(m.ServicePhrase.service, m.ServicePhrase.kind, m.ServicePhrase.text, m.PhraseVector.vector)
        .outerjoin(m.PhraseVector, m.PhraseVector.text == m.ServicePhrase.text)
        .execution_options(stream_results=True)
    )
    phrases: list[tuple[str, str, str]] = []
    vectors = [shorten(_vectors([]))]
    with engine.connect() as connection:
        version = connection.scalar(select(m.Meta.value).where(m.Meta.key == "version"))
        # In batches: 100,000 vectors of full length would take 150 MB.
        for batch in connection.execute(rows).partitions(_BATCH):
            phrases += [(sys.intern(service), sys.intern(kind), text) for service, kind, text, _ in batch]
            vectors.append(shorten(_vectors([row.vector for row in batch])))
        staff = connection.execute(select(m.Service.slug).where(m.Service.origin == m.STAFF)).scalars().all()
        # An import may bring hundreds of places, some of which are words („Essen“): those of the staff files are ours.
        ours = select(m.Area.name, m.Area.aliases).where(m.Area.origin == m.STAFF)
        areas = connection.execute(ours).all()
    # Sorted here: every database has its own idea of the order of hyphens and umlauts. A phrase that several layers
    # give to a service counts once.
    order = [i for _, i in sorted({phrase: i for i, phrase in enumerate(phrases)}.items())]
    return Phrases(
        version=version,
        services=tuple(phrases[i][0] for i in order),
        kinds=tuple(phrases[i][1] for i in order),
        texts=tuple(phrases[i][2] for i in order),
        vectors=np.concatenate(vectors)[order],
        places=frozenset(name for area in areas for name in (area.name, *(area.aliases or ()))),
        staff=frozenset(staff),
    )


def _vectors(stored: list[bytes | None]) -> Vector:
    empty = bytes(DIMENSION * 4)
    return np.frombuffer(b"".join(vector or empty for vector in stored), dtype="<f4").reshape(-1, DIMENSION)
