"""What a dry run would change: each field before and after, of what the command writes and the caller may read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa

from register.catalogue import CATALOGUE, COMMANDS, Command, Entity
from register.catalogue import key_of as key_column
from register.open_types import Values
from register.resolvers.commands.context import key_of
from register.sql.write.rows import CommandRows, Row, rows_apart
from register.tables import ANCHOR_OF, GROUP_OF, HISTORY_OF
from register.tables.anchors import are_apart
from register.vocabulary import Group

# The key never changes, and the version always does.
NOT_NAMED = frozenset({"id", "version"})


class Place(NamedTuple):
    """A field of a record: the name of its type, its key, and the field."""

    record: str
    key: str
    field: str


Seen = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A table that holds facts of a record: the columns that name the record and the row, and its fields."""

    record: str
    table: sa.Table
    belongs: str
    key: str
    fields: Mapping[str, tuple[str, type[StrEnum] | None]]


async def see(rows: CommandRows, command: Command, keys: Sequence[tuple[Command, str]]) -> Seen:
    """The fields of these records that the command may write and the caller may read, as they are now.

    keys: each record, by the command that names it and its key.
    """
    seen: dict[Place, str] = {}
    for each, key in dict.fromkeys(keys):
        for found in await _found(rows, each, key):
            for part in _parts(each.of, each.entity.__name__, command.changes):
                if rows.may_read(part.table):
                    held = await rows.find_all(part.table, **{part.belongs: found})
                    seen.update((place, text) for row in held for place, text in _told(part, row))
    return seen


def see_apart(connection: sa.Connection, command: Command, key: object) -> Seen:
    """The record's own fields that the command may write, over the connection on which it writes them."""
    seen: dict[Place, str] = {}
    for part in _of_groups(_own(command.of, command.of.name), command.changes):
        columns = [part.key, *(column for column, _ in part.fields.values())]
        for row in rows_apart(connection, part.table, columns, by=part.belongs, key=key):
            seen.update(_told(part, row))
    return seen


def changes_between(before: Seen, after: Seen) -> list[dict[str, Any]]:
    """The fields that differ, record by record, as the payload shows them."""
    return [
        {
            "__typename": "ChangedField",
            **place._asdict(),
            "before": before.get(place),
            "after": after.get(place),
        }
        for place in sorted({*before, *after})
        if before.get(place) != after.get(place)
    ]


def records_named(command: Command, given: Values, made: str | None) -> list[tuple[Command, str]]:
    """The records that a command, or each command of a batch, is on. made: the key of what it made, once it has."""
    found = [(command, made)] if made is not None and command.shown else []
    items = [(COMMANDS[name], part) for item in given.get("items") or () for name, part in item.items()]
    named = [(each, part.get(each.named_by)) for each, part in [(command, given), *items] if each.named_by]
    return [(each, str(key)) for each, key in [*named, *found] if key is not None]


async def _found(rows: CommandRows, command: Command, key: str) -> list[object]:
    """The primary key of the record, if there is one."""
    stored = command.of.columns[command.key].stored
    value: object = key_of(key) if isinstance(stored.type, sa.Uuid) else key
    if value is None or not rows.may_read(command.of.table):
        return []
    primary = key_column(command.of).name
    return [row[primary] for row in await rows.find_all(command.of.table, **{stored.name: value})]


def _parts(entity: Entity, name: str, groups: frozenset[Group]) -> Iterator[_Part]:
    """The tables of a record and of the records under it, of these groups, each once."""
    yield from _of_groups(_own(entity, name), groups)
    seen: set[sa.Table] = set()
    for relation in entity.relations.values():
        target = CATALOGUE[relation.to]
        under = relation.parent is key_column(entity) and relation.child.table is target.table
        if not under or target.table in seen or target.table not in HISTORY_OF:
            continue
        if are_apart(ANCHOR_OF[entity.table], ANCHOR_OF[target.table]):
            continue
        seen.add(target.table)
        below = _own(target, relation.to, belongs=relation.child.name)
        yield from _of_groups(below, groups)


def _of_groups(parts: Iterator[_Part], groups: frozenset[Group]) -> Iterator[_Part]:
    return (part for part in parts if GROUP_OF[part.table] in groups and part.fields)


def _own(entity: Entity, name: str, belongs: str | None = None) -> Iterator[_Part]:
    """The tables in which an entity's own fields are. belongs: the column that names the record above it, if any."""
    primary = key_column(entity).name
    yield _Part(name, entity.table, belongs or primary, primary, {**_fields(entity, entity.table), **_steps(entity)})
    for beside in entity.beside.values():
        if not beside.main_only and (belongs is None or belongs in beside.table.c):
            fields = _fields(entity, beside.table)
            yield _Part(name, beside.table, belongs or beside.on.name, beside.on.name, fields)


def _fields(entity: Entity, table: sa.Table) -> dict[str, tuple[str, type[StrEnum] | None]]:
    named = {name: column for name, column in entity.columns.items() if name not in NOT_NAMED}
    for name, structure in entity.structures.items():
        named |= {f"{name}.{part}": column for part, column in structure.columns.items()}
    return {name: (column.stored.name, column.codes) for name, column in named.items() if column.table is table}


def _steps(entity: Entity) -> dict[str, tuple[str, type[StrEnum] | None]]:
    """The columns that lead to another record: a change of those is one of the field that leads there."""
    primary = key_column(entity)
    return {
        name: (relation.parent.name, None)
        for name, relation in entity.relations.items()
        if relation.parent is not primary
        and relation.parent.table is entity.table
        and not relation.many
        and relation.parent.name not in {column.stored.name for column in entity.columns.values()}
    }


def _told(part: _Part, row: Row) -> Iterator[tuple[Place, str]]:
    for field, (column, codes) in part.fields.items():
        if row[column] is not None:
            yield Place(part.record, str(row[part.key]), field), _text(row[column], codes)


def _text(value: object, codes: type[StrEnum] | None) -> str:
    """A value as the schema writes it, as a text."""
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ", ".join(_text(each, codes) for each in value)
        case str() if codes is not None:
            return codes(value).name
        case _:
            return str(value)
