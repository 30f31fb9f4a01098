"""A connection that is lost, or a statement that is cut off, at the very statement that a test names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import sqlalchemy as sa

from register.sql.session.horizon import SNAPSHOT
from tests.support.client import Server

TERMINATE = sa.text("select pg_terminate_backend(:pid, 5000)")
# What the server says of a statement that took too long, said by the server itself.
CANCEL = "do $$ begin raise exception using errcode = 'query_canceled'; end $$"
# The commit is done, and its sender never hears of it.
COMMIT_UNHEARD = "commit; select pg_terminate_backend(pg_backend_pid())"
KILLED, CANCELLED, UNHEARD = "killed", "cancelled", "unheard"
# The statement is cancelled, and its connection lost before it can be rolled back.
GONE = "gone"


@dataclass
class Crash:
    """Counts the statements of a server's requests. at: before which of them something happens; way: what."""

    server: Server
    at: int | None = None
    way: str = KILLED
    count: int = 0
    texts: list[str] = field(default_factory=list)

    def arm(self, at: int | None, way: str = KILLED) -> None:
        """Count anew, and let it happen at this statement."""
        self.at, self.way, self.count = at, way, 0
        self.texts.clear()

    async def before(self, connection: asyncpg.Connection, text: str) -> str:
        """The text to be run in the place of this one, after what befalls it."""
        # A listener of this process, of whichever server, looks at the log now and then: that is of no request.
        if text == SNAPSHOT:
            return text
        self.count += 1
        self.texts.append(text)
        if self.way == GONE and self.at is not None and self.count == self.at + 1:
            self.kill(connection)
        if self.count != self.at:
            return text
        if self.way == UNHEARD:
            assert text == "commit", text
            return COMMIT_UNHEARD
        if self.way == KILLED:
            self.kill(connection)
            return text
        return CANCEL

    def kill(self, connection: asyncpg.Connection) -> None:
        """End the process that serves a connection."""
        with self.server.owner.connect() as owner:
            owner.execute(TERMINATE, {"pid": connection.get_server_pid()})


@contextmanager
def crashes(server: Server) -> Iterator[Crash]:
    """Stand between the register and its driver for as long as the block lasts."""
    crash = Crash(server)
    kept = {name: getattr(asyncpg.Connection, name) for name in ("execute", "fetch", "fetchrow")}

    def between(run: Any) -> Any:
        async def standing(connection: asyncpg.Connection, query: str, *args: Any, **more: Any) -> Any:
            told = await crash.before(connection, query)
            return await run(connection, told, *(args if told == query else ()), **more)

        return standing

    for name, run in kept.items():
        setattr(asyncpg.Connection, name, between(run))
    try:
        yield crash
    finally:
        for name, run in kept.items():
            setattr(asyncpg.Connection, name, run)
