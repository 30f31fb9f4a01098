"""A connection to a migrated database, rolled back after each test."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from register.database import owner_url


@pytest.fixture
def connection() -> Iterator[sa.Connection]:
    engine = sa.create_engine(owner_url())
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()
    engine.dispose()
