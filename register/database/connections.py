"""How the register reaches its database: addresses, the pool, the request's transaction; nothing of what is asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeAlias, TypeVar

import asyncpg
import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from register.errors import Internal, SetupError, Unavailable
from register.settings import Settings, settings

Pool: TypeAlias = asyncpg.Pool
Connection: TypeAlias = asyncpg.pool.PoolConnectionProxy
OnConnect: TypeAlias = Callable[[asyncpg.Connection], Awaitable[None]]
Given = ParamSpec("Given")
Answered = TypeVar("Answered")

# What the driver raises when the database, or the way to it, fails; the last when a connection broke at an odd moment.
FAULTS = (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
NO_ADDRESS = "The address of the database must have the form postgresql://login:password@host:5432/name."
UNREADABLE = "The register is unavailable. Try again later."
# What a connection remembers, and its backend with it: so many statements of at most so many characters, the one unused
# for longest dropped first. After so many queries it is closed, and its backend's memory with it.
# Decision: remembered-in-bytes
PREPARED_STATEMENTS = 200
LONGEST_PREPARED = 32_768
QUERIES_OF_A_CONNECTION = 20_000

# Classes of SQLSTATE in which the database, not the register, cannot go on: connection, resources, operator, locks.
OUT_OF_REACH = ("08", "53", "55", "57", "58", "40", "25")


@dataclass(slots=True)
class Waiting:
    """How many requests of this process wait for a connection now."""

    requests: int = 0


WAITING = Waiting()


def owner_url() -> str:
    """The address for migrations and imports: the owner's login, through psycopg."""
    return with_driver(settings().migration_url or _database_url(), "postgresql+psycopg")


def api_url() -> str:
    """The address for requests, as asyncpg reads it."""
    return with_driver(_database_url(), "postgresql")


def with_driver(url: str, driver: str) -> str:
    """The same address for another driver. Raises: SetupError."""
    try:
        return make_url(url).set(drivername=driver).render_as_string(hide_password=False)
    except (ArgumentError, ValueError):
        raise SetupError(NO_ADDRESS) from None


def psycopg_below(connection: sa.Connection, what: str) -> psycopg.Connection[Any]:
    """The driver's own connection, for COPY. what: is done through it, as a refusal says. Raises: SetupError."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, psycopg.Connection):
        raise SetupError(f"{what} through psycopg: use a postgresql+psycopg address.")
    return raw


async def open_pool(given: Settings, on_connect: OnConnect | None = None) -> Pool:
    """A pool of connections whose sessions are set once, so that nothing of a request outlives its transaction.

    on_connect: called with each new connection, to trace it.
    """
    timeout_ms = str(int(given.statement_timeout_s * 1_000))
    pool = await asyncpg.create_pool(
        api_url(),
        min_size=1,
        max_size=given.pool_size,
        statement_cache_size=PREPARED_STATEMENTS,
        max_cacheable_statement_size=LONGEST_PREPARED,
        max_queries=QUERIES_OF_A_CONNECTION,
        command_timeout=given.statement_timeout_s + 1.0,
        reset=_leave_clean,
        init=on_connect,
        server_settings={
            "application_name": "register",
            "timezone": "UTC",
            "datestyle": "ISO, YMD",
            "search_path": "register, public",
            "statement_timeout": timeout_ms,
            # PostgreSQL looks for deadlocks after a second: they are to be found, and the commands begun anew.
            "lock_timeout": "1500",
            "idle_in_transaction_session_timeout": timeout_ms,
            "jit": "off",
            # Starting workers costs more than a page does.
            "max_parallel_workers_per_gather": "0",
            # What the register reads is in memory: to look in an index costs hardly more than to read on.
            "random_page_cost": "0.1",
            "seq_page_cost": "0.1",
            # A statement is planned once: its plan rests on keys, not on how common a value is.
            "plan_cache_mode": "force_generic_plan",
        },
    )
    assert pool is not None
    return pool


@asynccontextmanager
async def transaction(pool: Pool, given: Settings, role: str) -> AsyncIterator[Connection]:
    """One snapshot and one commit for a whole request; whatever goes wrong, nothing is committed.

    role: what the login takes on until the end of it: one of the second wall's, never a caller's word.
    Raises: Unavailable if the database is out of reach, busy or too slow.
    """
    try:
        connection = await _acquire(pool, given)
    except FAULTS as cause:
        raise Unavailable(UNREADABLE) from cause
    try:
        opening = f"begin isolation level repeatable read; set local role {role}"
        await connection.execute(opening, timeout=given.begin_timeout_s)
        yield connection
        await _commit(connection)
    except BaseException as cause:
        await asyncio.shield(_abandon(connection, cause))
        if isinstance(cause, FAULTS):
            raise _fault(cause) from cause
        raise
    finally:
        # All is decided: a connection that is lost while it is given back is no matter of the answer's.
        with suppress(*FAULTS):
            await pool.release(connection)


def through_migrations(read: Callable[Given, Awaitable[Answered]]) -> Callable[Given, Awaitable[Answered]]:
    """Reads once more if a migration changed a table under a statement that was prepared before it.

    The driver has dropped such statements by then. read: opens and ends a transaction of its own, and only reads.
    """

    @wraps(read)
    async def reading(*args: Given.args, **named: Given.kwargs) -> Answered:
        try:
            return await read(*args, **named)
        except asyncpg.InvalidCachedStatementError:
            return await read(*args, **named)

    return reading


async def _acquire(pool: Pool, given: Settings) -> Connection:
    """A connection of the pool. One that is free needs no clock beside it."""
    if pool.get_idle_size():
        return await pool.acquire(timeout=None)
    WAITING.requests += 1
    try:
        return await pool.acquire(timeout=given.pool_wait_s)
    finally:
        WAITING.requests -= 1


async def _commit(connection: Connection) -> None:
    """Commit the request and its access log entry. If that fails, for any reason, nothing was recorded."""
    try:
        await connection.execute("commit")
    except asyncpg.PostgresError as cause:
        raise Unavailable(UNREADABLE) from cause


async def _abandon(connection: Connection, cause: BaseException) -> None:
    """Roll back if the server itself refused; a connection that failed in any other way is closed."""
    try:
        if isinstance(cause, FAULTS) and not isinstance(cause, asyncpg.PostgresError):
            connection.terminate()
        elif connection.is_in_transaction():
            await connection.execute("rollback", timeout=1.0)
    except FAULTS:
        # The driver has already let go of a connection that the server closed.
        with suppress(asyncpg.InterfaceError):
            connection.terminate()


async def _leave_clean(connection: Connection) -> None:
    """Settings are local to a transaction, so a connection outside any is as good as new."""
    if connection.is_in_transaction():
        connection.terminate()


def _fault(cause: BaseException) -> Unavailable | Internal | asyncpg.PostgresError:
    if isinstance(cause, asyncpg.InvalidCachedStatementError):
        return cause
    state = getattr(cause, "sqlstate", None)
    if isinstance(cause, asyncpg.PostgresError) and not str(state).startswith(OUT_OF_REACH):
        return Internal("Internal error.")
    return Unavailable(UNREADABLE)


def _database_url() -> str:
    if not settings().database_url:
        raise SetupError("Set REGISTER_DATABASE_URL to a PostgreSQL 15+ database with PostGIS 3.3+, or run make demo.")
    return settings().database_url
