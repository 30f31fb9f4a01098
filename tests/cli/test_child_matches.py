"""The command that finds records that may be of one child: tried first, then done."""

import pytest
import sqlalchemy as sa

from register import tables
from register.cli.child_matches import find_matches
from register.settings import settings
from tests.conftest import own_copy
from tests.support import story as told
from tests.support.child_factories import create_child


@pytest.fixture
def database(cluster, story, worker, monkeypatch):
    """An engine on a story with two records of one child."""
    name = f"link_{worker}"
    with own_copy(cluster, story, name) as engine:
        monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
        settings.cache_clear()
        with engine.begin() as connection:
            for authority in (told.NORTHBY_COUNCIL, told.SOUTHBY_COUNCIL):
                made = create_child(connection, "Wren Hale", authority)
                of = tables.child_identity.c.child_id == made
                connection.execute(tables.child_identity.update().where(of).values(nhs_number=None, upn=None))
        yield engine
    monkeypatch.undo()
    settings.cache_clear()


def test_pairs_are_counted_first_and_kept_when_asked(database, capsys):
    find_matches(writes=False)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "1 pairs compared, 1 likely to be of one child, 0 not any more.",
        "Nothing was written. Use --apply to write it.",
    ]

    find_matches(writes=True)
    with database.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.child_match)) == 1
