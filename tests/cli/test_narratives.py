"""The command that replaces the key of what children say: tried first, then done, all of it or none."""

import base64

import pytest
import sqlalchemy as sa

from register import tables
from register.cli.narratives import encrypt_all
from register.database.connections import with_driver
from register.encrypted_text import decrypt, encrypt
from register.errors import SetupError
from register.settings import settings
from tests.support.child_factories import tell_of_children, tell_of_returns

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def database(cluster, story, worker, monkeypatch):
    """An engine on a story with interviews whose texts are under an old key."""
    name = f"narratives_{worker}"
    cluster.clone_database(story, name)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
    monkeypatch.setenv("REGISTER_NARRATIVE_KEYS", OLD)
    settings.cache_clear()
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        tell_of_children(connection)
        tell_of_returns(connection)
        for table in (tables.interview_narrative, tables.police_extract):
            for (key,) in connection.execute(sa.select(table.c.interview_id)).all():
                said = table.update().where(table.c.interview_id == key)
                connection.execute(said.values(ciphertext=encrypt(f"said in {key}", key)))
    yield engine
    engine.dispose()
    monkeypatch.undo()
    settings.cache_clear()
    cluster.drop_database(name)


def kept(engine):
    """The narratives as they are kept, by interview."""
    with engine.connect() as connection:
        rows = connection.execute(sa.select(tables.interview_narrative.c["interview_id", "ciphertext"]))
        return {str(key): ciphertext for key, ciphertext in rows}


def with_keys(monkeypatch, keys):
    monkeypatch.setenv("REGISTER_NARRATIVE_KEYS", keys)
    settings.cache_clear()


def test_texts_are_encrypted_under_the_new_key_and_say_the_same(database, monkeypatch, capsys):
    with_keys(monkeypatch, f"{NEW},{OLD}")
    before = kept(database)
    encrypt_all(writes=False)
    assert (kept(database), capsys.readouterr().out.splitlines()[0]) == (before, "6 texts are under an older key.")

    encrypt_all(writes=True)
    assert capsys.readouterr().out == "6 texts were encrypted again.\n"
    with_keys(monkeypatch, NEW)
    assert {key: decrypt(text) for key, text in kept(database).items()} == {key: f"said in {key}" for key in before}
    encrypt_all(writes=True)
    assert capsys.readouterr().out == "0 texts were encrypted again.\n"


def test_a_text_whose_key_is_lost_stops_it_before_anything_is_written(database, monkeypatch):
    before = kept(database)
    with_keys(monkeypatch, NEW)
    with pytest.raises(SetupError, match="needs the key old"):
        encrypt_all(writes=True)
    with_keys(monkeypatch, "")
    with pytest.raises(SetupError, match="REGISTER_NARRATIVE_KEYS"):
        encrypt_all(writes=False)

    assert kept(database) == before
