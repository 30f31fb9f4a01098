"""What attacks need besides the register: its security log, requests written by hand, and a server they may break."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from register.database import private_server
from register.database.private_server import Cluster
from register.database.state_folder import state_dir
from register.http.logging import configure_logging
from register.identity.development_issuer import DevelopmentIssuer
from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from tests.hostile.walled import Login, open_walled
from tests.support.client import Server, serve


@pytest.fixture
def events(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    """Reads the security log of this test: each event once, as the one line of JSON that it must be."""
    configure_logging()
    caplog.set_level(logging.INFO)

    def read() -> list[dict[str, Any]]:
        lines = [record.getMessage() for record in caplog.records if record.name == "register.security"]
        caplog.clear()
        assert not any("\n" in line for line in lines)
        return [json.loads(line) for line in lines]

    return read


@pytest.fixture
def issuer(server: Server) -> DevelopmentIssuer:
    """The issuer whose tokens the server believes."""
    return DevelopmentIssuer(state_dir(), settings())


@pytest.fixture(scope="module")
def world(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """A server over a copy of the story that the tests of one module share and may change."""
    with own_world(cluster, story, f"world_{worker}") as running:
        yield running


@pytest.fixture
def make_server(cluster: private_server.Cluster, story: str, worker: str) -> Callable[..., Any]:
    """Serves a copy of the story with further settings: with make_server(REGISTER_POOL_SIZE="1") as server."""
    return lambda **environment: own_world(cluster, story, f"made_{worker}", **environment)


@contextmanager
def own_world(cluster: private_server.Cluster, story: str, name: str, **environment: str) -> Iterator[Server]:
    """The register over a copy of the story of its own, dropped at the end."""
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **environment) as running:
        yield running
    cluster.drop_database(name)


@pytest.fixture(scope="module")
def walled(cluster: Cluster, story: str, worker: str) -> Iterator[sa.Engine]:
    """An engine of the owner's over a copy of the story in which every table has rows."""
    with open_walled(cluster, story, f"changed_{worker}") as owner:
        yield owner


@pytest.fixture
def login(cluster: Cluster, walled: sa.Engine) -> Iterator[Login]:
    """A connection with the API's own login."""
    with psycopg.connect(cluster.url(walled.url.database, user=API_LOGIN), autocommit=True) as connection:
        yield connection
