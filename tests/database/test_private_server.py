"""The private PostgreSQL starts, is shared, survives a crash, and leaves nothing running."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from register.database import private_server
from register.database.private_server import Cluster, find_binaries, running, start
from register.database.state_folder import CHECKOUT
from register.errors import SetupError

# Starts the server as another process would, says so, and waits to be told to go.
CHILD = """
import sys, time
from pathlib import Path
from register.database.private_server import running
with running(Path(sys.argv[1]), durable=False):
    print("running", flush=True)
    time.sleep(600)
"""


@contextmanager
def own_place() -> Iterator[Path]:
    """A new state folder in a place that an unprivileged account may enter, as pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="register-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with own_place() as folder:
        yield folder


@pytest.fixture
def cluster(place: Path) -> Iterator[Cluster]:
    with running(place, durable=False) as started:
        yield started


def postmaster(cluster: Cluster) -> int:
    return int((cluster.folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def is_stopped(place: Path) -> bool:
    return not (place / "postgres-throwaway" / "data" / "postmaster.pid").exists()


def owner_of(cluster: Cluster) -> dict[str, int]:
    return {"user": cluster.account.pw_uid} if cluster.account else {}


def child_process(place: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(  # noqa: S603  this module's own text
        [sys.executable, "-c", CHILD, str(place)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "running\n"
    return child


def value(cluster: Cluster, question: str, database: str = "postgres") -> object:
    with cluster.connect(database) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def test_a_new_database_has_postgis(cluster):
    cluster.ensure_database("has_postgis")

    assert str(value(cluster, "select postgis_version()", "has_postgis")) >= "3.3"


def test_a_database_is_created_once(cluster):
    assert cluster.ensure_database("once") is True
    assert cluster.ensure_database("once") is False


def test_a_clone_is_a_copy_that_leaves_its_source_alone(cluster):
    cluster.ensure_database("source")
    with cluster.connect("source") as connection:
        connection.execute("create table home as select 'Ash House' as name")

    cluster.clone_database("source", "copy")
    with cluster.connect("copy") as connection:
        connection.execute("update home set name = 'Elm House'")

    assert value(cluster, "select name from home", "copy") == "Elm House"
    assert value(cluster, "select name from home", "source") == "Ash House"


def test_a_clone_replaces_what_had_its_name(cluster):
    cluster.ensure_database("fresh")
    cluster.ensure_database("worn")
    with cluster.connect("worn") as connection:
        connection.execute("create table old_table ()")

    cluster.clone_database("fresh", "worn")

    assert value(cluster, "select to_regclass('old_table')", "worn") is None


def test_a_source_in_use_is_refused_in_one_line(cluster):
    cluster.ensure_database("busy")

    with (
        cluster.connect("busy"),
        pytest.raises(SetupError, match=r"^The database busy is in use and cannot be copied\.$"),
    ):
        cluster.clone_database("busy", "never")


def test_a_dropped_database_is_gone_though_somebody_was_connected(cluster):
    cluster.ensure_database("dropped")

    with cluster.connect("dropped"):
        cluster.drop_database("dropped")

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        cluster.connect("dropped")


def test_a_name_is_never_read_as_sql(cluster):
    name = 'odd"; drop database postgres; --'

    cluster.ensure_database(name)

    assert value(cluster, "select current_database()", name) == name
    cluster.drop_database(name)


def test_the_address_leads_to_the_database(cluster):
    cluster.ensure_database("addressed")

    with psycopg.connect(cluster.url("addressed")) as connection:
        assert connection.info.dbname == "addressed"
    assert make_url(cluster.url("addressed", "asyncpg", "somebody")).drivername == "postgresql+asyncpg"
    assert make_url(cluster.url("addressed", "asyncpg", "somebody")).username == "somebody"


def test_settings_of_another_server_are_not_followed(cluster, monkeypatch):
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")
    monkeypatch.setenv("PGPORT", "1")

    assert value(cluster, "select current_setting('cluster_name')") == cluster.name


def test_the_server_has_checksums_utf8_and_utc(cluster):
    asked = "select array[current_setting('data_checksums'), current_setting('server_encoding')]"

    assert value(cluster, asked) == ["on", "UTF8"]
    assert value(cluster, "select datcollate from pg_database where datname = 'template1'") == "C.UTF-8"
    assert value(cluster, "select current_setting('TimeZone')") == "UTC"


def test_a_durable_server_waits_for_the_disk(place):
    with running(place, durable=True) as kept:
        asked = "select array[current_setting('fsync'), current_setting('synchronous_commit')]"

        assert value(kept, asked) == ["on", "on"]
        assert kept.folder.name == "postgres"


def test_nobody_else_can_reach_the_server(cluster):
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    assert value(cluster, "select current_setting('listen_addresses')") == ""
    assert Path(f"/proc/{postmaster(cluster)}").stat().st_uid != 0


def test_the_log_keeps_no_value_of_a_failed_statement(cluster):
    cluster.ensure_database("logged")
    with cluster.connect("logged") as connection:
        connection.execute("create table if not exists person (name text primary key)")
        connection.execute("insert into person values ('Wilhelmina Testcase') on conflict do nothing")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into person values ('Wilhelmina Testcase')")

    log = (cluster.folder / "server.log").read_text()

    assert "duplicate key" in log
    assert "Wilhelmina" not in log


def test_a_second_start_joins_and_the_last_one_out_stops_the_server(place):
    first, second = start(place, durable=False), start(place, durable=False)
    server = postmaster(first)

    first.stop()
    first.stop()

    assert postmaster(second) == server
    assert value(second, "select 1") == 1
    second.stop()
    assert is_stopped(place)


def test_another_process_shares_the_server(place, cluster):
    server = postmaster(cluster)

    child = child_process(place)
    child.terminate()
    child.wait(timeout=60)

    assert postmaster(cluster) == server
    assert value(cluster, "select 1") == 1


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_process_that_is_told_to_end_stops_the_server_cleanly(place, ending):
    child = child_process(place)

    child.send_signal(ending)

    assert child.wait(timeout=60) == 128 + ending
    assert is_stopped(place)
    assert "database system is shut down" in (place / "postgres-throwaway" / "server.log").read_text()


def test_a_server_left_by_a_killed_process_is_taken_over(place):
    child = child_process(place)
    child.kill()
    child.wait()
    assert not is_stopped(place)

    with running(place, durable=False) as taken:
        assert value(taken, "select 1") == 1

    assert is_stopped(place)


def test_a_killed_server_starts_again_with_every_committed_row(place):
    killed = start(place, durable=True)
    killed.ensure_database("survivor")
    with killed.connect("survivor") as connection:
        connection.execute("create table if not exists home as select 'Ash House' as name")
    os.kill(postmaster(killed), signal.SIGKILL)

    with running(place, durable=True) as healed:
        killed.stop()

        assert value(healed, "select name from home", "survivor") == "Ash House"


def test_a_stale_process_number_that_is_now_another_process_does_not_hinder(place):
    with running(place, durable=False) as once:
        lock = once.folder / "data" / "postmaster.pid"
        text = lock.read_text()
    bystander = subprocess.Popen(["/bin/sleep", "60"], **owner_of(once))
    lock.write_text(text.replace(text.splitlines()[0], str(bystander.pid), 1))

    with running(place, durable=False) as healed:
        assert postmaster(healed) != bystander.pid
        assert value(healed, "select 1") == 1

    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_an_unfinished_data_folder_is_made_anew():
    with own_place() as place:
        folder = place / "postgres-throwaway"
        start(place, durable=False).stop()
        (folder / "data").rename(folder / "data.unfinished")

        with running(place, durable=False) as healed:
            assert value(healed, "select 1") == 1

        assert not (folder / "data.unfinished").exists()


def test_a_long_path_gets_a_short_socket():
    with own_place() as parent:
        long = parent / ("long" * 25)

        with running(long, durable=False) as far:
            assert value(far, "select 1") == 1
            assert len(os.fsencode(far.socket / private_server.SOCKET_NAME)) < 107
            assert far.socket != far.folder
        far.socket.rmdir()


def test_without_postgis_one_line_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(private_server, "DEBIAN_BINARIES", tmp_path)

    with pytest.raises(SetupError) as refused:
        find_binaries()

    assert "apt-get install postgresql-postgis" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_data_of_a_version_that_is_not_installed_is_refused_in_one_line():
    with pytest.raises(SetupError, match=r"^The data was written by PostgreSQL 14, which is not installed\.$"):
        find_binaries(14)
