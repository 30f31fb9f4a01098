"""Bytes by their keys that lie in a file without a name: for more of them than should be in memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


def _opened() -> sqlite3.Connection:
    # Without a name SQLite makes a file of its own, keeps two megabytes of it in memory, and removes it at the end.
    made = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    made.execute("create table pair (key text primary key, value blob not null) without rowid")
    return made


@dataclass
class TemporaryMap:
    """Bytes by their keys, as long as this lives. One thread at a time may use it."""

    file: sqlite3.Connection = field(default_factory=_opened)

    def put(self, pairs: Iterable[tuple[str, bytes]]) -> None:
        """Keep some pairs, each instead of one with the same key."""
        self.file.execute("begin")
        self.file.executemany("insert or replace into pair (key, value) values (?, ?)", pairs)
        self.file.execute("commit")

    def pairs(self) -> Iterator[tuple[str, bytes]]:
        """Each pair, in the order of the keys."""
        yield from self.file.execute("select key, value from pair order by key")

    def __len__(self) -> int:
        (found,) = self.file.execute("select count(*) from pair").fetchone()
        return int(found)
