"""Where the clusters of a test run lie: in memory where the machine has room for them, else in the state folder.

A copy of a database is 1,400 files: in memory it takes half of the time, and no other run's disk is waited for.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from register.database import private_server
from register.database.private_server import Cluster
from register.database.private_server_lock import alone, nobody_left
from register.database.state_folder import CHECKOUT, digest, state_dir

MEMORY = Path("/dev/shm")  # noqa: S108  the folder in it is made private
# A worker's cluster grows to half a gigabyte, the shared one with official boundaries to one.
ROOM_BYTES = 4_000_000_000
FREE = "MemAvailable:"
# Which databases the workers that share a cluster have made in it.
MADE_ONCE = "tests"


@contextmanager
def throwaway_cluster(name: str) -> Iterator[Cluster]:
    """A cluster that forgets on power failure, by a name that its users share; what it held in memory is given back."""
    base = _in_memory(name) if has_room() else state_dir() / name
    started = private_server.start(base, durable=False)
    yield started
    started.stop()
    if base.parent == MEMORY:
        with alone(started.locks), nobody_left(started.locks) as is_unused:
            if is_unused:
                shutil.rmtree(started.folder / "data")
                (started.locks / MADE_ONCE).unlink(missing_ok=True)


def _in_memory(name: str) -> Path:
    return MEMORY / f"register-{digest(str(CHECKOUT))}-{name}"


def has_room() -> bool:
    """Whether the folder in memory is large, and the machine has as much again to spare beside it."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM_BYTES:
        return False
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    free_kb = next((int(line.split()[1]) for line in lines if line.startswith(FREE)), 0)
    return free_kb * 1_024 >= 2 * ROOM_BYTES
