"""A register whose pages a test can sign in to."""

from collections.abc import Iterator

import pytest

from register.database import private_server
from register.maintenance.migrate import API_LOGIN
from tests.support import story
from tests.support.client import Server, serve
from tests.support.pages_client import PAGES, Browser, signed_in


@pytest.fixture(scope="module")
def pages(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """A server with pages over a copy of the story that the tests of one module share."""
    name = f"pages_{worker}"
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **PAGES) as running:
        yield running
    cluster.drop_database(name)


@pytest.fixture
def northby(pages: Server) -> Browser:
    """The police of Northby."""
    return signed_in(pages, "police", story.NORTHBY)


@pytest.fixture
def southby(pages: Server) -> Browser:
    """The police of Southby."""
    return signed_in(pages, "police", story.SOUTHBY)


@pytest.fixture
def ofsted(pages: Server) -> Browser:
    """Ofsted's registration team."""
    return signed_in(pages, "ofsted")
