"""A served copy of the story for each module, which its tests follow and change together."""

from collections.abc import Iterator

import pytest

from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from tests.support.client import Server, serve

QUICK = {
    "REGISTER_SUBSCRIPTION_POLL_S": "0.3",
    "REGISTER_SUBSCRIPTION_GATHER_S": "0.05",
    "REGISTER_SUBSCRIPTION_CHECK_S": "0.5",
    "REGISTER_SUBSCRIPTION_INIT_S": "3",
    "REGISTER_SUBSCRIPTION_SEND_S": "1",
    "REGISTER_SUBSCRIPTION_KEEP_ALIVE_S": "0.3",
    "REGISTER_MAX_STREAMS": "60",
}


@pytest.fixture(scope="module")
def streaming(request: pytest.FixtureRequest, cluster: Cluster, story: str, worker: str) -> Iterator[Server]:
    """A register whose subscriptions wait for no longer than a test can."""
    name = f"streaming_{request.module.__name__.rpartition('_')[2]}_{worker}"
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **QUICK) as running:
        yield running
    cluster.drop_database(name)
