"""A register whose pages a test can sign in to."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from register.database import private_server
from register.maintenance.migrate import API_LOGIN
from tests.support import story
from tests.support.access_factories import appoint
from tests.support.child_factories import tell_of_children, tell_of_returns
from tests.support.client import Server, serve
from tests.support.inspection_factories import create_inspection, create_round
from tests.support.pages_client import PAGES, Browser, signed_in


@contextmanager
def serve_pages(cluster: private_server.Cluster, story: str, name: str, **given: str) -> Iterator[Server]:
    """A server with pages over a copy of the story."""
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **PAGES | given) as running:
        yield running
    cluster.drop_database(name)


def tell(server: Server) -> dict[str, str]:
    """Have a server's story hold children. Their keys, by name."""
    with server.owner.begin() as connection:
        made = tell_of_children(connection)
        tell_of_returns(connection)
    return {name: str(key) for name, key in made.items()}


@pytest.fixture(scope="package")
def pages(cluster: private_server.Cluster, story: str, worker: str) -> Iterator[Server]:
    """A server with pages that the tests of this folder share: what they change, no other looks at."""
    with serve_pages(cluster, story, f"pages_{worker}") as running:
        yield running


@pytest.fixture(scope="package")
def children(pages: Server) -> dict[str, str]:
    """The keys of the children whom the story holds then, by name."""
    return tell(pages)


@pytest.fixture
def northby(pages: Server) -> Browser:
    """The police of Northby."""
    return signed_in(pages, "police", story.NORTHBY)


@pytest.fixture
def southby(pages: Server) -> Browser:
    """The police of Southby."""
    return signed_in(pages, "police", story.SOUTHBY)


@pytest.fixture
def council(pages: Server) -> Browser:
    """The authority of Southby."""
    return signed_in(pages, "local_authority", story.SOUTHBY_COUNCIL)


@pytest.fixture
def ofsted(pages: Server) -> Browser:
    """Ofsted's registration team."""
    return signed_in(pages, "ofsted")


@pytest.fixture(scope="package")
def inspected(pages: Server, children: dict[str, str]) -> tuple[str, str]:
    """An inspection of Northby's area that two people agreed on, and its round."""
    with pages.owner.begin() as owner:
        for name in ("lead", "second"):
            appoint(owner, subject=name, agency="ofsted", area=None, role="approver")
        of_round = create_round(owner)
        return str(create_inspection(owner, story.NORTHBY_COUNCIL, of_round)), str(of_round)
