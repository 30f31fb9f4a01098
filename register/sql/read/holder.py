"""Which table holds a record of this id, of those that the caller may read: the names of types, and no value."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import sqlalchemy as sa

from register.catalogue import CATALOGUE, key_of
from register.open_types import Value, Values
from register.sql.read.statement import Statement, statement

MOST_KEPT = 256


class ValueReader(Protocol):
    """The part of a driver's connection that this needs."""

    async def fetchval(self, query: str, *args: object) -> Value:
        """The first value of a statement; None if it has no row."""


@lru_cache(maxsize=MOST_KEPT)
def holders(role: str, names: tuple[str, ...]) -> Statement:
    """The statement that finds the type of the record with the id s0, among these types."""
    found = []
    for name in names:
        key = key_of(CATALOGUE[name])
        is_it = key == sa.bindparam("s0", required=False, type_=key.type)
        found.append(sa.select(sa.literal(name, sa.Text, literal_execute=True).label("name")).where(is_it))
    either = sa.union_all(*found).subquery("held")
    return statement(sa.select(either.c.name).limit(sa.literal_column("1", sa.Integer)), role)


async def holder(connection: ValueReader, role: str, names: Sequence[str], *, values: Values) -> str | None:
    """The type of the record with the id s0, under the row policies of the role; None if none of these has it."""
    if not names:
        return None
    asked = holders(role, tuple(names))
    found = await connection.fetchval(asked.text, *[values[name] for name in asked.names])
    return None if found is None else str(found)
