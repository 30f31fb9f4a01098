"""The register, served over a copy of the story with children who are or were missing, each seen somewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from tests.support.child_factories import see_the_missing, tell_of_children, tell_of_returns
from tests.support.client import Server, serve


@contextmanager
def serving_the_missing(cluster: Cluster, story: str, name: str) -> Iterator[Server]:
    """A server over a database of this name, dropped at the end."""
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
        with running.owner.begin() as connection:
            tell_of_children(connection)
            tell_of_returns(connection)
            see_the_missing(connection)
        yield running
    cluster.drop_database(name)
