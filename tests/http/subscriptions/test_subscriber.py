"""Nothing is lost and nothing told twice, whatever breaks; and who follows keeps nobody else waiting."""

import threading
import time
from contextlib import ExitStack, suppress

import httpx2
import pytest
import sqlalchemy as sa
from websockets.exceptions import ConnectionClosed

from register import tables
from register.http.subscriptions.subscriber import PART_OF_POOL
from register.maintenance.migrate import API_LOGIN
from tests.http.subscriptions.conftest import QUICK
from tests.support.client import serve
from tests.support.running_server import wait_until
from tests.support.story import INSIDE, NORTHBY, OUTSIDE
from tests.support.subscription_client import PATIENCE_S, change, count, events_of, listening

LISTENERS = (
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and application_name = 'register listening'"
)
POOLED = "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'register'"
KILL = (
    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
    " where datname = current_database() and application_name like 'register%'"
)


def another(server, cluster, **environment):
    """A second process's worth of server over the same database."""
    name = server.owner.url.database
    return serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **QUICK | environment)


def renumber(server, urn, numbers):
    """One commit for each number, as quickly as the database can."""
    each = f"update register.home set places = number where urn = '{urn}'; commit;"  # noqa: S608 - our own words
    program = f"do $$ begin for number in {min(numbers)}..{max(numbers)} loop {each} end loop; end $$"
    with server.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as owner:
        owner.exec_driver_sql(program)


def test_fifty_followers_listen_over_one_connection_and_all_are_told(streaming):
    with ExitStack() as stack:
        listeners = [stack.enter_context(listening(streaming, "police", NORTHBY)) for _ in range(50)]
        for listener in listeners:
            listener.subscribe()
            listener.feed()
        connections = count(streaming, LISTENERS), count(streaming, POOLED)
        change(streaming, INSIDE, 41)
        # Whoever waits longer than a moment for a connection is answered 503.
        answered = streaming.ask("{ homes { totalCount } }", "police", NORTHBY)
        told = [listener.nodes(1) for listener in listeners]

    assert connections[0] == 1
    assert connections[1] <= 8
    assert (answered.status, answered.codes) == (200, [])
    assert [len(nodes) for nodes in told] == [1] * 50


def test_followers_leave_most_of_the_pool_to_others(streaming):
    assert PART_OF_POOL >= 2
    with ExitStack() as stack:
        listeners = [stack.enter_context(listening(streaming, "ofsted")) for _ in range(30)]
        for listener in listeners:
            listener.subscribe()

        assert all(listener.feed() for listener in listeners)
        assert count(streaming, POOLED) <= 8


def test_a_burst_of_commits_is_told_whole_in_a_few_messages(streaming):
    with listening(streaming, "ofsted") as listener:
        listener.subscribe()
        listener.feed()
        streaming.statements.clear()
        began = time.monotonic()
        renumber(streaming, INSIDE, range(1, 101))
        nodes = listener.nodes(100)
        took_s = time.monotonic() - began
        readings = [text for text in streaming.statements if "set_config('register.subject'" in text]
        silent = listener.hears_nothing(0.5)

    assert (len(nodes), silent) == (100, True)
    # One reading for each gathering that the burst lasted, and a few at its end.
    assert len(readings) < took_s / float(QUICK["REGISTER_SUBSCRIPTION_GATHER_S"]) + 5


def test_nothing_is_lost_where_the_connections_break_and_nothing_told_twice(streaming):
    with listening(streaming, "ofsted") as listener:
        listener.subscribe()
        listener.feed()
        killed = []
        writing = threading.Thread(target=slowly, args=(streaming, INSIDE, range(1, 31)))
        writing.start()
        for _ in range(3):
            time.sleep(0.3)
            wait_until(lambda: count(streaming, LISTENERS) > 0)
            killed.append(count(streaming, KILL))
        writing.join()
        nodes = listener.nodes(30)
        silent = listener.hears_nothing(1)

    assert min(killed) >= 1
    assert (len(nodes), silent) == (30, True)


def slowly(server, urn, numbers):
    for number in numbers:
        renumber(server, urn, [number])
        time.sleep(0.03)


def test_a_change_that_commits_behind_later_ones_is_told_and_none_twice(streaming):
    with listening(streaming, "ofsted") as listener, streaming.owner.connect() as older:
        listener.subscribe()
        listener.feed()
        older.execute(tables.home.update().where(tables.home.c.urn == OUTSIDE).values(places=51))
        change(streaming, INSIDE, 51)
        before = listener.hears_nothing(0.7)
        older.commit()
        nodes = listener.nodes(2)
        after = listener.hears_nothing(0.7)

    assert (before, after) == (True, True)
    assert sorted(node["homeUrn"] for node in nodes) == sorted([INSIDE, OUTSIDE])


def test_whoever_has_spent_the_allowance_is_told_the_rest_later_and_not_never(streaming, cluster):
    query = 'subscription { registerChanged(since: "%s", first: 50) { nodes { homeUrn } token } }'
    with listening(streaming, "ofsted") as listener:
        listener.subscribe()
        token = listener.feed()["token"]
    renumber(streaming, INSIDE, range(1, 301))
    poor = {"REGISTER_RATE_BURST_COST": "400", "REGISTER_RATE_COST_PER_MINUTE": "6000"}
    with another(streaming, cluster, **poor) as server, listening(server, "ofsted") as listener:
        began = time.monotonic()
        listener.subscribe("1", query % token)
        nodes = listener.nodes(300)
        took_s = time.monotonic() - began

    assert len(nodes) == 300
    assert took_s > 1


def test_a_token_that_is_revoked_is_told_of_no_further_change(streaming, cluster, tmp_path):
    revoked = tmp_path / "revoked"
    revoked.write_text("")
    # Only what is asked before a reading may notice: nothing else looks at the caller for so long.
    given = {"REVOKED_FILE": str(revoked), "REVOKED_REREAD_S": "0", "SUBSCRIPTION_CHECK_S": "60"}

    with (
        another(streaming, cluster, **{f"REGISTER_{name}": value for name, value in given.items()}) as server,
        listening(server, "police", NORTHBY, subject="whose phone was stolen") as listener,
    ):
        listener.subscribe()
        listener.feed()
        revoked.write_text("sub:whose phone was stolen\n")
        change(server, INSIDE, 47)
        with pytest.raises(ConnectionClosed) as closed:
            listener.hear()

    assert closed.value.rcvd.code == 4403


def test_stopping_the_server_ends_every_stream_and_waits_for_nobody(streaming, cluster):
    running = ExitStack()
    server = running.enter_context(another(streaming, cluster))
    stopping = threading.Thread(target=running.close)
    with listening(server, "ofsted") as listener, events_of(server, server.token("ofsted")) as events:
        listener.subscribe()
        listener.feed()
        next(events)
        stopping.start()
        with pytest.raises(ConnectionClosed) as closed:
            listener.hear()
        names = names_until_broken(events)
        # The server has stopped while both who follow it still hold on.
        stopping.join(timeout=PATIENCE_S)
        stopped = not stopping.is_alive()

    assert closed.value.rcvd.code == 1012
    assert "complete" not in names
    assert stopped


def names_until_broken(events):
    """The names of what is still heard; a stream that breaks off is one to be taken up again."""
    names = []
    with suppress(httpx2.TransportError):
        for name, _ in events:
            names.append(name)
    return names


def test_the_database_sees_no_transaction_left_open_by_followers(streaming):
    idle = sa.text("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'")
    with ExitStack() as stack:
        for _ in range(10):
            listener = stack.enter_context(listening(streaming, "ofsted"))
            listener.subscribe()
            listener.feed()

        with streaming.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as owner:
            # One that is between two statements goes on; one that was left open stays.
            wait_until(lambda: owner.scalar(idle) == 0)
