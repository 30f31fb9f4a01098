"""Who uses the private server: every process that does holds a shared lock while it lives.

The kernel drops the lock of a process that was killed.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def alone(locks: Path) -> Iterator[None]:
    """While the block lasts, no other process begins to use the server or lets go of it."""
    with (locks / "transition").open("a") as transition:
        fcntl.flock(transition, fcntl.LOCK_EX)
        yield


def hold(locks: Path) -> IO[str]:
    """This process's own hold on the server: for as long as the file is open."""
    presence = (locks / "users").open("a")
    fcntl.flock(presence, fcntl.LOCK_SH)
    return presence


@contextmanager
def nobody_left(locks: Path) -> Iterator[bool]:
    """True if nobody holds the server any more. Then nobody can take hold of it inside the block."""
    with (locks / "users").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
