"""One row of any table changed, or one more beside it, as the table's own rules allow; and all as it was again."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import sqlalchemy as sa

from register.tables import metadata
from tests.hostile.legal_values import MOST, Row, legal_values

# Logs only grow and histories are written by their tables: what they hold is changed with the triggers switched off.
QUIETLY = "set local session_replication_role = replica"
# The tables that a transaction has written so far, and perhaps some that one just before it wrote.
WRITTEN = sa.text("select relname from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0")
# How many values of each of two columns are tried together.
PAIRED = 5
WORD = re.compile(r"\w+")


class NoLegalValue(AssertionError):
    """No other value, or no further row, was found that the database accepts."""


@dataclass(frozen=True)
class Change:
    """Other values in one row. quietly: whether the triggers of the table are switched off for it."""

    table: sa.Table
    key: Row
    values: Mapping[str, Any]
    quietly: bool = False


# A table's name, the key of a row of it, and the row as it is now: None if it is gone.
TouchedRow = tuple[str, Row, Row | None]


@dataclass(frozen=True)
class Touched:
    """The rows that a change writes, itself or by the tables' own rules.

    before: as they were, written as text, by table and key; None for those that were not there. rows: as they are,
    without the versions that a table keeps of a row which changes.
    """

    before: Mapping[tuple[sa.Table, str], str | None]
    rows: Sequence[TouchedRow]


def stored(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of a table that are written, and not worked out by the database."""
    return [column for column in table.columns if column.computed is None]


def key_of(table: sa.Table, row: Row) -> Row:
    """The key of a row."""
    return {column.name: row[column.name] for column in table.primary_key.columns}


def read(connection: sa.Connection, table: sa.Table, key: Row) -> Row | None:
    """A row as the owner reads it."""
    found = connection.execute(sa.text(f"select * from {table.fullname} where {_where(key)}"), key).mappings().first()  # noqa: S608
    return None if found is None else dict(found)


def find_change(connection: sa.Connection, table: sa.Table, rows: Sequence[Row], name: str) -> Change:
    """Another value of a column in one of these rows, the first where the database accepts one.

    Where it accepts none alone, one together with another value of a second column. Raises: NoLegalValue.
    """
    for propose in (_alone, _paired):
        for row in rows:
            found = _first_accepted(connection, table, row, propose(connection, table.c[name], row), name=name)
            if found:
                return found
    raise NoLegalValue(f"No other value of {table.name}.{name} was accepted.")


def find_changes(connection: sa.Connection, table: sa.Table, row: Row, names: Sequence[str]) -> Change:
    """Other values of several columns of a row at once, those left out that take none beside the others."""
    held: dict[str, Any] = {}
    quietly = False
    for name in names:
        proposed = [{**held, **each} for each in _alone(connection, table.c[name], {**row, **held})]
        found = _first_accepted(connection, table, row, proposed, name=name)
        if found is not None:
            held, quietly = dict(found.values), quietly or found.quietly
    return Change(table, key_of(table, row), held, quietly)


def _first_accepted(
    connection: sa.Connection, table: sa.Table, row: Row, proposed: Sequence[Row], *, name: str
) -> Change | None:
    for quietly in (True,) if table.info.get("history") else (False, True):
        for values in proposed:
            change = Change(table, key_of(table, row), values, quietly)
            if _accepts(connection, change, name):
                return change
    return None


def _alone(connection: sa.Connection, column: sa.Column[Any], row: Row) -> list[Row]:
    return [{column.name: value} for value in legal_values(connection, column, row)]


def _paired(connection: sa.Connection, column: sa.Column[Any], row: Row) -> list[Row]:
    """Values of a column together with those of another that a constraint names beside it."""
    found: list[Row] = []
    for other in stored(column.table):
        if other.name in _named_beside(column) and not other.primary_key:
            both = [islice(legal_values(connection, each, row), PAIRED) for each in (column, other)]
            found += ({column.name: value, other.name: beside} for value, beside in product(*both))
    return found


def _named_beside(column: sa.Column[Any]) -> set[str]:
    checks = [each for each in column.table.constraints if isinstance(each, sa.CheckConstraint)]
    words = [set(WORD.findall(str(check.sqltext))) for check in checks]
    return set().union(*(named for named in words if column.name in named)) - {column.name}


def _accepts(connection: sa.Connection, change: Change, name: str) -> bool:
    """Whether the database carries a change out, and the column then holds something else."""
    before = read(connection, change.table, change.key)
    with _tried(connection) as trial:
        after = apply(connection, change)
        trial.held = after is not None and before is not None and after[name] != before[name]
    return trial.held


@dataclass
class _Trial:
    held: bool = False


@contextmanager
def _tried(connection: sa.Connection) -> Iterator[_Trial]:
    """What is done within is undone; a refusal of the database ends it."""
    trial, savepoint = _Trial(), connection.begin_nested()
    try:
        yield trial
    except sa.exc.DBAPIError:
        trial.held = False
    finally:
        savepoint.rollback()


def apply(connection: sa.Connection, change: Change) -> Row | None:
    """Carry a change out; the row as it is then."""
    if change.quietly:
        connection.execute(sa.text(QUIETLY))
    table = change.table
    chosen = [table.c[name] == value for name, value in change.key.items()]
    connection.execute(table.update().where(*chosen).values({table.c[n]: v for n, v in change.values.items()}))
    return read(connection, table, change.key)


Make = Callable[[sa.Connection], None]


def with_change(change: Change) -> Make:
    """Makes a change."""

    def make(connection: sa.Connection) -> None:
        apply(connection, change)

    return make


def with_one_more(table: sa.Table, like: Row) -> Make:
    """Adds a row like another."""

    def make(connection: sa.Connection) -> None:
        add_one_more(connection, table, like)

    return make


def with_one_less(table: sa.Table, row: Row) -> Make:
    """Takes a row away."""

    def make(connection: sa.Connection) -> None:
        take_away(connection, table, key_of(table, row))

    return make


def with_all(*makes: Make) -> Make:
    """Makes several changes at once."""

    def make(connection: sa.Connection) -> None:
        for each in makes:
            each(connection)

    return make


def foreseen(owner: sa.Engine, make: Make) -> Touched:
    """What a change would touch."""
    with _beginning(owner) as (before, connection):
        touched = _made(before, connection, make)
        connection.rollback()
    return touched


@contextmanager
def made(owner: sa.Engine, make: Make) -> Iterator[None]:
    """The register with a change made, and as it was again."""
    with _beginning(owner) as (before, connection):
        touched = _made(before, connection, make)
        connection.commit()
    try:
        yield
    finally:
        with owner.begin() as connection:
            connection.execute(sa.text(QUIETLY))
            for (table, key), row in touched.before.items():
                _put_back(connection, table, json.loads(key), row)


@contextmanager
def _beginning(owner: sa.Engine) -> Iterator[tuple[sa.Connection, sa.Connection]]:
    """The register as it is when a change begins, twice: what the server logs meanwhile is no part of it."""
    alone = owner.execution_options(isolation_level="REPEATABLE READ")
    with alone.connect() as before, alone.connect() as connection:
        snapshot = connection.scalar(sa.text("select pg_export_snapshot()"))
        before.execute(sa.text(f"set transaction snapshot '{snapshot}'"))
        yield before, connection


def _made(unchanged: sa.Connection, connection: sa.Connection, make: Make) -> Touched:
    make(connection)
    written = {name for (name,) in connection.execute(WRITTEN)}
    tables = [table for table in metadata.tables.values() if table.name in written]
    before, after = _rows_of(unchanged, tables), _rows_of(connection, tables)
    changed = [each for each in before | after if before.get(each) != after.get(each)]
    # What a table keeps of a row changes with the row: it counts where it changes by itself.
    shown = [each for each in changed if not each[0].info.get("history")] or changed
    rows = [_touched(connection, table, before.get((table, key)), after.get((table, key))) for table, key in shown]
    return Touched({each: before.get(each) for each in changed}, rows)


def _touched(connection: sa.Connection, table: sa.Table, before: str | None, after: str | None) -> TouchedRow:
    row = _read_back(connection, table, before if after is None else after)
    return table.name, key_of(table, row), None if after is None else row


def _read_back(connection: sa.Connection, table: sa.Table, written: str) -> Row:
    as_row = sa.text(f"select (cast(:written as {table.fullname})).*")
    return dict(connection.execute(as_row, {"written": written}).mappings().one())


def _rows_of(connection: sa.Connection, tables: Sequence[sa.Table]) -> dict[tuple[sa.Table, str], str]:
    """Every row of these tables, written as text, by its key."""
    return {(table, key): row for table in tables for key, row in connection.execute(sa.text(_as_text(table)))}


def _as_text(table: sa.Table) -> str:
    key = ", ".join(f"'{column.name}', \"{column.name}\"" for column in table.primary_key.columns)
    return f"select json_build_object({key})::text, t::text from {table.fullname} t"  # noqa: S608


def add_one_more(connection: sa.Connection, table: sa.Table, like: Row) -> Row:
    """Add a row like another, and answer its key. Raises: NoLegalValue.

    Where its key is that of a row of another table, and every row there has one already, a row is added there first;
    the tables' own rules may write this one with it.
    """
    key = _first_inserted(connection, table, like, {})
    if key is None:
        above = _added_above(connection, table, like)
        written = len(above) == len(table.primary_key.columns) and read(connection, table, above)
        key = above if written else _first_inserted(connection, table, like, above)
    if key is None:
        raise NoLegalValue(f"No further row of {table.name} was accepted.")
    return key


def take_away(connection: sa.Connection, table: sa.Table, key: Row) -> None:
    """Take a row away, and before it every row that names it."""
    whole = read(connection, table, key) or key
    for other, named in _naming(table):
        chosen = {here: whole[there] for here, there in named.items()}
        found = connection.execute(sa.text(f"select * from {other.fullname} where {_where(chosen)}"), chosen)  # noqa: S608
        for row in found.mappings().all():
            take_away(connection, other, key_of(other, dict(row)))
    deleted = table.delete().where(*(table.c[name] == value for name, value in key.items()))
    with _tried(connection) as trial:
        trial.held = connection.execute(deleted).rowcount == 1
    if not trial.held:
        connection.execute(sa.text(QUIETLY))
    connection.execute(deleted)


def _naming(table: sa.Table) -> Iterator[tuple[sa.Table, Mapping[str, str]]]:
    """The tables whose rows name a row of this one by its key, with the columns that do."""
    for other in metadata.sorted_tables:
        for reference in other.foreign_key_constraints:
            if reference.referred_table is table:
                yield other, {each.parent.name: each.column.name for each in reference.elements}


def _added_above(connection: sa.Connection, table: sa.Table, like: Row) -> Row:
    """The part of a key that refers to a row of another table which was added for it."""
    found: dict[str, Any] = {}
    for reference in table.foreign_key_constraints:
        if set(reference.columns) <= set(table.primary_key.columns):
            named = {each.parent.name: each.column.name for each in reference.elements}
            above = read(connection, reference.referred_table, {there: like[here] for here, there in named.items()})
            added = add_one_more(connection, reference.referred_table, above or {})
            found |= {here: added[there] for here, there in named.items()}
    return found


def _first_inserted(connection: sa.Connection, table: sa.Table, like: Row, forced: Row) -> Row | None:
    for values in _overrides(connection, table, like, forced):
        with _tried(connection) as trial:
            trial.held = bool(_insert(connection, table, like, values))
        if trial.held:
            return _insert(connection, table, like, values)
    return None


def _overrides(connection: sa.Connection, table: sa.Table, like: Row, forced: Row) -> Iterator[Row]:
    """What a further row holds otherwise: a key of its own, and if need be one more value."""
    free = [each for each in table.primary_key.columns if each.name not in forced and each.identity is None]
    proposed = product(*(islice(legal_values(connection, column, like), MOST) for column in free))
    keys = [forced | dict(zip((each.name for each in free), values, strict=True)) for values in proposed]
    yield from keys
    for key, column in product(keys, (each for each in stored(table) if not each.primary_key)):
        yield from ({**key, column.name: value} for value in legal_values(connection, column, like))


def _insert(connection: sa.Connection, table: sa.Table, like: Row, values: Row) -> Row:
    """Copy a row with other values in some columns; the key of the copy."""
    columns = [column for column in stored(table) if column.identity is None]
    taken = [sa.literal(values[c.name], c.type) if c.name in values else c for c in columns]
    chosen = [table.c[name] == value for name, value in key_of(table, like).items()]
    copied = sa.select(*taken).select_from(table).where(*chosen)
    added = table.insert().from_select(columns, copied, include_defaults=False)
    if table.info.get("history"):
        connection.execute(sa.text(QUIETLY))
    return dict(connection.execute(added.returning(*table.primary_key.columns)).mappings().one())


def _put_back(connection: sa.Connection, table: sa.Table, key: Row, row: str | None) -> None:
    names = ", ".join(f'"{column.name}"' for column in stored(table))
    connection.execute(sa.text(f"delete from {table.fullname} where {_where(key)}"), key)  # noqa: S608
    again = (
        f"insert into {table.fullname} ({names}) overriding system value"  # noqa: S608
        f" select {names} from (select (cast(:row as {table.fullname})).*) as held"
    )
    if row is not None:
        connection.execute(sa.text(again), {"row": row})


def _where(key: Row) -> str:
    return " and ".join(f'"{name}" = :{name}' for name in key)
