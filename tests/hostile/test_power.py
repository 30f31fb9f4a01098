"""The database dies under eight writers: what was acknowledged is there, the rest whole or not at all (DI-10)."""

import os
import random
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from register.database import private_server
from register.database.connections import with_driver
from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN, let_api_log_in, migrate
from tests.database.test_private_server import own_place
from tests.hostile.raw_requests import look
from tests.hostile.sizes import size
from tests.hostile.writers import DONE, STALE, WRITERS, Writer, faults, make_homes, write_together
from tests.support.client import Server, serve
from tests.support.story import tell_story

ROUNDS = size(1, 20)
BEFORE_S, DOWN_S, AFTER_S = 1.5, 0.4, 1.5
RECOVERS_WITHIN_S = 5.0
NAME = "powered"
SAFE = "select array(select setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit'))"
SEED = 1010


@dataclass
class Survived:
    """A register whose database has died and started again, and who wrote to it. recovered_s: from start to answer."""

    server: Server
    writers: list[Writer]
    recovered_s: list[float]


@pytest.fixture(scope="module")
def survived(environment):
    """A register over a cluster of its own that waits for the disk, killed amid writing and started again."""
    with own_place() as place:
        cluster = private_server.start(place, durable=True)
        try:
            fill(cluster)
            with serve(cluster.url(NAME, user=API_LOGIN), cluster.url(NAME)) as server:
                make_homes(server.owner)
                # Every other one lets some of its lost answers be, so that nobody ever asks what became of them.
                writers = [Writer(server, number, patient=number % 2 == 0) for number in range(WRITERS)]
                chance = random.Random(SEED)  # noqa: S311 - drawn to be repeated
                yield Survived(server, writers, [one_round(place, server, writers, chance) for _ in range(ROUNDS)])
                server.owner.dispose()
        finally:
            private_server.start(place, durable=True).stop()
            cluster.stop()


def fill(cluster: Cluster) -> None:
    cluster.ensure_database(NAME)
    engine = sa.create_engine(with_driver(cluster.url(NAME), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        migrate(connection)
        tell_story(connection)
        let_api_log_in(connection)
        connection.commit()


def one_round(place, server, writers, chance):
    """Write, die in the middle, start again, write on; how long after the start the register answered, in seconds."""
    seconds = BEFORE_S + DOWN_S + AFTER_S
    writing = threading.Thread(target=write_together, args=(writers, seconds))
    writing.start()
    time.sleep(BEFORE_S * (0.5 + chance.random() / 2))
    cut_power(place)
    time.sleep(DOWN_S)
    started = private_server.start(place, durable=True)
    since = time.monotonic()
    while server.client.get(f"{server.url}/health/ready").status_code != 200 and time.monotonic() < since + 60:
        time.sleep(0.02)
    recovered_s = time.monotonic() - since
    writing.join()
    started.presence.close()
    server.owner.dispose()
    return recovered_s


def cut_power(place: Path) -> None:
    """Let every process of the database die where it stands, the first one first."""
    first = int((place / "postgres" / "data" / "postmaster.pid").read_text().partition("\n")[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    for number in (first, *map(int, children)):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def test_the_database_promises_to_keep_what_it_commits(survived):
    assert look(survived.server, SAFE) == ["on"] * 3


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(survived):
    sent = [each for writer in survived.writers for each in writer.sent]

    assert faults(survived.server.owner, sent) == []
    assert sum(each.outcome == DONE for each in sent) > 10 * ROUNDS


def test_while_it_is_away_callers_are_told_so_and_then_the_register_answers_again_by_itself(survived):
    statuses = {status for writer in survived.writers for status in writer.statuses}

    assert statuses == {200, 503}
    assert [wrong for writer in survived.writers for wrong in writer.wrong] == []
    assert max(survived.recovered_s) < RECOVERS_WITHIN_S


def test_a_lost_answer_is_learnt_by_asking_again_and_is_one_change(survived):
    settled = [each for writer in survived.writers for each in writer.settled]

    assert len(settled) >= ROUNDS
    # Somebody else may have been quicker, when the first sending was lost before it did anything.
    assert DONE in (outcomes := {each.outcome for each in settled})
    assert outcomes <= {DONE, STALE}
