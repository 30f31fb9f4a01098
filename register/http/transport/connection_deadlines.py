"""The connection's deadlines, which uvicorn does not have: for a request's head to arrive, for an answer to be taken.

Serve with QuietConfig. The deadline of a body is read_body's; what this adds to a usual request is a
few comparisons, because a timer is set only if something is left waiting.
"""

from asyncio import BaseTransport, TimerHandle, Transport
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final, cast

import orjson
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from register.errors import RegisterError, RequestTimeout, TooLarge
from register.http.transport.single_write import JoinedWrites
from register.settings import settings

SLOW_READ_S: Final = 20.0
IDLE_S: Final = 15
LINGER_S: Final = 1.0

# The slowest reader that is served, in bytes a second.
SLOWEST_READ_BYTES: Final = 4_096

# A chunk of one byte takes six on the wire; the rest is room for trailers, which are dropped.
WIRE_BYTES_PER_BYTE: Final = 8

HEADER_BYTES_AROUND: Final = 4  # the colon, the space and the end of the line


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What a connection may take: seconds for a head to arrive, to stay idle, for unread bytes to be read; bytes."""

    arrival_s: float
    idle_s: int
    slow_read_s: float
    max_head_bytes: int
    max_framing_bytes: int


class _HeadTooLarge(Exception):
    """Stops the parser."""


class DeadlineProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol that ends the connections of clients who keep it waiting.

    A head not whole in time is answered 408, a head too long 431. A silent connection is closed, and one whose client
    does not read its answer is cut.
    """

    @classmethod
    def deadlines(cls) -> Deadlines:
        """The deadlines of a new connection, from the settings of this process."""
        current = settings()
        return Deadlines(
            arrival_s=current.arrival_timeout_s,
            idle_s=IDLE_S,
            slow_read_s=SLOW_READ_S,
            max_head_bytes=current.max_header_bytes,
            max_framing_bytes=current.max_header_bytes + WIRE_BYTES_PER_BYTE * current.max_body_bytes,
        )

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.allowed = self.deadlines()
        self.timeout_keep_alive = min(config.timeout_keep_alive, self.allowed.idle_s)
        self.arrival_timer: TimerHandle | None = None
        self.drain_timer: TimerHandle | None = None
        self.in_head = False
        self.is_over = False  # refused or handed to another protocol: what still arrives is not read
        self.bytes_outside_body = 0

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Transport, JoinedWrites(cast(Transport, transport), self.loop)))
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_arrival()
        self._forget_drain()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.is_over:
            return
        self.bytes_outside_body += len(data)
        super().data_received(data)
        if self.is_over or self.transport.is_closing():
            return
        if self.in_head and self.bytes_outside_body > self.allowed.max_head_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _head_too_large())
        elif self.bytes_outside_body > self.allowed.max_framing_bytes:
            self.transport.abort()
        elif not self._is_answering():
            self._await_head()

    def on_message_begin(self) -> None:
        self.in_head = True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.in_head:  # else a trailer, which would be read as a header of the request
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self.bytes_outside_body > self.allowed.max_head_bytes and self._head_bytes() > self.allowed.max_head_bytes:
            raise _HeadTooLarge
        self.in_head = False
        self.bytes_outside_body = 0
        self._forget_arrival()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self.bytes_outside_body -= len(body)
        super().on_body(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch_drain()

    def send_400_response(self, msg: str) -> None:
        if self.in_head and self._head_bytes() > self.allowed.max_head_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _head_too_large())
        else:
            super().send_400_response(msg)

    def handle_websocket_upgrade(self) -> None:
        self.is_over = True
        super().handle_websocket_upgrade()

    def shutdown(self) -> None:
        super().shutdown()
        if self._is_answering() and self.cycle.chunked_encoding:
            # An answer of no declared length may have no end; its client asks again elsewhere, from where it was.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.transport.close()
            self.loop.call_later(LINGER_S, self.transport.abort)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_drain()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._is_answering():
            self._forget_drain()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + HEADER_BYTES_AROUND for name, value in self.headers)

    def _await_head(self) -> None:
        if self.arrival_timer is None:
            self.arrival_timer = self.loop.call_later(self.allowed.arrival_s, self._end_arrival)

    def _forget_arrival(self) -> None:
        if self.arrival_timer is not None:
            self.arrival_timer.cancel()
            self.arrival_timer = None

    def _end_arrival(self) -> None:
        self.arrival_timer = None
        if self.transport.is_closing():
            return
        if self.in_head:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, RequestTimeout("The request did not arrive in time."))
        else:
            self.transport.close()

    def _refuse(self, status: HTTPStatus, error: RegisterError) -> None:
        """Answers and closes, reading on for a moment: closing on unread bytes would take the answer back."""
        self.is_over = True
        self._forget_arrival()
        self._forget_drain()
        if self._is_answering():
            self.transport.abort()  # the answer to the request before must not be mistaken for this one
            return
        self.transport.write(_answer(status, error))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.drain_timer = self.loop.call_later(LINGER_S, self.transport.abort)

    def _watch_drain(self) -> None:
        if self.drain_timer is None and (unread := self.transport.get_write_buffer_size()):
            self.drain_timer = self.loop.call_later(self.allowed.slow_read_s, self._check_drain, unread)

    def _forget_drain(self) -> None:
        if self.drain_timer is not None:
            self.drain_timer.cancel()
            self.drain_timer = None

    def _check_drain(self, unread_before: int) -> None:
        self.drain_timer = None
        unread = self.transport.get_write_buffer_size()
        if unread and unread_before - unread < SLOWEST_READ_BYTES * self.allowed.slow_read_s:
            self.transport.abort()
        else:
            self._watch_drain()


def _head_too_large() -> TooLarge:
    return TooLarge("The request headers are too long.")


def _answer(status: HTTPStatus, error: RegisterError) -> bytes:
    """A whole response, for a request of which too little is known to choose a media type."""
    body = orjson.dumps({"errors": [{"message": error.message, "extensions": dict(error.extensions)}]})
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "content-type: application/json; charset=utf-8\r\n"
        f"content-length: {len(body)}\r\n"
        "connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


# How each of our listeners serves: with deadlines on every connection, and no log that could hold an address.
QuietConfig: Final = partial(
    Config,
    http=DeadlineProtocol,
    access_log=False,
    proxy_headers=False,
    server_header=False,
    date_header=False,
    log_level="warning",
)
