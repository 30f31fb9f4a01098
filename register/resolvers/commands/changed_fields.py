"""Which fields of a record have changed since a version of it: their names, worked out from the histories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register.catalogue import CATALOGUE, Entity, Relation, key_of
from register.open_types import TableColumn
from register.sql.write.rows import CommandRows, Row
from register.tables import ANCHOR_OF, HISTORY_OF, counter_of
from register.tables.anchors import are_apart

# The key never changes, and the version has changed whenever anything has.
NOT_NAMED = frozenset({"id", "version"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of a field are stored.

    columns: of a table, in all its rows that belong to the record, by the column belongs; or in those that fit: that
    hold the value of only, or are the main ones.
    """

    field: str
    belongs: TableColumn
    columns: tuple[str, ...]
    only: tuple[TableColumn, tuple[str, ...]] | None = None
    main_only: bool = False

    @property
    def table(self) -> sa.Table:
        """The table that holds the facts."""
        return self.belongs.table

    def facts(self, rows: Sequence[Row]) -> list[tuple[object, ...]]:
        """What the rows of a record say of the field."""
        kept = [row for row in rows if self.only is None or row[self.only[0].name] in self.only[1]]
        if self.main_only:
            kept = [row for row in kept if row["is_main"] and row["valid_to"] is None]
        return [tuple(row[name] for name in self.columns) for row in kept]


async def changed_since(rows: CommandRows, entity: Entity, key: object, *, version: int) -> tuple[str, ...]:
    """The schema's names of the fields that the caller may read and that changed since this version of a record."""
    counter = counter_of(entity.table)
    at = await rows.superseded_at(entity.table if counter is None else counter, key, version)
    if at is None:
        return ()
    sources = [source for source in _sources(entity) if rows.may_read(source.table)]
    then, now = {}, {}
    for belongs in dict.fromkeys(source.belongs for source in sources):
        match = {belongs.name: key}
        then[belongs] = await rows.find_all_before(belongs.table, at, **match)
        now[belongs] = await rows.find_all(belongs.table, **match)
    differing = (s.field for s in sources if s.facts(then[s.belongs]) != s.facts(now[s.belongs]))
    return tuple(dict.fromkeys(differing))


def _sources(entity: Entity) -> Iterator[Source]:
    for name, column in entity.columns.items():
        if name not in NOT_NAMED:
            yield _own(entity, name, (column.stored,))
    for name, structure in entity.structures.items():
        yield _own(entity, name, tuple(part.stored for part in structure.columns.values()))
    for relation in entity.relations.values():
        # The log of its changes, which has no versions, is about a record and is no fact of it; nor are records of
        # another subject, which have versions of their own.
        target = CATALOGUE[relation.to].table
        if relation.child.table in HISTORY_OF and not are_apart(ANCHOR_OF[entity.table], ANCHOR_OF[target]):
            yield from _related(entity, relation)


def _own(entity: Entity, name: str, stored: Sequence[TableColumn]) -> Source:
    columns = tuple(column.name for column in stored)
    beside = entity.beside.get(stored[0].table)
    if beside is None:
        return Source(name, key_of(entity), columns)
    return Source(name, beside.on, columns, main_only=beside.main_only)


def _related(entity: Entity, relation: Relation) -> Iterator[Source]:
    key = key_of(entity)
    if relation.parent is not key:
        yield Source(relation.name, key, (relation.parent.name,))
        return
    # What lies beside the related rows names the record in a column of the same name.
    beside = () if relation.only else CATALOGUE[relation.to].beside
    for table in (relation.child.table, *beside):
        columns = tuple(column.name for column in table.columns)
        yield Source(relation.name, table.c[relation.child.name], columns, relation.only)
