"""A register that the tests of one module change together: each keeps to homes of its own."""

from collections.abc import Iterator

import pytest

from tests.support.command_client import Keeper, kept_register


@pytest.fixture(scope="module")
def keeper(cluster, story: str, worker: str, request: pytest.FixtureRequest) -> Iterator[Keeper]:
    """Sends commands to a served copy of the story."""
    with kept_register(cluster, story, worker, named=request.module.__name__.rpartition(".")[2]) as made:
        yield made
