"""A connection to a copy of the story, for tests of rows that need homes and areas."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from register.database.private_server import Cluster
from tests.conftest import own_copy, rolled_back


@pytest.fixture(scope="module")
def story_copy(cluster: Cluster, story: str, worker: str) -> Iterator[sa.Engine]:
    """An engine with the owner's login on a copy of the story."""
    with own_copy(cluster, story, f"tables_{worker}") as engine:
        yield engine


@pytest.fixture
def told(story_copy: sa.Engine) -> Iterator[sa.Connection]:
    """A connection with the owner's login to the story; what it does is rolled back."""
    with rolled_back(story_copy) as opened:
        yield opened
