"""Commands about the logs: they are sealed and verified over a real database, and what was changed is one line."""

import os
import signal
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from register.cli.audit import open_sealer, seal_once, verify_logs
from register.database.connections import with_driver
from register.errors import SetupError
from register.sealing.keys import KEY_FILE
from register.sealing.store import ALONE
from register.settings import settings
from tests.sealing.conftest import LOGS, consult, unsealed


@pytest.fixture
def settled(cluster, template, worker, tmp_path, monkeypatch):
    """The owner's engine on a database of the test's own, which the settings name, with a state folder beside it."""
    name = f"auditing_{worker}"
    cluster.clone_database(template, name)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
    monkeypatch.setenv("REGISTER_STATE_DIR", str(tmp_path / "state"))
    settings.cache_clear()
    engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        consult(connection, 4)
    yield engine
    monkeypatch.undo()
    settings.cache_clear()
    cluster.drop_database(name)


def seal_everything(engine):
    until = time.monotonic() + 60
    seal_once()
    with engine.connect() as connection:
        while sum(unsealed(connection, table, log) for table, log in LOGS):
            assert time.monotonic() < until
            connection.rollback()
            seal_once()


def attack(engine, statement):
    with engine.begin() as connection:
        connection.execute(sa.text("set local session_replication_role = 'replica'"))
        connection.execute(sa.text(statement))


def test_what_is_sealed_and_whole_is_counted_in_one_line(settled, capsys):
    seal_everything(settled)
    verify_logs(None)

    assert capsys.readouterr().out == (
        "Everything matches its seals: 4 consultations, 0 changes, 0 versions; 1 heads, 1 of them also in heads.log.\n"
    )


def test_what_was_changed_ends_the_command_with_its_name(settled):
    seal_everything(settled)
    attack(settled, "update register.access_log set subject = 'x' where id = 3")

    with pytest.raises(SetupError, match=r"^Entry 3 of the access log \(leaf 2\) was altered\.$"):
        verify_logs(None)


def test_a_value_that_no_entry_can_have_is_told_in_one_line(settled):
    seal_everything(settled)
    attack(settled, "update register.access_log set at = 'infinity' where id = 3")

    with pytest.raises(SetupError, match=r"was altered\.$"):
        verify_logs(None)


def test_the_state_folder_may_hold_heads_of_other_databases_but_a_holders_file_may_not(settled, cluster, tmp_path):
    seal_everything(settled)
    attack(settled, "update register.seal_state set origin = gen_random_uuid(), size = 0, sealed_transaction = 0")
    attack(settled, "truncate register.seal_leaf, register.seal_node, register.seal_head, register.seal_held")
    attack(settled, "truncate register.access_key")
    seal_everything(settled)
    verify_logs(None)

    with pytest.raises(SetupError, match="started again"):
        verify_logs(tmp_path / "state" / "heads.log")


def test_without_any_key_nothing_is_verified(settled, tmp_path):
    with pytest.raises(SetupError, match="REGISTER_SEALING_KEY_FILE"):
        verify_logs(None)

    assert not (tmp_path / "state" / KEY_FILE).exists()


def test_the_heads_of_the_holder_are_enough_to_verify_with(settled, tmp_path, capsys):
    seal_everything(settled)
    heads = (tmp_path / "state" / "heads.log").rename(tmp_path / "held.log")
    (tmp_path / "state" / KEY_FILE).unlink()
    verify_logs(heads)

    assert "1 of them also in held.log" in capsys.readouterr().out


def test_a_holder_that_takes_nothing_makes_the_command_fail(settled, tmp_path):
    (tmp_path / "state" / "heads.log").mkdir(parents=True)

    with pytest.raises(SetupError, match="the outside holder did not accept the head"):
        seal_everything(settled)


def test_where_another_sealer_is_at_work_the_command_says_so(settled):
    with settled.connect() as connection:
        connection.execute(ALONE)
        with pytest.raises(SetupError, match="Another sealer"):
            seal_once()


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "REGISTER_SEALING_KEY_FILE"), ({"SEALING_KEY_FILE": KEY_FILE}, "REGISTER_HEAD_HOLDER")],
)
def test_in_production_the_key_and_the_holder_must_be_given(settled, tmp_path, monkeypatch, given, said):
    open_sealer()
    for name, value in given.items():
        monkeypatch.setenv(f"REGISTER_{name}", str(tmp_path / "state" / value))
    monkeypatch.setenv("REGISTER_ENVIRONMENT", "production")
    settings.cache_clear()

    with pytest.raises(SetupError, match=said):
        open_sealer()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_command_seals_until_it_is_told_to_stop(settled, stop):
    """A process of its own, as an operator starts it."""
    run = [sys.executable, "-c", "from register.cli.main import main; main()", "audit", "seal"]
    process = subprocess.Popen(run, env=os.environ, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    try:
        until = time.monotonic() + 60
        with settled.connect() as connection:
            while sum(unsealed(connection, table, log) for table, log in LOGS):
                assert time.monotonic() < until
                assert process.poll() is None
                connection.rollback()
                time.sleep(0.05)
        process.send_signal(stop)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()

    assert (process.returncode, said) == (0, "Sealing the logs.\n")
