"""The horizon lies before every transaction that is under way, and moves on when it ends."""

import asyncpg
import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.sql.session.horizon import read_horizon


@pytest.fixture
async def looking(engine):
    connection = await asyncpg.connect(with_driver(engine.url.render_as_string(hide_password=False), "postgresql"))
    yield connection
    await connection.close()


async def test_a_transaction_under_way_holds_the_horizon_until_it_ends(engine, looking):
    with engine.connect() as slow:
        number = slow.scalar(sa.text("select txid_current()"))
        with engine.connect() as quick:
            later = quick.scalar(sa.text("select txid_current()"))
            quick.commit()

        while_it_runs = await read_horizon(looking)
        slow.commit()
        after = await read_horizon(looking)

    assert while_it_runs.settled <= number < later < while_it_runs.begun
    assert after.settled > later
