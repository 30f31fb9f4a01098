"""The register of the stories of a child who is missing."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from tests.support.client import Server, serve
from tests.support.missing_stories import tell_of_a_missing_child


@pytest.fixture(scope="module")
def missing_child(cluster: Cluster, story: str, worker: str) -> Iterator[Server]:
    """The register with one child who is missing, served."""
    name = f"missing_child_{worker}"
    cluster.clone_database(story, name)
    owner = sa.create_engine(cluster.url(name, "psycopg"))
    with owner.begin() as connection:
        tell_of_a_missing_child(connection)
    owner.dispose()
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
        yield running
    cluster.drop_database(name)
