"""A register that is short of something says so in fixed words; one that is set up wrongly does not start."""

import contextlib
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from register.errors import Internal, SetupError
from register.http.app import create_app
from register.maintenance.migrate import API_LOGIN
from register.policy.grants import POLICY_VERSION
from register.policy.second_wall.rights import rights
from register.settings import settings
from tests.hostile.conftest import own_world
from tests.hostile.raw_requests import change, look
from tests.support import story
from tests.support.running_server import wait_until

ASKED = "{ homes { nodes { urn name } } }"
ONE_AT_A_TIME = {
    "REGISTER_POOL_SIZE": "1",
    "REGISTER_POOL_WAIT_S": "0.4",
    "REGISTER_STATEMENT_TIMEOUT_S": "60",
}
BUSY = """select count(*) from pg_stat_activity
           where usename = 'register_api' and datname = current_database() and state <> 'idle'"""


def ask(server):
    return server.ask(ASKED, "police", story.NORTHBY)


def health(server, name):
    response = server.client.get(f"{server.url}/health/{name}")
    return response.status_code, response.json()


@contextlib.contextmanager
def held(server, table):
    """Nobody else reads the table meanwhile."""
    with server.owner.connect() as holder, holder.begin():
        holder.execute(sa.text(f"lock table register.{table} in access exclusive mode"))
        yield


@contextlib.contextmanager
def slowed(server, seconds):
    """Whoever reads homes waits so long, and holds nobody else up by a lock."""
    slow = f"(select pg_sleep({seconds})::text) is not null"
    change(server, f"create policy slow on register.home as restrictive for select using ({slow})")
    yield
    change(server, "drop policy slow on register.home")


def test_when_every_connection_is_busy_the_next_callers_are_told_so_before_one_is_free(make_server):
    with make_server(**ONE_AT_A_TIME) as server, ThreadPoolExecutor(3) as callers:
        token, url = server.token("ofsted"), f"{server.url}/graphql"
        headers = {"Authorization": f"Bearer {token}", "Register-Purpose": "safeguarding_child"}
        # Whoever has the connection is answered in the end; had others waited for it, they would be too.
        with slowed(server, 4):
            asked = [callers.submit(server.client.post, url, json={"query": ASKED}, headers=headers) for _ in range(3)]
            wait_until(lambda: look(server, BUSY) == 1)
            live, ready = health(server, "live"), health(server, "ready")
            answers = [each.result() for each in asked]

        refused = [answer.json() for answer in answers if answer.status_code == 503]
        assert [answer.status_code for answer in answers].count(200) == 1
        assert [told["errors"][0]["extensions"]["code"] for told in refused] == ["SYSTEM_UNAVAILABLE"] * 2
        assert (live, ready) == ((200, {"live": True}), (503, {"ready": False, "because": ["database"]}))
        assert ask(server).status == 200
        assert health(server, "ready")[1]["ready"] is True


def test_a_read_that_is_held_up_ends_with_503_and_leaves_no_work_behind(make_server):
    with make_server() as server:
        with held(server, "home"):
            # Answered while the lock is still held.
            answer = ask(server)

        assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"])
        assert look(server, BUSY) == 0


def test_a_read_that_takes_too_long_is_cancelled_in_the_database(make_server):
    with make_server(REGISTER_STATEMENT_TIMEOUT_S="0.4") as server:
        with held(server, "home"):
            answer = ask(server)

        assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"])
        assert ask(server).status == 200


def test_without_its_database_the_register_lives_is_not_ready_and_answers_503(cluster, story, worker):
    name = f"lost_{worker}"
    with own_world(cluster, story, name) as server:
        assert ask(server).status == 200
        server.owner.dispose()
        cluster.drop_database(name)
        told = [ask(server) for _ in range(3)]
        live, ready = health(server, "live"), health(server, "ready")

    assert [(answer.status, answer.codes) for answer in told] == [(503, ["SYSTEM_UNAVAILABLE"])] * 3
    assert all(answer.headers["retry-after"] for answer in told)
    assert (live, ready) == ((200, {"live": True}), (503, {"ready": False, "because": ["database"]}))


def test_health_says_nothing_of_versions_or_addresses(server):
    told = [server.client.get(f"{server.url}/health/{name}") for name in ("live", "ready")]

    assert [answer.json().get(name) for answer, name in zip(told, ("live", "ready"), strict=True)] == [True, True]
    assert {answer.headers["cache-control"] for answer in told} == {"no-store"}


# What every role may write of an entry of the access log.
LOGGED = ", ".join(
    right.column
    for right in rights()
    if (right.role, right.table, right.verb) == ("register_auditor", "access_log", "insert")
)
CANARIES = tuple(f"CANARY{number:03}" for number in range(100))
FAULTS = {
    "a column is gone": (
        "alter table register.home_identity rename column name to {canary}",
        "alter table register.home_identity rename column {canary} to name",
    ),
    "a table is gone": (
        "alter table register.premises rename to {canary}",
        "alter table register.{canary} rename to premises",
    ),
    "a value is not what it was": (
        "alter table register.home alter column places type text using '{canary}'",
        "alter table register.home alter column places type integer using 3",
    ),
}


def test_no_word_of_a_fault_reaches_the_caller(make_server, events):
    bodies = []
    with make_server() as server:
        change(server, "alter table register.home drop constraint ck_home_places_at_least_one")
        for number, (name, (breaking, mending)) in enumerate(FAULTS.items()):
            for canary in CANARIES[number * 5 : number * 5 + 5]:
                change(server, breaking.format(canary=canary.lower()))
                answer = server.ask(
                    "{ homes(where: {places: {gte: 1}}) { nodes { urn name postcode places } } }", "ofsted"
                )
                bodies.append(answer.body.decode())
                assert (answer.status, answer.codes) == (500, ["SYSTEM_INTERNAL"]), name
                assert answer.json == {
                    "errors": [
                        {"message": "Internal error.", "extensions": {"code": "SYSTEM_INTERNAL", "hint": Internal.hint}}
                    ]
                }
                change(server, mending.format(canary=canary.lower()))
        assert ask(server).status == 200

    logged = json.dumps(events())
    assert not any(canary.lower() in text.lower() for canary in CANARIES for text in (*bodies, logged))
    assert not any(re.search(r"register\.|asyncpg|select|column|4\d{4}", body.lower()) for body in bodies)


def test_a_canary_in_every_value_that_is_sent_comes_back_in_no_refusal(server):
    refused = 0
    for canary in CANARIES:
        queries = (
            f'{{ homes(where: {{registeredOn: {{eq: "{canary}"}}}}) {{ nodes {{ urn }} }} }}',
            f'{{ homes(after: "{canary}") {{ nodes {{ urn }} }} }}',
            f'{{ homes(area: {{code: "{canary}"}}) {{ nodes {{ urn }} }} }}',
            f'{{ homes(area: {{within: "{canary}"}}) {{ nodes {{ urn }} }} }}',
            f'{{ homes(where: {{id: {{eq: "{canary}"}}}}) {{ nodes {{ urn }} }} }}',
        )
        answer = server.ask(queries[int(canary[-3:]) % len(queries)], "ofsted")
        refused += bool(answer.codes)
        assert canary not in answer.body.decode()
    assert refused == len(CANARIES)


@contextlib.contextmanager
def login(cluster, name, rights):
    """A login of the cluster with these rights, dropped at the end."""
    with cluster.connect() as connection:
        connection.execute(f"drop role if exists {name}")
        connection.execute(f"create role {name} login noinherit {rights}")
    yield name
    with cluster.connect() as connection:
        connection.execute(f"drop role {name}")


async def start(monkeypatch, url):
    """Start the register on a database as it starts when it serves."""
    monkeypatch.setenv("REGISTER_DATABASE_URL", url)
    settings.cache_clear()
    try:
        app = create_app()
        async with app.router.lifespan_context(app):
            pass
    finally:
        monkeypatch.undo()
        settings.cache_clear()


NO_REGISTER = r"^The database has no register in it that can be recorded: run register migrate first\.$"


async def test_it_does_not_start_as_a_superuser(cluster, world, monkeypatch):
    with pytest.raises(
        SetupError, match=r"^REGISTER_DATABASE_URL names a superuser or the owner: use the login of the API\.$"
    ):
        await start(monkeypatch, cluster.url(world.owner.url.database))


async def test_it_does_not_start_on_a_login_that_row_security_does_not_bind(cluster, world, worker, monkeypatch):
    with login(cluster, f"unbound_{worker}", "bypassrls") as name:
        change(world, f"grant {API_LOGIN} to {name}")
        change(world, f"grant usage on schema register to {name}")
        change(world, f"grant select, insert on register.access_log to {name}")
        with pytest.raises(SetupError, match="superuser or the owner"):
            await start(monkeypatch, cluster.url(world.owner.url.database, user=name))
        change(world, f"drop owned by {name}")


async def test_it_does_not_start_where_it_cannot_record(cluster, world, monkeypatch):
    change(world, "revoke insert on register.access_log from register_auditor")
    with pytest.raises(SetupError, match=NO_REGISTER):
        await start(monkeypatch, cluster.url(world.owner.url.database, user=API_LOGIN))
    change(world, f"grant insert ({LOGGED}) on register.access_log to register_auditor")


async def test_it_does_not_start_without_an_access_log(cluster, world, monkeypatch):
    change(world, "alter table register.access_log rename to gone")
    with pytest.raises(SetupError, match=NO_REGISTER):
        await start(monkeypatch, cluster.url(world.owner.url.database, user=API_LOGIN))
    change(world, "alter table register.gone rename to access_log")


async def test_it_does_not_start_behind_the_wall_of_another_policy_and_stops_answering_when_one_is_raised(
    cluster, world, monkeypatch
):
    assert ask(world).status == 200
    change(world, "update register.policy_state set version = 'another'")
    change(world, "update register.seal_state set checked_at = now()")
    told, ready = ask(world), health(world, "ready")
    with pytest.raises(SetupError, match=r"^The database holds the wall of another policy: run register migrate "):
        await start(monkeypatch, cluster.url(world.owner.url.database, user=API_LOGIN))
    change(world, "update register.policy_state set version = :version", version=POLICY_VERSION)

    assert (told.status, told.codes, told.reads) == (503, ["SYSTEM_UNAVAILABLE"], [])
    assert ready == (503, {"ready": False, "because": ["policy"]})
    assert ask(world).status == 200


async def test_it_starts_where_all_is_as_it_should_be(cluster, world, monkeypatch):
    await start(monkeypatch, cluster.url(world.owner.url.database, user=API_LOGIN))


@pytest.mark.parametrize(
    "path",
    [
        "/admin",
        "/graphql/",
        "/graphiql",
        "/docs",
        "/openapi.json",
        "/debug",
        "/.git/config",
        "/health",
        "/graphql/../metrics",
    ],
)
def test_no_other_address_is_served(server, path):
    answer = server.client.get(f"{server.url}{path}", follow_redirects=False)

    assert answer.status_code == 404
