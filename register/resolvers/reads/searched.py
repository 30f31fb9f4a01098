"""What a question searched by, as the access log keeps it: which sensitive fields, and a keyed digest of each value.

A digest shows if two questions searched for the same value, and tells nothing of the value without the key.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache

from register.plan.read import Either, Every, Matches, Predicate, Read, Through, Unless
from register.settings import settings
from register.tables import GROUP_OF
from register.vocabulary import Group

OPEN = frozenset({Group.HOME_PUBLIC, Group.REFERENCE})
DIGITS = 16


@lru_cache(maxsize=1)
def _key() -> bytes:
    """The key of digests: of the installation where it has one for cursors, otherwise of the process."""
    key = settings().cursor_key
    return hashlib.sha256(b"searched" + key.get_secret_value().encode()).digest() if key else os.urandom(32)


def searched(read: Read, values: Sequence[object]) -> list[str]:
    """The sensitive values that the rows of a root field were matched by, such as `name startsWith 5f2a…`."""
    found = list(_matches(read.where, values, ""))
    if read.area is not None and read.area.is_spatial:
        given = repr([values[slot.number] for slot in read.area.slots])
        found.append(f"area {read.area.by.value} {_digest(given)}")
    return list(dict.fromkeys(found))


def _matches(part: Predicate | None, values: Sequence[object], path: str) -> Iterator[str]:
    match part:
        case Matches(column=column, compare=compare, slot=slot) if GROUP_OF[column.table] not in OPEN:
            yield f"{path}{column.name} {compare.value} {_digest(repr(values[slot.number]))}"
        case Every(parts=parts) | Either(parts=parts):
            for below in parts:
                yield from _matches(below, values, path)
        case Unless(part=below):
            yield from _matches(below, values, path)
        case Through(relation=relation, part=below):
            yield from _matches(below, values, f"{path}{relation.name}.")


def _digest(value: str) -> str:
    return hmac.new(_key(), value.encode(), hashlib.sha256).hexdigest()[:DIGITS]
