"""Eight agencies on four connections, cut off, timed out and killed: no answer holds a thing of another's (AZ-38)."""

import asyncio
import contextlib
import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from register.database.connections import open_pool
from register.errors import RegisterError, Unavailable
from register.maintenance.migrate import API_LOGIN
from register.requests.graphql.execute import Asked, Executor
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.raw_requests import Crowd, change, look
from tests.hostile.sizes import size
from tests.support import story

SEED = 380
REQUESTS = size(240, 2_000)
CHECKOUTS = size(80, 1_000)
WORKERS = 8
CALLERS = (
    ("police", story.NORTHBY, None),
    ("police", story.SOUTHBY, None),
    ("ofsted", None, None),
    ("local_authority", story.SOUTHBY_COUNCIL, None),
    ("dfe", None, None),
    ("dfe_statistics", None, None),
    ("interview_provider", None, "story-trust"),
    ("auditor", None, None),
)
QUERIES = (
    "{ homes { nodes { urn name postcode registeredManager { name } withheld { field reason } } } }",
    "{ homes(area: {mine: true}, where: {name: {isNull: false}}) { totalCount nodes { name } } }",
    "{ viewer { subject agency area { name } organisation grants { group scope } } }",
    "{ providers { nodes { reference individualName address } } a: homes(first: 2) { nodes { notices { reasons } } } }",
    "{ inspections(first: 3) { nodes { home { name address { street } } } pageInfo { endCursor } } }",
    "{ accessLog(first: 1) { nodes { policyVersion } } }",
)
UNAVAILABLE = {
    "errors": [
        {
            "message": "The register is unavailable. Try again later.",
            "extensions": {"code": "SYSTEM_UNAVAILABLE", "hint": Unavailable.hint},
        }
    ]
}

# What befalls the requests, each for a moment and in turn.
OURS = "usename = 'register_api' and datname = current_database()"
CANCEL = f"select count(pg_cancel_backend(pid)) from pg_stat_activity where {OURS} and state <> 'idle'"  # noqa: S608
KILL = f"select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity where {OURS} limit 2) x"  # noqa: S608
LOCK = "lock table register.home in access exclusive mode"


def lock(server):
    """Hold the homes for longer than a statement may wait."""
    with server.owner.begin() as connection:
        connection.execute(sa.text(LOCK))
        time.sleep(0.4)


def disturb(server, stop, done):
    """Cancel, kill and lock, one after the other, until told to stop."""
    ways = {
        "cancelled": lambda: look(server, CANCEL),
        "killed": lambda: look(server, KILL),
        "locked": lambda: lock(server),
    }
    while True:
        for name, way in ways.items():
            # A deadlock with a request, or a request that was there a moment ago, is no matter.
            with contextlib.suppress(sa.exc.DBAPIError):
                way()
                done[name] = done.get(name, 0) + 1
            if stop.wait(0.15):
                return


def answers_of(server, seed, alone):
    """What one client is told in an order of its own: what differs from the answer alone, and what failed."""
    asker, chance = Crowd(server, CALLERS), random.Random(seed)  # noqa: S311 - drawn to be repeated
    wrong, failed = [], 0
    for _ in range(REQUESTS // WORKERS):
        caller, query = chance.choice(CALLERS), chance.choice(QUERIES)
        if chance.random() < 0.2:
            asker.leave(chance.choice(CALLERS), chance.choice(QUERIES))
        status, body = asker.ask(caller, query)
        if status == 503 and json.loads(body) == UNAVAILABLE:
            failed += 1
        elif (status, body) != alone[caller, query]:
            wrong.append((caller, query, status, body))
    return wrong, failed


@pytest.fixture
def narrow(make_server):
    """A server of four connections, whose statements may take a moment only."""
    given = {"REGISTER_POOL_SIZE": "4", "REGISTER_POOL_WAIT_S": "10", "REGISTER_STATEMENT_TIMEOUT_S": "0.25"}
    with make_server(**given) as server:
        yield server


def test_every_answer_that_arrives_is_the_one_that_its_request_gets_alone(narrow):
    asker, stop, done = Crowd(narrow, CALLERS), threading.Event(), {}
    alone = {(caller, query): asker.ask(caller, query) for caller in CALLERS for query in QUERIES}
    disturbing = threading.Thread(target=disturb, args=(narrow, stop, done))
    disturbing.start()
    with ThreadPoolExecutor(WORKERS) as workers:
        told = list(workers.map(lambda seed: answers_of(narrow, seed, alone), range(SEED, SEED + WORKERS)))
    stop.set()
    disturbing.join()

    assert [wrong for wrong, _ in told if wrong] == []
    assert 0 < sum(failed for _, failed in told) < REQUESTS / 2
    assert set(done) == {"cancelled", "killed", "locked"}
    assert len({body for _, body in alone.values()}) > len(CALLERS) * 2
    assert {key: asker.ask(*key) for key in alone} == alone


STATE = """
select current_user, session_user, current_setting('role'), current_setting('transaction_isolation'),
       coalesce(current_setting('register.subject', true), '') || coalesce(current_setting('register.agency', true), '')
    || coalesce(current_setting('register.area', true), '')
    || coalesce(current_setting('register.organisation', true), '')
    || coalesce(current_setting('register.purpose', true), '') || coalesce(current_setting('register.reason', true), '')
"""
CLEAN = (API_LOGIN, API_LOGIN, "none", "read committed", "")


def caller_of(agency, area, organisation):
    today = datetime.now(UTC).date()
    return Caller("tester", Agency(agency), area, organisation, Purpose.SAFEGUARDING_CHILD, today)


async def ask_and_look(pool, executor, chance):
    """One request that is let be or cut off at a moment of its own, and what the next who takes a connection finds."""
    asked = Asked(chance.choice(QUERIES), None, {}, reads_only=False)
    running = asyncio.create_task(executor.answer(asked, caller_of(*chance.choice(CALLERS)), "test"))
    cut_off = chance.random() < 0.5
    if cut_off:
        await asyncio.sleep(chance.random() * 0.01)
        running.cancel()
    with contextlib.suppress(RegisterError, asyncio.CancelledError):
        await running
    async with pool.acquire() as connection:
        return tuple(await connection.fetchrow(STATE)), running.cancelled()


async def look_often(owner):
    pool = await open_pool(settings())
    executor, chance, found = Executor(pool, settings()), random.Random(SEED), []  # noqa: S311 - drawn to be repeated
    for number in range(CHECKOUTS // 4):
        if number % 10 == 9:
            with owner.begin() as connection:
                connection.execute(sa.text(KILL))
        looked = await asyncio.gather(*(ask_and_look(pool, executor, chance) for _ in range(4)), return_exceptions=True)
        found += [each for each in looked if not isinstance(each, BaseException)]
    await pool.close()
    return found


def test_whoever_takes_a_connection_finds_the_login_itself_and_no_setting_of_the_one_before(narrow):
    found = asyncio.run(look_often(narrow.owner))

    assert {state for state, _ in found} == {CLEAN}
    assert len(found) > CHECKOUTS / 2
    assert {was_cut_off for _, was_cut_off in found} == {True, False}


def test_a_role_taken_on_for_one_request_ends_with_it_even_where_the_request_ends_in_an_error(narrow):
    asker = Crowd(narrow, CALLERS)
    asker.ask(CALLERS[0], QUERIES[0])
    change(narrow, "alter table register.home_identity rename column name to gone")
    broken = [asker.ask(caller, QUERIES[0])[0] for caller in CALLERS]
    change(narrow, "alter table register.home_identity rename column gone to name")
    mended = [asker.ask(caller, QUERIES[0])[0] for caller in CALLERS]

    assert 500 in broken
    assert mended == [200] * len(CALLERS)
    assert look(narrow, f"select array_agg(distinct state) from pg_stat_activity where {OURS}") == ["idle"]  # noqa: S608
