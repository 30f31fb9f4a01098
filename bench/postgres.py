"""PostgreSQL under the register: the copy for the peer, pgbench on the same rows, and what it runs with."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.load import CONNECTIONS, Load
from register.database.private_server import Cluster
from register.errors import SetupError

COPY = Path(__file__).with_name("peer.sql")
ONE_WALL = "bench_one_wall"
SHOWN = ("server_version", "fsync", "synchronous_commit", "shared_buffers", "jit")


@dataclass(frozen=True)
class Force:
    """A force that has homes, and how many."""

    code: str
    homes: int


@contextmanager
def copied_for_peer(cluster: Cluster, database: str) -> Iterator[list[Force]]:
    """The public facts in the schema bench_peer, for as long as the block lasts; gives the forces that have homes."""
    copy_for_peer(cluster, database)
    with cluster.connect(database) as connection:
        found = connection.execute("select code, homes from bench_peer.force order by number").fetchall()
    try:
        yield [Force(str(code), int(str(homes))) for code, homes in found]
    finally:
        with cluster.connect(database) as connection:
            connection.execute("drop schema bench_peer cascade")


def copy_for_peer(cluster: Cluster, database: str) -> None:
    """Make the schema bench_peer, or make it anew of what the register holds now; leave all as autovacuum does."""
    with cluster.connect(database) as connection:
        connection.execute("set client_min_messages to warning")
        connection.execute(COPY.read_bytes())
        connection.execute("vacuum (analyze)")


@contextmanager
def login_without_walls(cluster: Cluster, database: str) -> Iterator[str]:
    """The address of a login that may read every row and write the log, for as long as the block lasts."""
    with cluster.connect(database) as connection:
        connection.execute(f"drop owned by {ONE_WALL}" if _has_role(connection) else "select 1")
        connection.execute(f"drop role if exists {ONE_WALL}")
        connection.execute(f"create role {ONE_WALL} login bypassrls")
        connection.execute(f"grant usage on schema register to {ONE_WALL}")
        connection.execute(f"grant select on all tables in schema register to {ONE_WALL}")
        connection.execute(f"grant insert on register.access_log to {ONE_WALL}")
        connection.execute(f"grant connect on database {database} to {ONE_WALL}")
    try:
        yield cluster.url(database, user=ONE_WALL)
    finally:
        with cluster.connect(database) as connection:
            connection.execute(f"drop owned by {ONE_WALL}")
            connection.execute(f"drop role {ONE_WALL}")


def _has_role(connection: psycopg.Connection[Any]) -> bool:
    return connection.execute("select 1 from pg_roles where rolname = %s", [ONE_WALL]).fetchone() is not None


def postmaster(cluster: Cluster) -> int:
    """The process that all of the server's processes descend from."""
    return int((cluster.folder / "data" / "postmaster.pid").read_text().partition("\n")[0])


def circumstances(cluster: Cluster, database: str) -> dict[str, str]:
    """The server's version and the settings that decide what a commit and a plan cost."""
    with cluster.connect(database) as connection:
        shown = {name: _shown(connection, f"show {name}") for name in SHOWN}
        return shown | {"postgis": _shown(connection, "select postgis_lib_version()")}


def pgbench_load(cluster: Cluster, database: str, script: Path, *, forces: int, seconds: int) -> Load:
    """The script's statements for random forces, prepared, over as many connections as the servers get."""
    with tempfile.TemporaryDirectory() as folder:
        prefix = str(Path(folder) / "log")
        run = ["-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "1", "-T", str(seconds), "-D", f"forces={forces}"]
        where = [
            "-h",
            str(cluster.socket),
            "-U",
            "postgres",
            "-l",
            f"--log-prefix={prefix}",
            "-f",
            str(script),
            database,
        ]
        command = [str(cluster.binaries / "pgbench"), *run, *where]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=False)  # noqa: S603
        if done.returncode != 0:
            raise SetupError(f"pgbench failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
        lines = [line for log in Path(folder).iterdir() for line in log.read_text().splitlines()]
    return _load([int(line.split()[2]) / 1_000 for line in lines], seconds)


def _load(times_ms: list[float], seconds: int) -> Load:
    ordered = sorted(times_ms)
    p50, p95, p99 = (ordered[int(share * (len(ordered) - 1))] for share in (0.50, 0.95, 0.99))
    return Load(len(ordered), seconds, p50, p95, p99)


def _shown(connection: psycopg.Connection[tuple[object, ...]], question: str) -> str:
    found = connection.execute(question.encode()).fetchone()
    return str(found[0]) if found else ""
