"""Ofsted's real list of homes, brought in once for all tests of a worker that begin from it."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from register.database.private_server import Cluster
from register.importing.files.report import Report
from tests.conftest import own_copy, rolled_back
from tests.support.published_files import REAL_LIST, bring_in, create_authorities, real_authorities, real_file


class RealList(NamedTuple):
    """A register with England's authorities and Ofsted's real list, and what was told of bringing it in."""

    owner: sa.Engine
    report: Report
    lines: list[str]


@pytest.fixture(scope="session")
def real_list(cluster: Cluster, template: str, worker: str) -> Iterator[RealList]:
    with own_copy(cluster, template, f"real_list_{worker}") as owner:
        with owner.begin() as connection:
            create_authorities(connection, *real_authorities())
            comparison = bring_in(connection, real_file(REAL_LIST), as_at=None)
        yield RealList(owner, comparison.report, comparison.lines())


@pytest.fixture
def listed(real_list: RealList) -> Iterator[sa.Connection]:
    """A connection to the register with the real list; what it does is rolled back."""
    with rolled_back(real_list.owner) as opened:
        yield opened
