"""Modules that are loaded when they are first used."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


class Deferred:
    """A module of the command line that stands for itself until something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        return getattr(self._module(), name)

    def _module(self) -> ModuleType:
        return import_module(f"register.cli.{self._name}")


def deferred(*names: str) -> Iterator[Deferred]:
    """These modules, none of them loaded."""
    return map(Deferred, names)
