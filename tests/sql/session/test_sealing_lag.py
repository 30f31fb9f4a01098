"""How far sealing is behind: its age, and how many consultations wait."""

import asyncpg
import psycopg
import pytest

from register.database.connections import open_pool
from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from register.sql.session import sealing_lag
from register.sql.session.sealing_lag import read_lag

CONSULTED = """
insert into register.access_log (request, subject, agency, document, root, outcome, row_count, policy_version)
select 'r' || n, 'someone', 'ofsted', 'd', 'homes', 'allowed', 1, 'p' from generate_series(1, 3) as n
"""
SEALED = """
update register.seal_state set sealed_transaction = l.transaction, sealed_number = l.id
  from register.access_log l where seal_state.log = 'access' and l.request = 'r2'
"""


@pytest.fixture
def consulted(cluster, template, worker):
    """The name of a database with three consultations, of which two are sealed."""
    name = f"lag_{worker}"
    cluster.clone_database(template, name)
    with psycopg.connect(cluster.url(name)) as owner:
        owner.execute(CONSULTED)
        owner.execute(SEALED)
        owner.execute("update register.seal_state set checked_at = now() - interval '1 hour'")
    yield name
    cluster.drop_database(name)


@pytest.fixture
async def pool(cluster, consulted, settings_of):
    """A pool with the login of the API."""
    settings_of(DATABASE_URL=cluster.url(consulted, user=API_LOGIN))
    opened = await open_pool(settings())
    yield opened
    await opened.close()


async def test_the_age_of_the_last_seal_and_what_waits_for_the_next_are_told(pool):
    lag = await read_lag(pool, settings())

    assert 3_600 <= lag.age_s < 3_700
    assert lag.consultations == 1


async def test_no_more_are_counted_than_is_cheap(pool, cluster, consulted, monkeypatch):
    owner = await asyncpg.connect(cluster.url(consulted))
    await owner.execute("update register.seal_state set sealed_transaction = 0, sealed_number = 0")
    await owner.close()
    monkeypatch.setattr(sealing_lag, "MOST", 2)

    assert (await read_lag(pool, settings())).consultations == 2


async def test_a_database_that_is_gone_tells_nothing(pool):
    await pool.close()

    assert await read_lag(pool, settings()) is None
