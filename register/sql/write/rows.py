"""Writing rows on a caller's behalf: found, added and altered only where the granted command may write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol
from uuid import uuid4

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert, ReturningUpdate

from register.errors import Forbidden, RateLimited
from register.open_types import BindParameter, Select, TableColumn, Values
from register.policy.authority import Reach
from register.policy.decide import GrantedChange
from register.policy.roles import role_of
from register.sql.as_of import NOW
from register.sql.membership import probed
from register.sql.read.statement import DIALECT, spoken_by
from register.sql.scope import scoped_rows
from register.tables import HISTORY_OF, change_request
from register.tables.access_grants import DAILY_LIMITS
from register.tables.declare import Writes
from register.tables.encounters import ENCOUNTERS_AN_HOUR, MOST_AN_HOUR
from register.tables.openings import SECOND_PERSON

Row = Values
Executable = Select | sa.Insert | ReturningInsert[Any] | ReturningUpdate[Any] | ReturningDelete[Any] | sa.TextClause

SET_REASON = sa.text("select set_config('register.reason', :reason, true)")


# What the database refuses when a person has used up a day's number, or an hour's.
LIMITS = {**DAILY_LIMITS, ENCOUNTERS_AN_HOUR: f"You can ask about at most {MOST_AN_HOUR} children in an hour."}
# As long as a whole file may take; the wait for it is not the idleness that the pool's connections are cut off for.
LONG_WAIT = sa.text("select set_config('idle_in_transaction_session_timeout', '120s', true)")


def take_on(connection: sa.Connection, role: str) -> None:
    """Let a connection of the API's login act as a role of the second wall until its transaction ends."""
    connection.execute(sa.text(f"set local role {role}"))
    connection.execute(sa.text("select set_config('statement_timeout', '60s', true)"))


def remember(connection: sa.Connection, memory: Values) -> None:
    """Keep the outcome of a command, in the command's own transaction.

    memory: a row of change_request, what is JSON as its text. Raises: IntegrityError if there is one by this key.
    """
    texts = {column.name for column in change_request.c if isinstance(column.type, JSONB)}
    written = {
        name: sa.cast(sa.literal(value, sa.Text), JSONB) if name in texts else value for name, value in memory.items()
    }
    connection.execute(sa.insert(change_request).values(written))


def rows_apart(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], *, by: str, key: object
) -> list[Row]:
    """These columns of the rows whose column by is the key, as the role of a connection of its own reads them."""
    asked = sa.select(*(table.c[name] for name in dict.fromkeys(columns))).where(table.c[by] == key)
    return [dict(row) for row in connection.execute(asked).mappings()]


# So many shapes of each kind of statement are kept: more than all commands have for all bodies.
MOST_KEPT = 2_000
# What a parameter is called that holds the value of a column, and of the key of the row that is written.
BOUND, BOUND_KEY = "value_of_", "key_of_row"


class Overlaps(Exception):
    """What is being written is in the way of another row, at the same time."""


class Driver(Protocol):
    """The part of a driver's connection that writing needs."""

    async def fetch(self, query: str, *args: object) -> Sequence[Any]:
        """The rows of a statement."""

    async def execute(self, query: str, *args: object) -> str:
        """Run a statement that returns no rows."""


class CommandRows:
    """Reads and writes rows for one command. values: what the scopes of its caller are bound to."""

    def __init__(self, connection: Driver, granted: GrantedChange, values: Values) -> None:
        self._connection = connection
        self._granted = granted
        self._values = values

    async def set_reason(self, reason: str | None) -> None:
        """Record the reason with every entry of this transaction."""
        await self._run(SET_REASON.bindparams(reason=reason or ""))

    async def find(self, table: sa.Table, **match: object) -> Row | None:
        """The one row that the caller may read and that holds these values."""
        rows = await self._choose(table, self._granted.reads(table), match)
        return rows[0] if rows else None

    async def find_to_write(self, table: sa.Table, written: sa.Table, **match: object) -> Row | None:
        """The one row that holds these values and of whose record the caller may write rows of another table."""
        rows = await self._choose(table, self._granted.writes(written), match)
        return rows[0] if rows else None

    async def find_all(self, table: sa.Table, **match: object) -> Sequence[Row]:
        """Every row that the caller may read and that holds these values, by key."""
        return await self._choose(table, self._granted.reads(table), match)

    def may_read(self, table: sa.Table) -> bool:
        """True if the caller may read any row of a table."""
        return not self._granted.reads(table).nowhere

    async def superseded_at(self, table: sa.Table, key: object, version: int) -> datetime | None:
        """When a row's first version after this one was recorded; None if there is none."""
        then = HISTORY_OF[table]
        later = sa.and_(then.c[_key(table).name] == key, then.c.version > version)
        within = scoped_rows(self._granted.reads(table), table, then, clock=NOW, member=probed)
        rows = await self._run(sa.select(sa.func.min(then.c.recorded_from).label("at")).where(later, within))
        found: datetime | None = rows[0]["at"]
        return found

    async def find_all_before(self, table: sa.Table, at: datetime, **match: object) -> Sequence[Row]:
        """The same as find_all, as it was recorded right before this instant."""
        then = HISTORY_OF[table]
        recorded = sa.and_(then.c.recorded_from < at, sa.or_(then.c.recorded_to.is_(None), then.c.recorded_to >= at))
        columns = [then.c[column.name] for column in table.columns]
        held = [then.c[name] == value for name, value in match.items()]
        within = scoped_rows(self._granted.reads(table), table, then, clock=NOW, member=probed)
        return await self._run(sa.select(*columns).where(recorded, *held, within).order_by(then.c[_key(table).name]))

    async def lock(self, table: sa.Table, **match: object) -> Row | None:
        """The one row that the caller may write and that holds these values; no other command can write it now."""
        rows = await self._choose(table, self._granted.writes(table), match, locked=True)
        return rows[0] if rows else None

    async def insert(self, table: sa.Table, **values: object) -> Any:
        """Add a row. Returns its key. Raises: Overlaps if an exclusion of the database refuses it."""
        self._granted.writes(table)
        writes: Writes | None = table.info.get("writes")
        if writes is not None and writes.new is not None:
            # Nobody reaches the row before its links are there, so that the database could not hand its key back.
            key = values.setdefault(_key(table).name, uuid4())
            await self._add(table, values, returns_key=False)
            return key
        rows = await self._add(table, values, returns_key=True)
        return rows[0][0]

    async def update(self, table: sa.Table, key: object, **values: object) -> bool:
        """Write new values in the row of this key, one version on; whether there is one that the caller may write."""
        reach = self._granted.writes(table)
        if _holds_sql(values):
            return bool(await self._run(_alteration(table, reach, values, key=key)))
        kept = _altered(table, reach, tuple(values))
        return bool(await self._fetch(kept, {**_as_bound(values), BOUND_KEY: key}))

    async def put(self, table: sa.Table, key: object, **values: object) -> None:
        """Write values in the row of this key, of a table that has one row for a record; add the row if it has none."""
        if not await self.update(table, key, **values):
            await self.insert(table, **{_key(table).name: key, **values})

    async def remove(self, table: sa.Table, key: object) -> None:
        """Remove the row of this key, if the caller may write it; the history keeps it."""
        await self._fetch(_removed(table, self._granted.writes(table)), {BOUND_KEY: key})

    async def run(self, statement: Executable) -> Sequence[Any]:
        """The rows of a statement of sql/ or geo/ that this command needs beside its own."""
        return await self._run(statement)

    async def allow_long_wait(self) -> None:
        """Let this transaction wait while something long is done beside it."""
        await self._run(LONG_WAIT)

    async def set_savepoint(self) -> None:
        """Remember this moment of the transaction."""
        await self._connection.execute("savepoint before_change")

    async def roll_back(self) -> None:
        """Undo what was written since the remembered moment."""
        await self._connection.execute("rollback to savepoint before_change")

    async def _choose(self, table: sa.Table, reach: Reach, match: Values, *, locked: bool = False) -> Sequence[Row]:
        held = tuple((name, value is None) for name, value in match.items())
        return await self._fetch(_chosen(table, reach, held, locked=locked), _as_bound(match))

    async def _add(self, table: sa.Table, values: Values, *, returns_key: bool) -> Sequence[Any]:
        if _holds_sql(values):
            return await self._run(_addition(table, values, returns_key=returns_key))
        return await self._fetch(_added(table, tuple(values), returns_key=returns_key), _as_bound(values))

    async def _run(self, statement: Executable) -> Sequence[Any]:
        """The rows of a statement that holds its own values."""
        compiled = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
        return await self._fetch(Kept(str(compiled), tuple(compiled.positiontup or ())), compiled.params)

    async def _fetch(self, kept: "Kept", bound: Values) -> Sequence[Any]:
        values = {**bound, **{name: value for name, value in self._values.items() if name in kept.names}}
        text = spoken_by(role_of(self._granted.authority.agency), kept.text)
        try:
            return await self._connection.fetch(text, *(values[name] for name in kept.names))
        except asyncpg.ExclusionViolationError:
            raise Overlaps from None
        except asyncpg.CheckViolationError as refusal:
            if refusal.constraint_name == SECOND_PERSON:
                raise Forbidden("You cannot review a home that you opened.", hint="Ask another person.") from None
            if refusal.constraint_name not in LIMITS:
                raise
            raise RateLimited(LIMITS[refusal.constraint_name], retryAfterS=3_600) from None


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement as text for the driver, with the names of its parameters in their order.

    What a command says of a table is worked out once for each shape, and never holds a value.
    """

    text: str
    names: tuple[str, ...]


@lru_cache(maxsize=MOST_KEPT)
def _chosen(table: sa.Table, reach: Reach, match: tuple[tuple[str, bool], ...], *, locked: bool) -> Kept:
    """The rows that hold these values, by key. match: the names of columns, and whether the value is null."""
    held = [table.c[name].is_(None) if null else table.c[name] == _bound(table, name) for name, null in match]
    found = sa.select(table).where(*held, _within(table, reach)).order_by(_key(table))
    return _kept(found.with_for_update() if locked else found)


@lru_cache(maxsize=MOST_KEPT)
def _added(table: sa.Table, names: tuple[str, ...], *, returns_key: bool) -> Kept:
    return _kept(_addition(table, {name: _bound(table, name) for name in names}, returns_key=returns_key))


@lru_cache(maxsize=MOST_KEPT)
def _altered(table: sa.Table, reach: Reach, names: tuple[str, ...]) -> Kept:
    return _kept(_alteration(table, reach, {name: _bound(table, name) for name in names}, key=_bound_key(table)))


def _addition(table: sa.Table, values: Values, *, returns_key: bool) -> Executable:
    added = sa.insert(table).values(values)
    return added.returning(_key(table)) if returns_key else added


def _alteration(table: sa.Table, reach: Reach, values: Values, *, key: object) -> Executable:
    if "version" in table.c:
        values = {**values, "version": table.c.version + sa.literal_column("1", sa.Integer)}
    altered = sa.update(table).where(_key(table) == key, _within(table, reach)).values(values)
    return altered.returning(_key(table))


@lru_cache(maxsize=MOST_KEPT)
def _removed(table: sa.Table, reach: Reach) -> Kept:
    removed = sa.delete(table).where(_key(table) == _bound_key(table), _within(table, reach))
    return _kept(removed.returning(_key(table)))


def _within(table: sa.Table, reach: Reach) -> sa.ColumnElement[bool]:
    return scoped_rows(reach, table, table, clock=NOW, member=probed)


def _kept(statement: Executable) -> Kept:
    compiled = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    return Kept(str(compiled), tuple(compiled.positiontup or ()))


def _bound(table: sa.Table, name: str) -> BindParameter:
    return sa.bindparam(f"{BOUND}{name}", required=False, type_=table.c[name].type)


def _bound_key(table: sa.Table) -> BindParameter:
    return sa.bindparam(BOUND_KEY, required=False, type_=_key(table).type)


def _holds_sql(values: Values) -> bool:
    """True if a value is an expression, such as a point made of two numbers: such a statement is not kept."""
    return any(isinstance(value, sa.ClauseElement) for value in values.values())


def _as_bound(values: Values) -> Values:
    return {f"{BOUND}{name}": value for name, value in values.items()}


def _key(table: sa.Table) -> TableColumn:
    return next(iter(table.primary_key.columns))
