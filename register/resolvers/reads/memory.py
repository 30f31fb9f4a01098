"""What a process remembers from one request to the next: bounded in bytes; what was unused for longest goes first."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock
from types import CellType, FunctionType
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")

# What is made for one document. The schema, the catalogue and the tables that it leads to are there in any case.
MADE_IN = (
    "graphql.language",
    "register.plan",
    "register.policy",
    "register.requests",
    "register.resolvers",
    "register.sql.read",
    "register.sql.tally",
)
HOLDS = (tuple, list, set, frozenset)
# An entry's place in the memory beside what it holds.
PER_ENTRY_BYTES = 400
# The values of an object's fields, which Python keeps apart from it until somebody asks for its dictionary.
PER_OBJECT_BYTES = 128


# Decision: remembered-in-bytes
class Memory(Generic[Key, Kept]):
    """Values by their keys, together no larger than so many bytes. Threads may share it."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._kept: OrderedDict[Key, tuple[Kept, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._kept)

    def get(self, key: Key) -> Kept | None:
        """The value of a key, which is now the one used last; None if it is not kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: Key, value: Kept) -> None:
        """Keep a value; others are forgotten to make room. One that is larger than the whole memory is not kept."""
        size = PER_ENTRY_BYTES + bytes_of(key, value)
        with self._lock:
            if key in self._kept:
                self._forget(key)
            if size > self.most_bytes:
                return
            self._kept[key] = value, size
            self.bytes += size
            while self.bytes > self.most_bytes:
                self._forget(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self.bytes = 0

    def _forget(self, key: Key) -> None:
        _, size = self._kept.pop(key)
        self.bytes -= size


def bytes_of(*roots: object) -> int:
    """The memory that these take with everything made for them, each part counted once."""
    met: set[int] = set()
    waiting: list[Any] = list(roots)
    size = 0
    while waiting:
        found = waiting.pop()
        if id(found) in met:
            continue
        met.add(id(found))
        beside, parts = _counted(type(found))  # type: ignore[arg-type]  # a type is hashable
        size += sys.getsizeof(found) + beside
        if parts is not None:
            waiting.extend(parts(found))
    return size


Parts = Callable[[Any], Iterable[object]]


@lru_cache(maxsize=1_024)
def _counted(kind: type) -> tuple[int, Parts | None]:
    """What an object of a type takes beside itself, and how its parts are found; None if it has none of its own."""
    beside = PER_OBJECT_BYTES if is_dataclass(kind) else 0
    if issubclass(kind, HOLDS):
        return beside, iter
    if issubclass(kind, dict):
        return beside, lambda found: chain(found.keys(), found.values())
    if issubclass(kind, CellType):
        return beside, lambda found: (found.cell_contents,)
    if issubclass(kind, FunctionType):
        return beside, lambda found: (found.__closure__ or ()) if found.__module__.startswith(MADE_IN) else ()
    if is_dataclass(kind) and kind.__module__.startswith(MADE_IN):
        names = tuple(each.name for each in fields(kind))
        return beside, lambda found: [getattr(found, name) for name in names]
    return beside, None
