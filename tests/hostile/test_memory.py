"""A caller who sends ever new documents makes neither the process nor the database remember more than they may."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx2
import pytest
import sqlalchemy as sa

from register.database.connections import LONGEST_PREPARED, PREPARED_STATEMENTS, open_pool
from register.database.state_folder import state_dir
from register.identity.development_issuer import DevelopmentIssuer
from register.maintenance.migrate import API_LOGIN
from register.policy.authority import NOTHING_LIVE
from register.requests.graphql.documents import Documents
from register.resolvers.reads.plan_cache import Plans
from register.settings import Settings, settings
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.sizes import SOAKS
from tests.support.client import UNMETERED
from tests.support.query_plans import SCHEMA

RELATIONS = 29
# So many small documents come to one of the largest: memory that is given back in pieces of all sizes is harder to use.
SMALL_TO_LARGE = 20
SENT = int(os.environ.get("REGISTER_SOAK_DOCUMENTS", "100000"))
PROCESS_MB, BACKENDS_MB = 400, 400
# As many as the register has of the database.
CONNECTIONS = 8
READ_EVERY = 5_000
OFSTED = Caller("tester", Agency.OFSTED, None, None, Purpose.INSPECTION, date(2026, 3, 2))
PREPARED = "select count(*) as held, coalesce(max(length(statement)), 0) as longest from pg_prepared_statements"
BACKENDS = "select pid from pg_stat_activity where usename = 'register_api' and datname = current_database()"
STARTED_WITHIN_S = 60


def document(number, relations=RELATIONS):
    """A dashboard of its own for each number: one home, and a relation of it again and again."""
    parts = " ".join(f"a{number}_{n}: inspections(first: 2) {{ nodes {{ number kind }} }}" for n in range(relations))
    return f"query Dashboard{number} {{ homes(first: 1) {{ nodes {{ urn name {parts} }} }} }}"


def test_new_documents_never_take_more_than_their_part_of_the_memory():
    given = Settings(remembered_bytes=600_000)
    documents, plans = Documents(SCHEMA, given), Plans(SCHEMA, given.remembered_bytes)
    for number in range(20):
        operation = documents.ready(document(number, 3)).choose(None)
        (root,) = plans.of(operation.node, operation.document.fragments, {})
        root.decide(OFSTED, root.plan.bind({}), NOTHING_LIVE)

    assert 0 < documents._kept.bytes + plans._kept.bytes + plans.compiled.bytes <= given.remembered_bytes
    assert len(documents._kept) < 20


async def test_a_connection_keeps_so_many_statements_and_none_that_is_very_long(world):
    pool = await open_pool(settings())
    async with pool.acquire() as connection:
        for number in range(PREPARED_STATEMENTS + 50):
            await connection.fetch(f"select {number}")
        await connection.fetch(f"select '{'x' * LONGEST_PREPARED}'")
        kept = await connection.fetchrow(PREPARED)
        last = await connection.fetchval("select bool_or(statement = 'select 249') from pg_prepared_statements")
    await pool.close()

    assert kept["held"] <= PREPARED_STATEMENTS + 1
    assert kept["longest"] < LONGEST_PREPARED
    assert last


@dataclass
class Process:
    """A register in a process of its own."""

    url: str
    pid: int
    owner: sa.Engine

    @property
    def backends(self) -> list[int]:
        """The processes of the database that serve it."""
        with self.owner.connect() as connection:
            return list(connection.scalars(sa.text(BACKENDS)))


@contextmanager
def process_of_its_own(cluster, story, name) -> Iterator[Process]:
    """The register as `register serve` runs it, over a copy of the story."""
    cluster.clone_database(story, name)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"REGISTER_DATABASE_URL": cluster.url(name, user=API_LOGIN), "REGISTER_SEAL_GRACE_S": "1000000"}
    command = [Path(sys.executable).with_name("register"), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=dict(os.environ) | UNMETERED | environment) as running:  # noqa: S603 - our own
        try:
            wait_for(f"http://127.0.0.1:{port}/health/live")
            yield Process(f"http://127.0.0.1:{port}", running.pid, sa.create_engine(cluster.url(name, "psycopg")))
        finally:
            running.terminate()
            running.wait(60)
    cluster.drop_database(name)


def wait_for(url):
    """Wait until something answers there."""
    until = time.monotonic() + STARTED_WITHIN_S
    while True:
        try:
            return httpx2.get(url)
        except httpx2.HTTPError:
            assert time.monotonic() < until
            time.sleep(0.1)


def own_mb(process):
    """The memory that a process has for itself, in megabytes; none once it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def send_all(running, sent, tell):
    """Send so many documents, none like another, over a few connections. How many were answered.

    tell: is called with the number of the next one, from time to time.
    """
    issuer = DevelopmentIssuer(state_dir(), settings())

    def send(first):
        with httpx2.Client(timeout=60, trust_env=False, headers={"Register-Purpose": "inspection"}) as client:
            answered = 0
            for number in range(first, sent, CONNECTIONS):
                if number % READ_EVERY == 0:
                    tell(number)
                if (number - first) % (100 * CONNECTIONS) == 0:
                    token = issuer.issue(Agency.OFSTED, area=None, organisation=None, subject="tester")
                    client.headers["Authorization"] = f"Bearer {token}"
                text = document(number, 1 if number % SMALL_TO_LARGE else RELATIONS)
                answer = client.post(f"{running.url}/graphql", json={"query": text})
                answered += answer.status_code == 200
            return answered

    with ThreadPoolExecutor(CONNECTIONS) as senders:
        return sum(senders.map(send, range(CONNECTIONS)))


@pytest.mark.skipif(not SOAKS, reason="takes hours: make soak")
def test_a_hundred_thousand_documents_leave_the_process_and_its_backends_within_400_megabytes(
    cluster, story, worker, record_property
):
    with process_of_its_own(cluster, story, f"soaked_{worker}") as running:
        taken = []

        def read(number):
            taken.append((number, own_mb(running.pid), sum(own_mb(pid) for pid in running.backends)))
            record_property(f"{number} documents: the process and its backends, MB", f"{taken[-1][1:]}")

        answered = send_all(running, SENT, read)
        read(answered)

    assert answered == SENT
    assert max(process for _, process, _ in taken) < PROCESS_MB
    assert max(backends for _, _, backends in taken) < BACKENDS_MB
