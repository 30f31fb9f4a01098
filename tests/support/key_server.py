"""A real HTTP server on loopback that plays the identity provider's key address."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class KeyServer(ThreadingHTTPServer):
    """Answers every GET with the answer of the moment, and counts what arrived and what was sent."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer: Answer = status(503)
        self.arrived = 0
        self.sent_bytes = 0
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/keys"

    def publish(self, *jwks: dict[str, Any]) -> None:
        self.answer = published(*jwks)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up in the middle of an answer are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: KeyServer

    def do_GET(self) -> None:
        self.server.arrived += 1
        self.server.answer(self)

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@contextmanager
def key_server() -> Iterator[KeyServer]:
    server = KeyServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def content(body: bytes, code: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code) if "Date" not in headers else handler.send_response_only(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def published(*jwks: dict[str, Any], **headers: str) -> Answer:
    return content(json.dumps({"keys": list(jwks)}).encode(), Content_Type="application/json", **headers)


def status(code: int, **headers: str) -> Answer:
    return content(b"", code, **headers)


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Says nothing until the test is over."""
    handler.server.released.wait(60)  # type: ignore[attr-defined]


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Sends one byte at a time, so that no single read ever takes long."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.released.is_set():  # type: ignore[attr-defined]
        handler.wfile.write(b" ")
        time.sleep(0.05)


def flood(handler: BaseHTTPRequestHandler) -> None:
    """Sends 100 MB."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1_600):
        handler.server.sent_bytes += handler.connection.send(b" " * 65_536)  # type: ignore[attr-defined]
