"""What every test can ask for: a migrated database of its own, a story to ask about, and a server that answers."""

import fcntl
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from register.database import private_server
from register.database.connections import with_driver
from register.maintenance.migrate import API_LOGIN, migrate
from register.settings import settings
from tests.acceptance.official import BOUNDARIES_FROM, REAL, run_command
from tests.support.client import Server, serve
from tests.support.cluster_place import MADE_ONCE, throwaway_cluster
from tests.support.story import tell_story

SETTINGS = {"REGISTER_ENVIRONMENT": "test", "REGISTER_TOKEN_LIFE_S": "3600", "REGISTER_CURSOR_KEY": "for tests"}
TEMPLATE = "register_template"
STORY = "register_story"
BOUNDED = "register_official_boundaries"
# After how many new objects garbage is looked for, and after how many such looks among older ones, and the oldest.
SELDOM = (20_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let snapshots be written anew."""
    parser.addoption("--snapshot-update", action="store_true", help="write the expected answers of tests/requests anew")


def pytest_configure() -> None:
    """Look for no garbage while tests are collected, for nearly all that is made then lasts."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what lasts: a fifth of a run's time went into it."""
    gc.set_threshold(*SELDOM)
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted, so that a count that shrinks is seen."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(scope="session", autouse=True)
def environment() -> Iterator[None]:
    """The settings of a test run, whatever the shell has set."""
    kept = {key: value for key, value in os.environ.items() if key.startswith("REGISTER_")}
    for key in kept:
        if key != "REGISTER_REAL_DATA":
            del os.environ[key]
    os.environ.update(SETTINGS)
    settings.cache_clear()
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session")
def cluster(environment: None, worker: str) -> Iterator[private_server.Cluster]:
    """A private cluster of this worker's own, that forgets on power failure and so is fast.

    In a cluster that workers share, what one of them has begun holds back the horizon of the others' logs.
    """
    with throwaway_cluster(worker) as started:
        yield started


@pytest.fixture(scope="session")
def shared_cluster(environment: None) -> Iterator[private_server.Cluster]:
    """A private cluster that all workers share, for what takes long to make and is made once for all of them."""
    with throwaway_cluster("shared") as started:
        yield started


@pytest.fixture(scope="session")
def template(cluster: private_server.Cluster) -> str:
    """The name of a migrated, empty database; never connected to, only cloned."""
    make_once(cluster, TEMPLATE, migrate)
    return TEMPLATE


@pytest.fixture(scope="session")
def story(cluster: private_server.Cluster, template: str) -> str:
    """The name of a database that holds the story of tests/support/story.py; never connected to, only cloned."""
    make_once(cluster, STORY, tell_story, template=template)
    return STORY


@pytest.fixture(scope="session")
def bounded(shared_cluster: private_server.Cluster) -> str:
    """The name of a shared database with the official boundaries and no home; never connected to, only cloned."""

    def fill(connection: sa.Connection) -> None:
        migrate(connection)
        url = shared_cluster.url(BOUNDED)
        run_command(url, "import", "boundaries", str(REAL / "boundaries"), "--from", BOUNDARIES_FROM, "--apply")
        # Only a database that nobody is connected to can be cloned, and the command leaves its engine to be collected.
        gc.collect()

    make_once(shared_cluster, BOUNDED, fill)
    return BOUNDED


@pytest.fixture(scope="session")
def worker() -> str:
    """The name of this test worker."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def engine(cluster: private_server.Cluster, template: str, worker: str) -> Iterator[sa.Engine]:
    """An engine with the owner's login on a migrated, empty database of this worker's own.

    Every test finds it empty, whichever ran before: a test that commits clones a database of its own.
    """
    name = f"register_{worker}"
    cluster.clone_database(template, name)
    made = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    yield made
    with made.connect() as looking:
        left = looking.scalars(sa.text("select distinct entity from register.entry")).all()
    made.dispose()
    assert left == [], "a test has committed to the database that all tests of a worker share"


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection with the owner's login to a migrated, empty database; what it does is rolled back."""
    with rolled_back(engine) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """The register, served over a copy of the story; for tests that only ask."""
    name = f"story_{worker}"
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
        yield running


@pytest.fixture
def own_server(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """The register, served over a copy of the story that the test may change."""
    name = f"own_{worker}"
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
        yield running
    cluster.drop_database(name)


@pytest.fixture
def ask(server: Server) -> Any:
    """Ask the served story: ask(query, agency, area=..., purpose=..., **variables)."""
    return server.ask


@pytest.fixture
def settings_of(monkeypatch):
    """Settings for one test alone."""

    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"REGISTER_{name}", value)
        settings.cache_clear()

    yield put
    monkeypatch.undo()
    settings.cache_clear()


@contextmanager
def own_copy(cluster: private_server.Cluster, source: str, name: str) -> Iterator[sa.Engine]:
    """An engine with the owner's login on a copy of a database, which is dropped at the end."""
    cluster.clone_database(source, name)
    made = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    yield made
    made.dispose()
    cluster.drop_database(name)


@contextmanager
def rolled_back(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in a transaction that is rolled back at the end."""
    with engine.connect() as opened:
        opened.begin()
        yield opened
        opened.rollback()


def make_once(
    cluster: private_server.Cluster, name: str, fill: Callable[[sa.Connection], Any], *, template: str | None = None
) -> None:
    """Make a database to be cloned, once for a run and cluster: of the workers that share it, the first makes it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    with (cluster.locks / MADE_ONCE).open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        made = lock.read().splitlines()
        if f"{run} {name}" not in made:
            _build(cluster, name, fill, template=template)
            kept = [line for line in made if line.startswith(run)]
            lock.truncate(0)
            lock.write("\n".join([*kept, f"{run} {name}"]))


def _build(
    cluster: private_server.Cluster, name: str, fill: Callable[[sa.Connection], Any], *, template: str | None
) -> None:
    cluster.drop_database(name)
    cluster.ensure_database(name, template)
    made = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with made.connect() as connection:
        fill(connection)
        connection.execute(sa.text(f"alter role {API_LOGIN} login"))
        connection.commit()
