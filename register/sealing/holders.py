"""The witnesses that hold heads outside. Access to the database is not enough to take a head back from them."""

import os
from pathlib import Path
from typing import Protocol
from uuid import UUID

import httpx2

from register.errors import SetupError
from register.sealing.heads import Head, read_head
from register.sealing.leaves import canonical
from register.settings import Settings
from register.vocabulary import Log

HEADS_FILE = "heads.log"
ANSWER_WITHIN_S = 5.0
JSON = {"Content-Type": "application/json"}


class NotHeld(Exception):
    """The holder did not take a head. The message is a word that says why, for the log."""


class Holder(Protocol):
    """A witness: it takes heads."""

    def hold(self, head: Head) -> None:
        """Hand over a head; returning means that it is held. Raises: NotHeld."""

    def newest(self, log: Log, origin: UUID) -> Head | None:
        """The newest head that it holds of a log; None if it holds none, or cannot be asked. Raises: NotHeld."""


class FileHolder:
    """A file that grows by one line a head, written through to the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def hold(self, head: Head) -> None:
        """Append the head as one line of JSON. Raises: NotHeld."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                before, line = os.fstat(file).st_size, canonical(head.told()) + b"\n"
                if os.write(file, line) != len(line):
                    # A full disk takes half a line; the next one must not begin in the middle of it.
                    os.ftruncate(file, before)
                    raise NotHeld("no room")
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as fault:
            raise NotHeld(type(fault).__name__) from fault

    def newest(self, log: Log, origin: UUID) -> Head | None:
        """The head of the largest size in the file. Raises: NotHeld if the file cannot be read."""
        try:
            heads = read_heads(self.path) if self.path.exists() else []
        except SetupError as fault:
            raise NotHeld("unreadable") from fault
        of_log = [head for head in heads if (head.log, head.origin) == (log, origin)]
        return max(of_log, key=lambda head: head.size, default=None)


class HttpHolder:
    """An address that takes heads by POST: an answer of the 200s within five seconds means that it is held."""

    def __init__(self, url: str) -> None:
        self.url = url

    def hold(self, head: Head) -> None:
        """Post the head as JSON. Neither redirects nor proxies of the environment are followed. Raises: NotHeld."""
        try:
            with httpx2.Client(trust_env=False, follow_redirects=False, timeout=ANSWER_WITHIN_S) as client:
                body = canonical(head.told())
                with client.stream(
                    "POST", self.url, content=body, headers={"Content-Type": "application/json"}
                ) as answer:
                    if not answer.is_success:
                        raise NotHeld(f"status {answer.status_code}")
        except httpx2.HTTPError as fault:
            raise NotHeld(type(fault).__name__) from fault

    def newest(self, log: Log, origin: UUID) -> Head | None:
        """Nothing: the address takes heads and gives none."""
        return None


def open_holder(given: Settings, state_dir: Path) -> Holder:
    """The holder of the settings; outside production, a file in the state folder if none is set.

    Raises: SetupError if production has none, or the setting names neither a file nor an address.
    """
    match given.head_holder.partition(":"):
        case ("", "", ""):
            if given.environment == "production":
                raise SetupError("Set REGISTER_HEAD_HOLDER. In production another organisation must hold the heads.")
            return FileHolder(state_dir / HEADS_FILE)
        case ("file", ":", path) if path:
            return FileHolder(Path(path))
        case ("http" | "https", ":", rest) if rest.startswith("//"):
            return HttpHolder(given.head_holder)
    raise SetupError("REGISTER_HEAD_HOLDER must be file:PATH or an address that starts with https://.")


def read_heads(path: Path) -> list[Head]:
    """The heads that a holder has, from its file of one line a head.

    Raises: SetupError if the file is not there, or a line of it is no head.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as fault:
        raise SetupError(f"{path} cannot be read: {fault.strerror}.") from None
    heads: list[Head] = []
    for number, line in enumerate(lines, 1):
        try:
            heads.append(read_head(line))
        except ValueError:
            raise SetupError(f"Line {number:,} of {path} is not a head.") from None
    return heads
