"""Many rows in one statement: what is new is inserted, and what differs is updated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.importing.files.report import Written
from register.open_types import Expression, ResultRow, Values
from register.tables.declare import GROUP_OF
from register.vocabulary import Group

Progress = Callable[[int, int], None]
Item = TypeVar("Item")

BATCH = 1_000
NOT_SHOWN = "(not shown)"
NO_FLAGS = sa.cast(postgresql.array([]), postgresql.ARRAY(sa.Text))


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which a file and the register differ; the values only if the field is a public fact.

    record: which table; key: the URN first, then the inspection's number; of a provider, its reference.
    """

    record: str
    key: tuple[str, ...]
    field: str
    before: object
    after: object


def given(rows: Sequence[object], columns: Values) -> sa.TableValuedAlias:
    """The rows as a table of one statement, bound as a single value.

    rows: dataclasses, or mappings by name; columns: name to SQL type; what else a row holds is ignored.
    """
    bound = sa.cast(sa.literal(orjson.dumps(rows, default=str).decode(), sa.Text), postgresql.JSONB)
    shape = (sa.column(name, kind) for name, kind in columns.items())
    return sa.func.jsonb_to_recordset(bound).table_valued(*shape).render_derived(name="given", with_types=True)


def kept(table: sa.Table, wanted: sa.FromClause, names: Iterable[str]) -> dict[str, Expression]:
    """The values of a row after the write: the file's, or its own if the file has none."""
    return {name: sa.func.coalesce(wanted.c[name], table.c[name]) for name in names}


def with_flag(flags: Expression, name: str, stands: sa.ColumnElement[bool | None]) -> Expression:
    """The quality flags with one of them set or cleared; unchanged if it is null."""
    return sa.case(
        (stands.is_(None), flags),
        (~stands, sa.func.array_remove(flags, name)),
        (flags.contains([name]), flags),
        else_=sa.func.array_append(flags, name),
    )


def flagged(name: str, stands: sa.ColumnElement[bool | None]) -> Expression:
    """The quality flags of a new row: the one, or none."""
    return sa.case((stands.is_(True), postgresql.array([name])), else_=NO_FLAGS)


def insert_missing(
    connection: sa.Connection,
    table: sa.Table,
    values: Mapping[str, Expression],
    *,
    source: sa.FromClause,
    returning: Sequence[Expression],
) -> Sequence[ResultRow]:
    """Insert a row for each row of the source, except where the table has its key already."""
    chosen = sa.select(*(value.label(name) for name, value in values.items())).select_from(source)
    statement = postgresql.insert(table).from_select(list(values), chosen).on_conflict_do_nothing()
    return connection.execute(statement.returning(*returning)).all()


@dataclass(frozen=True, slots=True)
class Compared:
    """What records of one kind would become: keys of those that the register lacks, and differences of the others."""

    added: frozenset[tuple[str, ...]]
    differences: tuple[Difference, ...]


def difference(table: sa.Table, key: Sequence[str], field: str, *, before: object, after: object) -> Difference:
    """A difference; without its values unless they are public, because comparisons are kept in files and on screens."""
    if GROUP_OF[table] is not Group.HOME_PUBLIC:
        before, after = None if before is None else NOT_SHOWN, None if after is None else NOT_SHOWN
    return Difference(table.name, tuple(key), field, before, after)


def find_missing(
    connection: sa.Connection,
    table: sa.Table,
    values: Mapping[str, Expression],
    *,
    source: sa.FromClause,
    same: sa.ColumnElement[bool],
    key: Sequence[sa.ColumnElement[str]],
) -> list[Difference]:
    """What insert_missing would add with the same table, values and source: every value that is not null.

    same: the condition that a row of the table and one of the source are the same record.
    """
    query = sa.select(
        *(part.label(f"key_{place}") for place, part in enumerate(key)),
        *(value.label(name) for name, value in values.items()),
    ).select_from(source)
    found = []
    for row in connection.execute(query.where(~sa.exists().where(same)).order_by(*key)):
        given_values = zip(values, row[len(key) :], strict=True)
        found += [
            difference(table, row[: len(key)], name, before=None, after=value) for name, value in given_values if value
        ]
    return found


def find_different(
    connection: sa.Connection,
    table: sa.Table,
    values: Mapping[str, Expression],
    *,
    on: sa.ColumnElement[bool],
    key: Sequence[sa.ColumnElement[str]],
) -> list[Difference]:
    """What update_different would change with the same table, values and condition; nothing is written."""
    names = list(values)
    query = sa.select(
        *(part.label(f"key_{place}") for place, part in enumerate(key)),
        *(table.c[name].label(f"before_{name}") for name in names),
        *(values[name].label(f"after_{name}") for name in names),
    ).where(on, sa.or_(*_distinct(table, values)))
    found = []
    for row in connection.execute(query.order_by(*key)):
        whose, values_of = row[: len(key)], row[len(key) :]
        pairs = zip(names, values_of[: len(names)], values_of[len(names) :], strict=True)
        found += [difference(table, whose, name, before=old, after=new) for name, old, new in pairs if old != new]
    return found


def update_different(
    connection: sa.Connection,
    table: sa.Table,
    values: Mapping[str, Expression],
    *,
    on: sa.ColumnElement[bool],
    returning: Sequence[Expression],
    provenance: Mapping[str, str] | None = None,
) -> Sequence[ResultRow]:
    """Update the rows on which a value differs, and only these; each gets the next version.

    provenance: what is set on a row that changes, but makes no change by itself.
    """
    changed = sa.or_(*_distinct(table, values))
    versions = {"version": table.c.version + 1} if "version" in table.c else {}
    statement = sa.update(table).where(on, changed).values({**values, **versions, **(provenance or {})})
    return connection.execute(statement.returning(*returning)).all()


def batched(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items some at a time."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def batches(items: Sequence[Item], progress: Progress) -> Iterator[Sequence[Item]]:
    """The items some at a time, telling how many are done after each."""
    done = 0
    for batch in batched(items):
        yield batch
        done += len(batch)
        progress(done, len(items))


def together(parts: Iterable[Compared]) -> Compared:
    """What several comparisons found, as one."""
    found = list(parts)
    added = frozenset(key for part in found for key in part.added)
    return Compared(added, tuple(each for part in found for each in part.differences))


def counted(compared: Compared, table: sa.Table) -> Written:
    """How many records of a table would be added, and how many changed."""
    changed = {each.key for each in compared.differences if each.record == table.name} - compared.added
    return Written(len(compared.added), len(changed))


def _distinct(table: sa.Table, values: Mapping[str, Expression]) -> list[sa.ColumnElement[bool]]:
    return [table.c[name].is_distinct_from(value) for name, value in values.items()]
