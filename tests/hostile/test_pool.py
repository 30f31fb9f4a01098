"""Few connections and many callers: nothing of one request is left for the next (AZ-38)."""

import contextlib
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.hostile.raw_requests import Crowd, change, look
from tests.support import story

SEED = 38
ROUNDS = 40
CALLERS = (
    ("police", story.NORTHBY, None),
    ("police", story.SOUTHBY, None),
    ("ofsted", None, None),
    ("dfe_statistics", None, None),
    ("interview_provider", None, "story-trust"),
    ("auditor", None, None),
)
QUERIES = (
    "{ homes { nodes { urn name postcode registeredManager { name } withheld { field reason } } } }",
    "{ homes(area: {mine: true}, where: {name: {isNull: false}}) { totalCount nodes { name } } }",
    "{ viewer { subject agency area { name } grants { group scope } } providers { nodes { individualName } } }",
    "{ inspections(first: 3) { nodes { home { name address { street } } } pageInfo { endCursor } } }",
    "{ homes(first: 0) { nodes { urn } } a: homes { nodes { urn name } } }",
    "{ nonsense }",
)
ALIKE = ", ".join(['{provider: {name: {startsWith: "mo"}}}'] * 25)
SLOW = f"{{ homes(where: {{or: [{ALIKE}]}}) {{ totalCount }} }}"
CANCEL = """select pg_cancel_backend(pid) from pg_stat_activity
             where usename = 'register_api' and datname = current_database() and state = 'active'"""
STATES = """select array_agg(distinct state) from pg_stat_activity
             where usename = 'register_api' and datname = current_database()"""


def disturb(server, stop):
    """Now and then cancel what runs, so that some requests fail in the middle."""
    while not stop.wait(0.3):
        with contextlib.suppress(Exception):
            change(
                server,
                CANCEL,
            )


def answers_of(server, seed, alone):
    """What one client is answered in its own random order, where it differs from the answer alone."""
    asker, chance = Crowd(server, CALLERS), random.Random(seed)  # noqa: S311 - drawn to be repeated
    wrong, failed = [], 0
    for _ in range(ROUNDS):
        caller, query = chance.choice(CALLERS), chance.choice(QUERIES)
        if chance.random() < 0.15:
            asker.leave(chance.choice(CALLERS), SLOW)
        status, body = asker.ask(caller, query)
        if status == 503:
            failed += 1
        elif (status, body) != alone[caller, query]:
            wrong.append((caller, query, status, body))
    return wrong, failed


def test_no_request_ever_sees_with_the_eyes_of_the_one_before(make_server):
    with make_server(REGISTER_POOL_SIZE="2", REGISTER_POOL_WAIT_S="10") as server:
        asker, stop = Crowd(server, CALLERS), threading.Event()
        alone = {(caller, query): asker.ask(caller, query) for caller in CALLERS for query in QUERIES}
        disturbing = threading.Thread(target=disturb, args=(server, stop))
        disturbing.start()
        with ThreadPoolExecutor(6) as workers:
            told = list(workers.map(lambda seed: answers_of(server, seed, alone), range(SEED, SEED + 6)))
        stop.set()
        disturbing.join()

        assert [wrong for wrong, _ in told if wrong] == []
        assert sum(failed for _, failed in told) < ROUNDS
        assert {key: asker.ask(*key) for key in alone} == alone


def test_what_is_set_for_a_request_ends_with_it_and_no_connection_is_left_in_a_transaction(make_server):
    with make_server(REGISTER_POOL_SIZE="1") as server:
        asker = Crowd(server, CALLERS)
        for caller in CALLERS:
            asker.ask(caller, QUERIES[0])
            asker.leave(caller, SLOW)
        asker.ask(CALLERS[0], QUERIES[1])
        # Whoever went away is answered all the same; that, too, must end.
        until = time.monotonic() + 60
        while look(server, STATES) != ["idle"] and time.monotonic() < until:
            time.sleep(0.1)
        assert look(server, STATES) == ["idle"]
        settings = [text for text in server.statements if "set_config('register." in text]
        assert settings
        assert not any(", false)" in text for text in settings)
