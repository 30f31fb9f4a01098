"""The story with children in every kind of reach, for tests that only ask."""

from collections.abc import Iterator

import pytest

from register import tables
from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from tests.support.child_factories import tell_of_children
from tests.support.client import Server, serve


@pytest.fixture(scope="module")
def children(cluster: Cluster, story: str, worker: str) -> Iterator[Server]:
    """The register, served over a copy of the story that has children."""
    name = f"children_{worker}"
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
        with running.owner.begin() as connection:
            tell_of_children(connection)
            board = {"code": "story-board", "agency": "health", "name": "Story Board"}
            connection.execute(tables.organisation.insert().values(**board))
        yield running
    cluster.drop_database(name)
