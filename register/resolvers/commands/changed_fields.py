"""What became of a home since a version of it: the names of its fields that changed, told from the histories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from register.catalogue import CATALOGUE, Entity, Relation
from register.sql.write.rows import Row, Writing
from register.tables import HISTORY_OF, home, premises

# The key never changes, and the version has changed whenever anything has.
NOT_TOLD = frozenset({"id", "version"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of a field lie: a table and its columns, of all the home's rows or of those that fit."""

    field: str
    table: sa.Table
    columns: tuple[str, ...]
    only: tuple[sa.Column[Any], str] | None = None

    def facts(self, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        """What the rows of a home say of the field."""
        kept = [row for row in rows if self.only is None or row[self.only[0].name] == self.only[1]]
        if self.table is premises and "id" not in self.columns:
            # What a home itself says of a place is said of its main premises.
            kept = [row for row in kept if row["is_main"] and row["valid_to"] is None]
        return [tuple(row[name] for name in self.columns) for row in kept]


async def changed_since(writing: Writing, home_id: UUID, version: int) -> tuple[str, ...]:
    """The schema's names of the fields that the caller may read and that changed since this version of a home."""
    at = await writing.outgrown_at(home, home_id, version)
    if at is None:
        return ()
    sources = [source for source in _sources(CATALOGUE["Home"]) if writing.may_read(source.table)]
    then, now = {}, {}
    for table in dict.fromkeys(source.table for source in sources):
        match = {"id" if table is home else "home_id": home_id}
        then[table] = await writing.every_before(table, at, **match)
        now[table] = await writing.every(table, **match)
    differing = (s.field for s in sources if s.facts(then[s.table]) != s.facts(now[s.table]))
    return tuple(dict.fromkeys(differing))


def _sources(entity: Entity) -> Iterator[Source]:
    for name, column in entity.columns.items():
        if name not in NOT_TOLD:
            yield Source(name, column.table, (column.stored.name,))
    for name, structure in entity.structures.items():
        yield Source(name, structure.table, tuple(part.stored.name for part in structure.columns.values()))
    for relation in entity.relations.values():
        # The log of its changes, which has no versions, is told of a home and is no fact of it.
        if relation.child.table in HISTORY_OF:
            yield from _related(relation)


def _related(relation: Relation) -> Iterator[Source]:
    if relation.parent is not home.c.id:
        yield Source(relation.name, home, (relation.parent.name,))
        return
    beside = () if relation.only else tuple(CATALOGUE[relation.to].beside)
    for table in (relation.child.table, *beside):
        yield Source(relation.name, table, tuple(column.name for column in table.columns), relation.only)
