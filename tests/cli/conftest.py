"""What several tests of commands ask for."""

import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.settings import settings


@pytest.fixture
def database(cluster, template, worker, monkeypatch):
    """An engine on a database of the test's own, to which the commands go."""
    name = f"commanded_{worker}"
    cluster.clone_database(template, name)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
    settings.cache_clear()
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    yield engine
    engine.dispose()
    monkeypatch.undo()
    settings.cache_clear()
    cluster.drop_database(name)
