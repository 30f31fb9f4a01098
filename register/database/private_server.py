"""A private PostgreSQL with PostGIS for the demonstration and the tests, on a unix socket that no one else can enter.

The first process that uses the cluster starts the server and the last one out stops it. What runs is read from Linux's
/proc.
"""

import atexit
import os
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from register.database.private_server_lock import alone, hold, nobody_left
from register.database.state_folder import (
    CHECKOUT,
    account_of_postgres,
    default_state_dir,
    digest,
    make_enterable,
    make_private,
)
from register.errors import SetupError
from register.open_types import Arguments

DEBIAN_BINARIES = Path("/usr/lib/postgresql")
OLDEST_MAJOR = 15
SUPERUSER = "postgres"
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
SOCKET_PATH_BYTES = 107
START_TIMEOUT_S = 60
ORPHAN_TIMEOUT_S = 10.0
PAUSE_S = 0.05
MISSING = "PostgreSQL 15 or newer with PostGIS was not found: run `sudo apt-get install postgresql-postgis`."

# The server's log must never hold a stored value: terse leaves out the details, panic the statements.
SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
CREATE = sql.SQL("create database {} template {} strategy {}")
DROP = sql.SQL("drop database if exists {} with (force)")


@dataclass(frozen=True)
class Cluster:
    """One private server and this process's hold on it.

    folder: owned by the account that runs PostgreSQL, closed to everyone else except root.
    account: whom the PostgreSQL commands run as; None for the caller's own account.
    """

    folder: Path
    socket: Path
    binaries: Path
    account: pwd.struct_passwd | None
    durable: bool
    locks: Path
    presence: IO[str] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The name that the server's processes carry, one per folder."""
        return f"register-{digest(str(self.folder))}"

    def url(self, database: str, driver: str = "", user: str = SUPERUSER) -> str:
        """The address of a database for SQLAlchemy and libpq: `url("register", "asyncpg")`."""
        scheme = f"postgresql+{driver}" if driver else "postgresql"
        place = f"{quote(database, safe='')}?host={quote(str(self.socket))}&port={PORT}"
        return f"{scheme}://{quote(user, safe='')}@/{place}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the superuser outside any transaction, to this server whatever the PG* variables say."""
        where: dict[str, Any] = {"host": str(self.socket), "port": PORT, "hostaddr": "", "options": ""}
        return psycopg.connect(dbname=database, user=SUPERUSER, autocommit=True, connect_timeout=10, **where)

    def ensure_database(self, name: str, template: str | None = None) -> bool:
        """Create the database if it is missing, with PostGIS or as a copy of the template. True if it was missing."""
        with self.connect() as connection:
            return self._create(connection, name, template or "template1")

    def clone_database(self, source: str, name: str) -> None:
        """Replace the database with a copy of the source, to which nobody may be connected."""
        with self.connect() as connection:
            connection.execute(DROP.format(sql.Identifier(name)))
            self._create(connection, name, source)

    def drop_database(self, name: str) -> None:
        """Remove the database if there is one, and end its connections."""
        with self.connect() as connection:
            connection.execute(DROP.format(sql.Identifier(name)))

    def _create(self, connection: psycopg.Connection[tuple[object, ...]], name: str, template: str) -> bool:
        """Create a copy of the template. False if another process was quicker.

        Raises: SetupError while somebody is connected to the template.
        """
        # Whole files need no log, but a checkpoint: cheap only where nobody waits for the disk.
        strategy = "wal_log" if self.durable else "file_copy"
        try:
            connection.execute(CREATE.format(sql.Identifier(name), sql.Identifier(template), sql.Identifier(strategy)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return False
        except psycopg.errors.ObjectInUse:
            raise SetupError(f"The database {template} is in use and cannot be copied.") from None
        return True

    def stop(self) -> None:
        """Let go of the server, and stop it cleanly if no other process holds it. A second call does nothing."""
        if self.presence.closed:
            return
        with alone(self.locks):
            _let_go(self)


def start(state_dir: Path | None = None, *, durable: bool = True) -> Cluster:
    """Start the private server, or join the one that runs. `Cluster.stop()` or the end of the process lets go of it.

    state_dir: default is the place of `state_dir()`.
    durable: False is for tests only: a separate server that does not wait for the disk.
    Raises: SetupError.
    """
    account = account_of_postgres()
    base = make_enterable((state_dir or default_state_dir()).absolute(), account)
    folder = base / ("postgres" if durable else "postgres-throwaway")
    make_private(folder, account)
    locks = base / f"{folder.name}.lock"
    locks.mkdir(mode=0o700, exist_ok=True)
    with alone(locks):
        written = folder / "data" / "PG_VERSION"
        binaries = find_binaries(int(written.read_text()) if written.exists() else None)
        cluster = Cluster(folder, _socket_folder(folder, account), binaries, account, durable, locks, hold(locks))
        try:
            _bring_up(cluster)
        except BaseException:
            _let_go(cluster)
            raise
    atexit.register(cluster.stop)
    return cluster


@contextmanager
def running(state_dir: Path | None = None, *, durable: bool = True) -> Iterator[Cluster]:
    """The private server for as long as the block lasts; Ctrl-C, SIGTERM and SIGHUP leave it by SystemExit.

    Only for the main thread, because signals are.
    """
    before = {number: signal.signal(number, _leave) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        cluster = start(state_dir, durable=durable)
        try:
            yield cluster
        finally:
            for number in before:
                signal.signal(number, signal.SIG_IGN)  # a second signal must not cut the clean stop short
            cluster.stop()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def find_binaries(major: int | None = None) -> Path:
    """The folder of initdb, pg_ctl and postgres: the one on PATH, else the newest, that has PostGIS beside it.

    major: take this version and no other, because the data was written by it.
    Raises: SetupError.
    """
    folders = sorted(DEBIAN_BINARIES.glob("[0-9]*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.insert(0, Path(on_path).resolve().parent)
    folders.append(CHECKOUT / ".register" / "postgresql" / "bin")  # where install-system.sh unpacks without root
    for folder in folders:
        version = _version_with_postgis(folder)
        if version >= OLDEST_MAJOR and major in (None, version):
            return folder
    raise SetupError(f"The data was written by PostgreSQL {major}, which is not installed." if major else MISSING)


def _version_with_postgis(folder: Path) -> int:
    """The major version of the binaries in the folder, 0 if they or their PostGIS are missing."""
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "pg_config")):
        return 0
    ask = [str(folder / "pg_config"), "--version", "--sharedir"]
    version, _, share = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.partition("\n")  # noqa: S603
    return (
        int(re.findall(r"\d+", version)[0]) if (Path(share.strip()) / "extension" / "postgis.control").exists() else 0
    )


def _socket_folder(folder: Path, account: pwd.struct_passwd | None) -> Path:
    """The socket's folder: the server's own, or a shorter one if the path would be too long for a socket."""
    if len(os.fsencode(folder / SOCKET_NAME)) < SOCKET_PATH_BYTES:
        return folder
    short = Path("/run" if account else "/tmp") / f"register-{digest(str(folder))}"  # noqa: S108  made private below
    make_private(short, account)
    return short


def _let_go(cluster: Cluster) -> None:
    """Give up this process's hold, and stop the server if it was the last."""
    cluster.presence.close()
    with nobody_left(cluster.locks) as is_the_last:
        if is_the_last:
            _shut_down(cluster)


def _run(cluster: Cluster, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One PostgreSQL command as the account, in a session of its own so that Ctrl-C does not reach the server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    dropped: Arguments = {}
    if cluster.account is not None:
        dropped = {"user": cluster.account.pw_uid, "group": cluster.account.pw_gid, "extra_groups": []}
    return subprocess.run(  # noqa: S603  our own words, no shell
        [str(cluster.binaries / tool), *arguments],
        env=kept | {"LC_ALL": "C.UTF-8"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        umask=0o077,
        start_new_session=True,
        check=False,
        **dropped,
    )


def _bring_up(cluster: Cluster) -> None:
    """Leave with a server that answers and whose new databases have PostGIS, whatever state it was found in."""
    _initialise(cluster)
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        if _postmaster(cluster) is None:
            _launch(cluster)
        try:
            with cluster.connect("template1") as connection:
                connection.execute("create extension if not exists postgis")
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise SetupError(f"The private database does not answer: see {cluster.folder}/server.log.") from None
            time.sleep(PAUSE_S)


def _initialise(cluster: Cluster) -> None:
    """Make the data folder once; it gets its name only when it is complete."""
    ready, unfinished = cluster.folder / "data", cluster.folder / "data.unfinished"
    if ready.exists():
        return
    shutil.rmtree(unfinished, ignore_errors=True)
    how = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--data-checksums", f"--username={SUPERUSER}"]
    made = _run(cluster, "initdb", f"--pgdata={unfinished}", *how, *(["--no-sync"] * (not cluster.durable)))
    if made.returncode != 0:
        raise SetupError(f"initdb failed in {cluster.folder}: {_last_line(made.stderr)}")
    unfinished.rename(ready)


def _launch(cluster: Cluster) -> None:
    """Start the server after clearing what a crash left."""
    _clear_remains(cluster)
    log = cluster.folder / "server.log"
    if log.exists():
        log.replace(cluster.folder / "server.log.before")
    safety = ("fsync", "synchronous_commit", "full_page_writes")
    chosen = SETTINGS | dict.fromkeys(safety, "on" if cluster.durable else "off")
    # What is kept for a recovery takes memory where the folder lies in memory.
    chosen |= {} if cluster.durable else {"max_wal_size": "256MB"}
    chosen |= {"unix_socket_directories": str(cluster.socket), "cluster_name": cluster.name}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in chosen.items())
    where = [f"--pgdata={cluster.folder / 'data'}", f"--log={log}", f"--options={options}"]
    begun = _run(cluster, "pg_ctl", "start", "--wait", f"--timeout={START_TIMEOUT_S}", "--silent", *where)
    if begun.returncode != 0:
        said = log.read_text(errors="replace") if log.exists() else begun.stderr
        raise SetupError(f"The private database did not start: {_last_line(said)} (see {log})")


def _shut_down(cluster: Cluster) -> None:
    """Stop the server, rolling back what is open."""
    if _postmaster(cluster) is None:
        return
    ended = _run(cluster, "pg_ctl", "stop", "--mode=fast", "--wait", "--silent", f"--pgdata={cluster.folder / 'data'}")
    if ended.returncode != 0 and _postmaster(cluster) is not None:
        raise SetupError(f"The private database did not stop: {_last_line(ended.stderr)}")


def _postmaster(cluster: Cluster) -> int | None:
    """The process that serves this data now. The number in postmaster.pid may be another's since a crash."""
    try:
        number = int((cluster.folder / "data" / "postmaster.pid").read_text().partition("\n")[0])
    except (FileNotFoundError, ValueError):
        return None
    return number if number in _processes(cluster) else None


def _processes(cluster: Cluster) -> Iterator[int]:
    """The processes of this cluster and of no other server: they carry its data folder or its name."""
    owner = cluster.account.pw_uid if cluster.account else os.geteuid()
    data, title = os.fsencode(cluster.folder / "data"), f"postgres: {cluster.name}: ".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            mine = entry.stat().st_uid == owner
        except OSError:
            continue
        program, *words = command.split(b"\0")
        if mine and (command.startswith(title) or (program.endswith(b"/postgres") and data in words)):
            yield int(entry.name)


def _clear_remains(cluster: Cluster) -> None:
    """End the orphans of a server that was killed, which still hold its memory, and remove its stale files."""
    deadline = time.monotonic() + ORPHAN_TIMEOUT_S
    while orphans := list(_processes(cluster)):
        for number in orphans:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGQUIT if time.monotonic() < deadline else signal.SIGKILL)
        time.sleep(PAUSE_S)
    (cluster.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
    for left in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (cluster.socket / left).unlink(missing_ok=True)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]
