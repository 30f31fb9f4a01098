"""Back up and restore: what the page tells to do is done, and what comes back answers and verifies."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from register.cli.audit import verify_logs
from register.database import private_server
from register.database.connections import with_driver
from register.database.private_server import Cluster
from register.database.state_folder import make_private
from register.maintenance.migrate import API_LOGIN, let_api_log_in, migrate
from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.settings import Settings
from tests.hostile.test_feed import RAISE
from tests.sealing.conftest import seal_all
from tests.support.client import serve
from tests.support.demonstration import own_place
from tests.support.story import INSIDE

HOMES = "{ homes(first: 100) { totalCount nodes { urn name places } } changes(first: 1000) { nodes { homeUrn } } }"


@pytest.fixture
def kept(cluster: Cluster, story: str, worker: str, tmp_path: Path) -> Iterator[str]:
    """The name of a register that was changed, and sealed with a key and heads in the test's own folder."""
    name = f"kept_{worker}"
    cluster.clone_database(story, name)
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.begin() as owner:
        owner.execute(sa.text(RAISE), {"urn": INSIDE})
    given = Settings(seal_note_s=0)
    seal_all(Sealer(engine, open_key(given, tmp_path), FileHolder(tmp_path / "heads.log"), given=given))
    yield name
    cluster.drop_database(name)


def answer(cluster: Cluster, name: str) -> object:
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as server:
        told = server.ask(HOMES, "ofsted")
    assert told.codes == []
    return told.data


def bring_up(cluster: Cluster, name: str) -> None:
    """Migrate a restored database, and let the API log in to it."""
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        migrate(connection)
        with connection.begin():
            let_api_log_in(connection)


def verified(cluster: Cluster, name: str, folder: Path, settings_of) -> None:
    settings_of(MIGRATION_URL=cluster.url(name), STATE_DIR=str(folder))
    verify_logs(folder / "heads.log")


def run(cluster: Cluster, tool: str, *arguments: str) -> None:
    done = private_server._run(cluster, tool, f"--host={cluster.socket}", "--username=postgres", *arguments)
    assert done.returncode == 0, done.stderr


def test_a_physical_backup_comes_back_whole_and_verifies(cluster, kept, tmp_path, settings_of, capsys):
    before = answer(cluster, kept)
    with own_place() as place:
        folder = place / "postgres-throwaway"
        make_private(folder, cluster.account)
        run(cluster, "pg_basebackup", f"--pgdata={folder / 'data'}", "--checkpoint=fast", "--no-sync")
        restored = private_server.start(place, durable=False)
        try:
            bring_up(restored, kept)
            after = answer(restored, kept)
            verified(restored, kept, tmp_path, settings_of)
        finally:
            restored.stop()

    assert after == before
    assert "Everything matches its seals" in capsys.readouterr().out


def test_a_dump_of_the_superuser_comes_back_and_verifies(cluster, kept, worker, tmp_path, settings_of, capsys):
    before = answer(cluster, kept)
    name = f"from_dump_{worker}"
    with own_place() as place:
        folder = place / "dump"
        make_private(folder, cluster.account)
        run(cluster, "pg_dump", "--format=custom", f"--file={folder / 'register.dump'}", kept)
        cluster.drop_database(name)
        with cluster.connect() as owner:
            owner.execute(f"create database {name} template template0")
        run(cluster, "pg_restore", f"--dbname={name}", "--exit-on-error", str(folder / "register.dump"))
    try:
        bring_up(cluster, name)
        after = answer(cluster, name)
        verified(cluster, name, tmp_path, settings_of)
    finally:
        cluster.drop_database(name)

    assert json.dumps(after) == json.dumps(before)
    assert "Everything matches its seals" in capsys.readouterr().out


def test_a_dump_of_an_owner_without_all_rights_is_refused_by_postgresql(cluster, kept):
    login = f"{kept}_owner"
    with cluster.connect(kept) as owner:
        owner.execute(f"create role {login} login")
        owner.execute(f"grant usage on schema register to {login}")
        owner.execute(f"grant select on all tables in schema register to {login}")
    try:
        with psycopg.connect(cluster.url(kept, user=login)) as dumping:
            dumping.execute("set row_security = off")
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="affected by row-level security"):
                dumping.execute("select * from register.access_key")
    finally:
        with cluster.connect(kept) as owner:
            owner.execute(f"drop owned by {login}")
            owner.execute(f"drop role {login}")
