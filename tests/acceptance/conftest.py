"""Registers made of official files through the command line, each served over a database of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from register.database.private_server import Cluster
from register.demo import SEED, amend_demonstration, load_demonstration
from register.maintenance.migrate import API_LOGIN
from tests.acceptance.official import REAL, Truth, find_truth, run_command
from tests.conftest import make_once
from tests.support.client import Server, serve

PLACED = "register_official_places"
FILES = {
    "homes": "ofsted/ofsted_providers_2025-03-31.csv",
    "inspections": "ofsted/ofsted_provider_inspections_in_year_2024-25.csv",
}


@pytest.fixture(scope="session")
def placed(shared_cluster: Cluster, bounded: str) -> str:
    """The name of a shared database with the demonstration's homes on the official boundaries; only cloned."""

    def fill(connection: sa.Connection) -> None:
        with connection.begin():
            load_demonstration(connection, seed=SEED)
        with connection.begin():
            amend_demonstration(connection, seed=SEED)

    make_once(shared_cluster, PLACED, fill, template=bounded)
    return PLACED


@pytest.fixture(scope="package")
def official(shared_cluster: Cluster, placed: str, worker: str) -> Iterator[Server]:
    """The demonstration's homes, placed on the official boundaries, and served."""
    name = f"official_{worker}"
    shared_cluster.clone_database(placed, name)
    with serve(shared_cluster.url(name, user=API_LOGIN), shared_cluster.url(name)) as running:
        yield running
    shared_cluster.drop_database(name)


@pytest.fixture(scope="package")
def truth(official: Server) -> Truth:
    """What PostGIS itself says of the homes on the official boundaries."""
    return find_truth(official.owner)


@dataclass(frozen=True)
class BroughtIn:
    """What the command printed for a file, and for the same file again; how long the entry log was after each."""

    first: str
    again: str
    entries: tuple[int, int]


@pytest.fixture(scope="package")
def brought_in(shared_cluster: Cluster, bounded: str, worker: str) -> Iterator[tuple[str, dict[str, BroughtIn]]]:
    """The name of a database with Ofsted's two files, as published, each brought in twice; and what was printed."""
    name = f"published_{worker}"
    shared_cluster.clone_database(bounded, name)
    yield name, {kind: bring_in_twice(shared_cluster, name, kind, file) for kind, file in FILES.items()}
    shared_cluster.drop_database(name)


def bring_in_twice(cluster: Cluster, name: str, kind: str, file: str) -> BroughtIn:
    """Run `register import --apply` on a file and once more."""
    printed, entries = [], []
    for _ in range(2):
        printed.append(run_command(cluster.url(name), "import", kind, str(REAL / file), "--apply"))
        with cluster.connect(name) as connection:
            entries.append(connection.execute("select count(*) from register.entry").fetchone()[0])
    return BroughtIn(printed[0], printed[1], (entries[0], entries[1]))


@pytest.fixture(scope="package")
def published(shared_cluster: Cluster, brought_in: tuple[str, dict[str, BroughtIn]]) -> Iterator[Server]:
    """Ofsted's register and its inspections, as published, on the official boundaries, and served."""
    name, _ = brought_in
    with serve(shared_cluster.url(name, user=API_LOGIN), shared_cluster.url(name)) as running:
        yield running
