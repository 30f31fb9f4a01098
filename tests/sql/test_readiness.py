"""What the database must be before a request may reach it."""

import asyncpg
import pytest

from register.database import open_pool
from register.errors import SetupError
from register.migrating import API_LOGIN
from register.settings import settings
from register.sql.readiness import is_ready, refuses_to_start


async def complaint(url):
    connection = await asyncpg.connect(url)
    try:
        await refuses_to_start(connection, production=True)
    except SetupError as refusal:
        return str(refusal)
    finally:
        await connection.close()
    return None


@pytest.fixture
def migrated(cluster, template, worker):
    """The name of a migrated database that a test may spoil."""
    name = f"readiness_{worker}"
    cluster.clone_database(template, name)
    yield name
    cluster.drop_database(name)


async def test_the_apis_login_on_a_migrated_database_may_start(cluster, migrated):
    assert await complaint(cluster.url(migrated, user=API_LOGIN)) is None


async def test_the_owners_login_is_refused(cluster, migrated):
    assert "superuser or the owner" in await complaint(cluster.url(migrated))


async def test_a_database_without_a_register_is_refused(cluster):
    assert "register migrate" in await complaint(cluster.url("postgres"))


async def test_a_login_that_cannot_record_is_refused_and_never_ready(cluster, migrated, monkeypatch):
    owner = await asyncpg.connect(cluster.url(migrated))
    await owner.execute(f"revoke insert on register.access_log from {API_LOGIN}")
    await owner.close()

    assert "access log" in await complaint(cluster.url(migrated, user=API_LOGIN))
    assert await ready(cluster.url(migrated, user=API_LOGIN), monkeypatch) is False


async def test_a_database_that_answers_and_records_is_ready(cluster, migrated, monkeypatch):
    assert await ready(cluster.url(migrated, user=API_LOGIN), monkeypatch) is True


async def ready(url, monkeypatch, *, closed=False):
    monkeypatch.setenv("REGISTER_DATABASE_URL", url)
    settings.cache_clear()
    pool = await open_pool(settings())
    try:
        if closed:
            await pool.close()
        return await is_ready(pool, settings())
    finally:
        await pool.close()
        monkeypatch.undo()
        settings.cache_clear()


async def test_a_database_out_of_reach_is_not_ready(cluster, migrated, monkeypatch):
    assert await ready(cluster.url(migrated, user=API_LOGIN), monkeypatch, closed=True) is False
