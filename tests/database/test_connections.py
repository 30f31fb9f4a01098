"""How requests reach the database: addresses, a pool that keeps nobody waiting, transactions that leave nothing."""

import asyncio
import contextlib
import time

import asyncpg
import pytest
import sqlalchemy as sa

from register.database.connections import WAITING, api_url, open_pool, owner_url, transaction, with_driver
from register.errors import Internal, SetupError, Unavailable
from register.settings import settings
from tests.conftest import own_copy

# The owner's own role, which may write where no kind of body may.
OWNER = "postgres"
PATIENCE_S = 30
ADD = "insert into register.organisation (code, agency, name) values ('{0}', 'health', 'A trust')"


@pytest.fixture(scope="module")
def engine(cluster, template, worker):
    """An engine with the owner's login on a database of this module's own, where what is committed disturbs nobody."""
    with own_copy(cluster, template, f"database_{worker}") as made:
        yield made


@pytest.fixture
async def pool(cluster, engine, monkeypatch):
    """A pool of one connection, with the owner's login, that waits a fifth of a second."""
    monkeypatch.setenv("REGISTER_DATABASE_URL", cluster.url(engine.url.database))
    monkeypatch.setenv("REGISTER_POOL_SIZE", "1")
    monkeypatch.setenv("REGISTER_POOL_WAIT_S", "0.2")
    monkeypatch.setenv("REGISTER_STATEMENT_TIMEOUT_S", "0.5")
    settings.cache_clear()
    opened = await open_pool(settings())
    yield opened
    await opened.close()
    monkeypatch.undo()
    settings.cache_clear()


def organisations(engine):
    with engine.connect() as owner:
        return set(owner.scalars(sa.text("select code from register.organisation")))


async def process(pool):
    async with transaction(pool, settings(), OWNER) as connection:
        return await connection.fetchval("select pg_backend_pid()")


async def test_what_went_well_is_committed(pool, engine):
    async with transaction(pool, settings(), OWNER) as connection:
        await connection.execute(ADD.format("kept"))

    kept = organisations(engine)
    async with transaction(pool, settings(), OWNER) as connection:
        await connection.execute("delete from register.organisation where code = 'kept'")
    assert kept == {"kept"}


async def test_what_went_wrong_is_rolled_back_and_the_connection_is_used_again(pool, engine):
    before = await process(pool)

    async def go_wrong():
        async with transaction(pool, settings(), OWNER) as connection:
            await connection.execute(ADD.format("lost"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await go_wrong()

    assert organisations(engine) == set()
    assert await process(pool) == before


async def test_a_request_that_is_cancelled_leaves_a_clean_connection(pool, engine):
    async def long_request():
        async with transaction(pool, settings(), OWNER) as connection:
            await connection.execute(ADD.format("cancelled"))
            await connection.execute("select pg_sleep(0.4)")

    task = asyncio.create_task(long_request())
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with transaction(pool, settings(), OWNER) as connection:
        assert connection.is_in_transaction()
        assert await connection.fetchval("select count(*) from register.organisation") == 0
    assert organisations(engine) == set()


async def test_nobody_waits_long_for_a_connection(pool):
    async with transaction(pool, settings(), OWNER):
        began = time.monotonic()
        # Told so while the connection is still in use.
        with pytest.raises(Unavailable):
            async with asyncio.timeout(PATIENCE_S), transaction(pool, settings(), OWNER):
                pass
        waited_s = time.monotonic() - began

    assert waited_s > 0.1
    assert await process(pool)


async def test_who_waits_for_a_connection_is_counted_until_the_wait_is_over(pool):
    async with transaction(pool, settings(), OWNER):
        waiting = [asyncio.create_task(process(pool)) for _ in range(2)]
        await asyncio.sleep(0.05)
        seen = WAITING.requests
        ended = await asyncio.gather(*waiting, return_exceptions=True)

    assert seen == 2
    assert [type(each) for each in ended] == [Unavailable, Unavailable]
    assert WAITING.requests == 0


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("select pg_sleep(2)", Unavailable),
        ("select 1 / 0", Internal),
        ("select nothing from nowhere", Internal),
        (ADD.format("Not A Code"), Internal),
        ("select pg_terminate_backend(pg_backend_pid())", Unavailable),
    ],
)
async def test_a_fault_of_the_database_is_told_in_general_words(pool, text, refusal):
    with pytest.raises(refusal) as raised:
        async with transaction(pool, settings(), OWNER) as connection:
            await connection.execute(text)

    assert raised.value.message in ("Internal error.", "The register is unavailable. Try again later.")
    assert await process(pool)


async def test_every_transaction_reads_one_snapshot_at_utc_with_an_end(pool):
    async with transaction(pool, settings(), OWNER) as connection:
        shown = {
            name: await connection.fetchval(f"show {name}")
            for name in ("transaction_isolation", "timezone", "statement_timeout", "lock_timeout", "deadlock_timeout")
        }

    assert shown == {
        "transaction_isolation": "repeatable read",
        "timezone": "UTC",
        "statement_timeout": "500ms",
        "lock_timeout": "1500ms",
        # Shorter than the wait for a lock, so that a deadlock is found for what it is.
        "deadlock_timeout": "1s",
    }


@pytest.mark.parametrize("ends", ["well", "badly"])
async def test_a_transaction_acts_as_its_role_and_the_connection_as_nobody_afterwards(pool, ends):
    told = []

    async def act():
        async with transaction(pool, settings(), "register_health") as connection:
            told.append(await connection.fetchval("select current_user::text"))
            if ends == "badly":
                await connection.execute("select * from register.premises")

    with contextlib.suppress(Internal):
        await act()
    async with pool.acquire() as connection:
        told.append(await connection.fetchval("select current_user::text"))

    assert told == ["register_health", OWNER]


async def test_what_a_role_may_not_read_is_refused_by_the_database_in_general_words(pool):
    with pytest.raises(Internal) as raised:
        async with transaction(pool, settings(), "register_health") as connection:
            await connection.execute("select * from register.premises")

    assert raised.value.message == "Internal error."


async def test_a_setting_of_one_transaction_is_gone_in_the_next(pool):
    async with transaction(pool, settings(), OWNER) as connection:
        await connection.execute("select set_config('register.area', 'E23000005', true)")
    async with transaction(pool, settings(), OWNER) as connection:
        left = await connection.fetchval("select nullif(current_setting('register.area', true), '')")

    assert left is None


async def test_whoever_wants_to_trace_is_told_of_each_connection(cluster, engine, monkeypatch):
    monkeypatch.setenv("REGISTER_DATABASE_URL", cluster.url(engine.url.database))
    settings.cache_clear()
    told: list[asyncpg.Connection] = []

    async def tell(connection):
        told.append(connection)

    opened = await open_pool(settings(), tell)
    await opened.close()
    monkeypatch.undo()
    settings.cache_clear()

    assert len(told) == 1


@pytest.mark.parametrize(
    ("migration", "owner"),
    [("postgresql://owner@host/r", "postgresql+psycopg://owner@host/r"), ("", "postgresql+psycopg://api:p@host/r")],
)
def test_migrations_use_the_owners_login_where_one_is_given(monkeypatch, migration, owner):
    monkeypatch.setenv("REGISTER_DATABASE_URL", "postgresql+psycopg://api:p@host/r")
    monkeypatch.setenv("REGISTER_MIGRATION_URL", migration)
    settings.cache_clear()

    found = owner_url(), api_url()
    monkeypatch.undo()
    settings.cache_clear()

    assert found == (owner, "postgresql://api:p@host/r")


def test_a_register_without_a_database_says_what_to_set(monkeypatch):
    monkeypatch.delenv("REGISTER_DATABASE_URL", raising=False)
    settings.cache_clear()

    with pytest.raises(SetupError, match="REGISTER_DATABASE_URL"):
        api_url()
    monkeypatch.undo()
    settings.cache_clear()


def test_a_password_is_carried_over_to_the_other_driver():
    assert with_driver("postgresql://a:s%40fe@h:1/d", "postgresql+psycopg") == "postgresql+psycopg://a:s%40fe@h:1/d"
