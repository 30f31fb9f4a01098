"""A register of the test's own, with homes and consultations, and a sealer that a test can drive pass by pass."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from register import tables
from register.database.connections import with_driver
from register.sealing.holders import FileHolder, read_heads
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.sealing.verify import verify
from register.sealing.verify_heads import Broken, Witness
from register.settings import Settings
from register.vocabulary import Log
from tests.support import factories as make

CONSULTATION = {
    "request": "r", "subject": "somebody", "agency": "police", "area": "E23000005", "purpose": "safeguarding_child",
    "operation": "Asked", "document": "d", "root": "homes", "outcome": "allowed", "groups": ["home public facts"],
    "row_count": 2, "nodes": ["homes"], "node_sizes": [2], "keys": ["SC900001", "SC900002"], "policy_version": "p",
}  # fmt: skip


@pytest.fixture
def database(cluster, template, worker) -> Iterator[sa.Engine]:
    """An engine with the owner's login on a migrated database of the test's own."""
    name = f"sealing_{worker}"
    cluster.clone_database(template, name)
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    yield engine
    cluster.drop_database(name)


@pytest.fixture
def heads(tmp_path) -> Path:
    """The file of the outside holder."""
    return tmp_path / "heads.log"


@pytest.fixture
def sealer(database, heads, tmp_path) -> Sealer:
    """A sealer with a key of its own, whose heads go to the file."""
    given = Settings(seal_note_s=0)
    return Sealer(database, open_key(given, tmp_path), FileHolder(heads), given=given)


def consult(connection: sa.Connection, count: int = 1, **given: object) -> None:
    """So many consultations, written down as a request does."""
    connection.execute(tables.access_log.insert(), [CONSULTATION | {"request": str(n)} | given for n in range(count)])


def seal_all(sealer: Sealer) -> int:
    """Pass until everything is sealed: other databases of the cluster may hold the horizon back. How many rows."""
    sealed, until = 0, time.monotonic() + 60
    # All of it at once, so that the same rows make the same heads whatever else the cluster does.
    while any(waiting(sealer, table) for table, _ in LOGS) and time.monotonic() < until:
        time.sleep(0.02)
    while True:
        sealed += sealer.once().sealed
        with sealer.engine.connect() as connection:
            left = sum(unsealed(connection, table, log) for table, log in LOGS)
        if not left:
            return sealed
        assert time.monotonic() < until, "the horizon does not move"
        time.sleep(0.02)


LOGS = ((tables.access_log, Log.ACCESS), (tables.entry, Log.ENTRY))


def waiting(sealer: Sealer, table: sa.Table) -> bool:
    """Whether a row of a log was written by a transaction that some snapshot of the cluster may not see as ended."""
    xmin = sa.func.txid_snapshot_xmin(sa.func.txid_current_snapshot())
    with sealer.engine.connect() as connection:
        return bool(connection.scalar(sa.select(sa.exists().where(table.c.transaction >= xmin))))


def unsealed(connection: sa.Connection, table: sa.Table, log: Log) -> int:
    """How many rows of a log are no leaf."""
    leaves = sa.select(sa.func.count()).select_from(tables.seal_leaf).where(tables.seal_leaf.c.log == log)
    rows = sa.select(sa.func.count()).select_from(table)
    return connection.scalar(rows) - connection.scalar(leaves)


CONSULTATIONS = 25


@pytest.fixture(scope="module")
def whole(cluster, template, worker, tmp_path_factory):
    """A register with 25 consultations and some changes, sealed and held: its sealer. It is never changed for good."""
    name, folder = f"verify_{worker}", tmp_path_factory.mktemp("verify")
    cluster.clone_database(template, name)
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    given = Settings(seal_note_s=0)
    sealer = Sealer(engine, open_key(given, folder), FileHolder(folder / "heads.log"), given=given)
    with engine.begin() as connection:
        home_id = make.create_home(connection, "SC900001", at=[(385_000, 395_000)], name="Ash House")
        make.create_person(connection, home_id, "Perpetua Moss")
        for number in range(CONSULTATIONS):
            consult(connection, keys=["SC900001", f"SC{number:06}"], live_grants=[], operation=f"Asked{number}")
    with engine.begin() as connection:
        connection.execute(sa.update(tables.home_identity).values(name="Elm House"))
        connection.execute(sa.update(tables.home_identity).values(name="Oak House"))
        connection.execute(sa.delete(tables.home_person))
    seal_all(sealer)
    yield sealer
    cluster.drop_database(name)


@pytest.fixture
def master(whole):
    """A connection whose master has switched every trigger off; what it does is rolled back."""
    with whole.engine.connect() as connection:
        connection.begin()
        connection.execute(sa.text("set local session_replication_role = 'replica'"))
        yield connection
        connection.rollback()


@pytest.fixture
def own(whole, cluster, worker, tmp_path):
    """A copy of the register, its sealer and its heads, that a test may change for good."""
    name = f"own_verify_{worker}"
    cluster.clone_database(whole.engine.url.database, name)
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    heads = tmp_path / "heads.log"
    heads.write_bytes(whole.holder.path.read_bytes())
    yield Sealer(engine, whole.key, FileHolder(heads), given=whole.settings)
    cluster.drop_database(name)


def witness(sealer, heads=None):
    """What is known outside: the sealer's key, and the heads of a file where one is given."""
    known = frozenset({sealer.key.public_key})
    return Witness(known, read_heads(heads), heads.name, strict=True) if heads else Witness(known)


def found(connection, known):
    """The line that verification ends with, or nothing where all is well."""
    try:
        verify(connection, known, lambda *_: None)
    except Broken as broken:
        return str(broken)
    return None


def found_by(sealer, heads=None, by=None):
    """The same for a register of the test's own."""
    with sealer.engine.connect() as connection:
        return found(connection, witness(by or sealer, heads))


def attack(engine, *statements):
    """What the master does for good."""
    with engine.begin() as connection:
        connection.execute(sa.text("set local session_replication_role = 'replica'"))
        for statement in statements:
            connection.execute(sa.text(statement))
