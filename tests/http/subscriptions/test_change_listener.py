"""One connection wakes all who follow: once for a burst, again after a loss, and not before there is news."""

import asyncio
import time
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from register.http.subscriptions.change_listener import LISTENER, Waking
from register.maintenance.migrate import API_LOGIN
from register.settings import settings

SOON_S = 60.0
SILENCE_S = 0.3
ANNOUNCE = sa.text("select txid_current(), pg_notify('register_changed', '')")
LISTENERS = sa.text(
    "select count(*) from pg_stat_activity where application_name = :name and datname = current_database()"
)
KILL = sa.text(
    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
    " where application_name = :name and datname = current_database()"
)


@pytest.fixture
async def waking(engine, cluster, monkeypatch):
    monkeypatch.setenv("REGISTER_DATABASE_URL", cluster.url(engine.url.database, user=API_LOGIN))
    monkeypatch.setenv("REGISTER_SUBSCRIPTION_POLL_S", "0.2")
    settings.cache_clear()
    made = Waking(settings())
    yield made
    await made.close()
    settings.cache_clear()


async def commit(engine, statement=ANNOUNCE, **bound):
    """Run a statement in a transaction of its own, away from the loop."""

    def run():
        with engine.begin() as connection:
            return connection.scalar(statement, bound)

    return await asyncio.to_thread(run)


async def settled(wake):
    """Past the wake that every new connection brings."""
    assert await wake.within(SOON_S)
    wake.hush()
    while await wake.within(SILENCE_S):
        wake.hush()


async def test_a_change_that_commits_wakes_all_who_follow(engine, waking):
    with waking.follower() as one, waking.follower() as other:
        await settled(one)
        other.hush()
        await commit(engine)

        assert await one.within(SOON_S)
        assert await other.within(SOON_S)


async def test_nobody_is_woken_while_nothing_changes(engine, waking):
    with waking.follower() as wake:
        await settled(wake)
        await commit(engine, sa.text("select txid_current()"))

        assert not await wake.within(3 * SILENCE_S)


async def test_a_burst_of_commits_wakes_once_and_not_a_hundred_times(engine, waking):
    woken = []
    with waking.follower() as wake:
        await settled(wake)
        began = time.monotonic()
        bursting = asyncio.create_task(asyncio.to_thread(burst, engine))
        while await wake.within(2 * SILENCE_S if woken and bursting.done() else SOON_S):
            wake.hush()
            woken.append(time.monotonic())
        await bursting

    # One for each gathering of 0.1 s that it lasted, and one for its end.
    assert 1 <= len(woken) <= (woken[-1] - began) / settings().subscription_gather_s + 1


def burst(engine):
    """A hundred commits, as quickly as the database can."""
    program = "do $$ begin for n in 1..100 loop perform txid_current(), pg_notify('register_changed', '');"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"{program} commit; end loop; end $$")


async def test_a_change_behind_an_older_transaction_wakes_when_that_has_ended(engine, waking):
    with waking.follower() as wake, engine.connect() as older:
        await settled(wake)
        older.execute(sa.text("select txid_current()"))
        await commit(engine)
        # What lies between the last look and the older transaction may be told at once.
        while await wake.within(SILENCE_S):
            wake.hush()
        assert not await wake.within(2 * SILENCE_S)

        older.commit()

        assert await wake.within(SOON_S)


async def test_a_connection_that_is_lost_is_made_anew_and_all_are_woken(engine, waking):
    with waking.follower() as wake:
        await settled(wake)

        assert await commit(engine, KILL, name=LISTENER) == 1
        await commit(engine)

        assert await wake.within(SOON_S)
        while await wake.within(2 * SILENCE_S):
            wake.hush()
        await commit(engine)
        assert await wake.within(SOON_S)
    assert await commit(engine, LISTENERS, name=LISTENER) == 1


async def test_there_is_one_connection_however_many_follow_and_none_before(engine, waking):
    before = await commit(engine, LISTENERS, name=LISTENER)
    with ExitStack() as stack:
        wakes = [stack.enter_context(waking.follower()) for _ in range(50)]
        for wake in wakes:
            assert await wake.within(SOON_S)
        while_following = await commit(engine, LISTENERS, name=LISTENER)

    assert (before, while_following) == (0, 1)


async def test_who_no_longer_follows_is_not_woken(engine, waking):
    with waking.follower() as stays:
        with waking.follower() as leaves:
            await settled(stays)
        leaves.hush()
        await commit(engine)

        assert await stays.within(SOON_S)
        assert not await leaves.within(0.01)
