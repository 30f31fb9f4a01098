"""The list of tokens and people that are refused although their tokens are still good."""

import asyncio
import time
from pathlib import Path

from register.errors import SetupError
from register.identity.claims import Claims
from register.identity.security_log import security_event

KINDS = ("jti:", "sub:")


class Revoked:
    """The deny list: a text file of lines `jti:…` or `sub:…`, with # for remarks, read again when it is due.

    A file that cannot be read at the start stops the start. One that cannot be read later leaves the list as it
    was and writes a security event at each attempt; a line that says neither is left out with an event.
    """

    def __init__(self, path: Path | None, reread_s: float) -> None:
        self._path = path
        self._reread_s = reread_s
        self._due = time.monotonic() + reread_s
        try:
            self._entries = _read(path) if path else frozenset[str]()
        except (OSError, ValueError):
            raise SetupError("REGISTER_REVOKED_FILE names a file that cannot be read as UTF-8 text.") from None

    async def includes(self, claims: Claims) -> bool:
        """True if the token or its bearer is on the list, as read at most reread_s seconds ago."""
        if self._path and time.monotonic() >= self._due:
            await self._reread(self._path)
        names = {f"sub:{claims.subject}"} | ({f"jti:{claims.token_id}"} if claims.token_id else set())
        return not names.isdisjoint(self._entries)

    async def _reread(self, path: Path) -> None:
        self._due = time.monotonic() + self._reread_s
        try:
            self._entries = await asyncio.to_thread(_read, path)
        except (OSError, ValueError) as error:
            security_event("revoked_file_unreadable", reason=type(error).__name__)


def _read(path: Path) -> frozenset[str]:
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    for number, line in enumerate(lines, 1):
        if line and not line.startswith(("#", *KINDS)):
            security_event("revoked_line_unreadable", line=number)
    return frozenset(line for line in lines if line.startswith(KINDS))
