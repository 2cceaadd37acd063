"""What the finder reads from the database, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.vectors import DIMENSION, Vector


@dataclass(frozen=True)
class Phrases:
    """All phrases with service, kind and vector, and the names of places, at one version of the directory."""

    version: str | None
    services: tuple[str, ...]
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    vectors: Vector
    places: frozenset[str]

    def same_content(self, other: Phrases) -> bool:
        """Whether an index of `other` would be equal: many imports change no phrase."""
        mine = (self.services, self.kinds, self.texts, self.places)
        return mine == (other.services, other.kinds, other.texts, other.places) and np.array_equal(
            self.vectors, other.vectors
        )


def read(engine: Engine) -> Phrases:
    """Raises SQLAlchemyError if the directory cannot be read. A phrase without a vector gets zeros."""
    rows = (
        select(m.ServicePhrase.service, m.ServicePhrase.kind, m.ServicePhrase.text, m.PhraseVector.vector)
        .outerjoin(m.PhraseVector, m.PhraseVector.text == m.ServicePhrase.text)
        .order_by(m.ServicePhrase.service, m.ServicePhrase.kind, m.ServicePhrase.text)
    )
    with Session(engine) as session:
        version = session.scalar(select(m.Meta.value).where(m.Meta.key == "version"))
        found = session.execute(rows).all()
        areas = session.execute(select(m.Area.name, m.Area.aliases)).all()
    vectors = np.zeros((len(found), DIMENSION), dtype=np.float32)
    for i, row in enumerate(found):
        if row.vector is not None:
            vectors[i] = np.frombuffer(row.vector, dtype="<f4")
    return Phrases(
        version=version,
        services=tuple(row.service for row in found),
        kinds=tuple(row.kind for row in found),
        texts=tuple(row.text for row in found),
        vectors=vectors,
        places=frozenset(name for area in areas for name in (area.name, *(area.aliases or ()))),
    )
