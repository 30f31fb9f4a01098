"""Writing an answer's head and body in one piece: half the system calls, and one segment where there were two."""

import asyncio
from typing import Final

END_OF_HEAD: Final = b"\r\n\r\n"
INTERIM: Final = b"HTTP/1.1 100"


# Decision: single-write
class JoinedWrites:
    """A transport that keeps an answer's head back until its body follows, or until the loop turns."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)

    def write(self, piece: bytes) -> None:
        """Write a piece of an answer; a head waits for what follows it."""
        if self._head:
            self._transport.write(self._head + piece)
            self._head = b""
        elif piece.endswith(END_OF_HEAD) and not piece.startswith(INTERIM):
            self._head = piece
            self._loop.call_soon(self._flush)
        else:
            self._transport.write(piece)

    def close(self) -> None:
        """Close the connection once everything is written."""
        self._flush()
        self._transport.close()

    def write_eof(self) -> None:
        """Say that nothing more follows."""
        self._flush()
        self._transport.write_eof()

    def get_write_buffer_size(self) -> int:
        """How many bytes wait to be sent."""
        return self._transport.get_write_buffer_size() + len(self._head)

    def _flush(self) -> None:
        if self._head and not self._transport.is_closing():
            self._transport.write(self._head)
        self._head = b""
