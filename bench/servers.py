"""Starts what is measured, on free ports of this machine, and stops it again."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import CONNECTIONS
from register.database.state_folder import state_dir
from register.errors import SetupError

PEER = Path(__file__).parent / "postgraphile"
RESULTS = Path(__file__).parent / "results"
READY_TIMEOUT_S = 600
STOP_TIMEOUT_S = 30
PAUSE_S = 0.2

# The bench has its own state, so that it leaves no trace in the demonstration's access log, and its own budgets. What
# is read is logged, and the log is sealed afterwards: in production the sealer has a host of its own.
BUDGETS = {
    "REGISTER_SEAL_EVERY_S": "28800",
    "REGISTER_TOKEN_LIFE_S": "28800",
    "REGISTER_RATE_COST_PER_MINUTE": "1000000000000",
    "REGISTER_RATE_BURST_COST": "1000000000000",
}
FOREIGN = ("REGISTER_DATABASE_URL", "REGISTER_MIGRATION_URL")


@dataclass(frozen=True)
class Server:
    """A server that answers GraphQL: its address and its process."""

    url: str
    process: int


def own_settings() -> dict[str, str]:
    """The environment of a register that belongs to the bench alone."""
    usual = state_dir()
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | BUDGETS | {"REGISTER_STATE_DIR": str(usual.with_name(f"{usual.name}-bench"))}


@contextmanager
def running_register(environment: Mapping[str, str]) -> Iterator[Server]:
    """The register with its demonstration data, ready to answer."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [str(Path(sys.executable).with_name("register")), "demo", "--port", str(port), "--no-figures"]
    with running("register", command, environment, folder=Path.cwd()) as process:
        _wait("The register", process, lambda: _is_ready(f"{address}/health/ready"))
        yield Server(f"{address}/graphql", process.pid)


@contextmanager
def running_walls(both_url: str, first_url: str) -> Iterator[tuple[Server, Server]]:
    """The register over one database with both walls, and with its first wall alone: alike in all else."""
    register = str(Path(sys.executable).with_name("register"))
    with (
        _running_over(both_url, "both-walls", [register, "serve", "--port"]) as both,
        _running_over(first_url, "one-wall", [sys.executable, "-m", "bench.one_wall"]) as first,
    ):
        yield both, first


@contextmanager
def _running_over(database_url: str, name: str, command: Sequence[str]) -> Iterator[Server]:
    """A server over a database, ready to answer; its port is the last word of the command."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    environment = dict(os.environ) | {"REGISTER_DATABASE_URL": database_url}
    with running(name, [*command, str(port)], environment, folder=Path.cwd()) as process:
        _wait(name, process, lambda: _is_ready(f"{address}/health/live"))
        yield Server(f"{address}/graphql", process.pid)


@contextmanager
def running_peer(database_url: str) -> Iterator[Server]:
    """PostGraphile over the schema bench_peer, ready to answer."""
    _install_peer()
    own = {
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
        "BENCH_DATABASE_URL": database_url,
        "BENCH_CONNECTIONS": str(CONNECTIONS),
    }
    command = [str(PEER / "node_modules" / ".bin" / "node"), "server.mjs"]
    with running("postgraphile", command, os.environ | own, folder=PEER) as process:
        _wait("PostGraphile", process, lambda: _announced("postgraphile") is not None)
        yield Server(_announced("postgraphile") or "", process.pid)


def peer_versions() -> dict[str, str]:
    """The pinned versions of PostGraphile and of the Node that it runs under."""
    pinned = json.loads((PEER / "package.json").read_text())["dependencies"]
    return {"PostGraphile": pinned["postgraphile"], "Node": pinned["node"]}


def _install_peer() -> None:
    """Fetch PostGraphile and its Node once for each lock file. Raises: SetupError."""
    lock, installed = PEER / "package-lock.json", PEER / "node_modules" / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SetupError("npm was not found, and PostGraphile needs it: run `sudo apt-get install npm`.")
    fetch = [npm, "ci", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(fetch, cwd=PEER, check=False).returncode != 0:  # noqa: S603
        raise SetupError("npm could not fetch PostGraphile.")


@contextmanager
def running(
    name: str, command: list[str], environment: Mapping[str, str], *, folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The command for as long as the block lasts; what it says goes to a log among the results."""
    RESULTS.mkdir(exist_ok=True)
    with (
        _log(name).open("wb") as log,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process,  # noqa: S603
    ):
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(name: str, process: subprocess.Popen[bytes], ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_TIMEOUT_S
    while not ready():
        if process.poll() is not None:
            raise SetupError(f"{name} ended before it was ready: see the logs in {RESULTS}.")
        if time.monotonic() > deadline:
            raise SetupError(f"{name} was not ready within {READY_TIMEOUT_S} seconds: see the logs in {RESULTS}.")
        time.sleep(PAUSE_S)


def wait_until_ready(name: str, process: subprocess.Popen[bytes], url: str) -> None:
    """Wait until an address is answered. Raises: SetupError."""
    _wait(name, process, lambda: _is_ready(url))


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310
            return True
    except OSError:
        return False


def _announced(name: str) -> str | None:
    """The address that a server has printed after the word READY."""
    lines = _log(name).read_text().splitlines()
    return next((line.removeprefix("READY ") for line in lines if line.startswith("READY ")), None)


def _log(name: str) -> Path:
    return RESULTS / f"{name}.log"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
