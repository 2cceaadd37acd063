"""Keeps TensorFlow out of processes that do not use it.

Rasa imports TensorFlow whatever the pipeline is: 255 MB and 2 s for every process (docs/adr/0004). Its modules only
need the names while they define classes, so a stand-in that has every name is enough. No component of config.yml
computes with it; one that tried would fail at once, because the stand-in calculates nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGES = frozenset({"tensorflow", "tensorflow_hub", "keras"})


class _AnyName(type):
    """Every attribute, item and call of the stand-in is the stand-in: enough for `class X(tf.keras.Model)`."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing

    def __getitem__(cls, _: object) -> Any:
        return Nothing

    def __call__(cls, *_: object, **__: object) -> Any:
        return Nothing

    def __or__(cls, _: object) -> Any:
        return Nothing


class Nothing(metaclass=_AnyName):
    """Stands for whatever TensorFlow would have offered."""


class _StandIn(ModuleType):
    __path__ = []  # noqa: RUF012 - marks a package; nobody changes it

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.split(".", maxsplit=1)[0] in PACKAGES else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def install() -> None:
    """Call before Rasa is imported. Does nothing if TensorFlow is there already or the stand-in is."""
    if "tensorflow" not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
