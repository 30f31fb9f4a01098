"""What an object holds, however far away: to show that nothing which outlives a request holds any of it."""

import gc
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

# Modules, classes and the globals of a function are the program itself, and lead to everything.
THE_PROGRAM = (ModuleType, type)


def held_by(*roots: object) -> Iterator[object]:
    """The roots and everything that they lead to, each once: through closures, tracebacks and frames too."""
    met: dict[int, object] = {}
    waiting = list(roots)
    while waiting:
        found = waiting.pop()
        if id(found) in met or isinstance(found, THE_PROGRAM):
            continue
        # Kept until the end, so that no later object gets its identity.
        met[id(found)] = found
        yield found
        waiting += _led_to(found)


def _led_to(found: object) -> list[Any]:
    if isinstance(found, FunctionType):
        return [found.__closure__, found.__defaults__, found.__kwdefaults__, found.__dict__]
    return gc.get_referents(found)
