"""A real server on a free port with deadlines that a test can wait for, and raw sockets to meet them with."""

import json
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from register.errors import RegisterError
from register.http.transport.body import read_body
from register.http.transport.connection_deadlines import DeadlineProtocol
from register.http.transport.negotiation import headers_for

DEADLINE_S = 0.5
LARGE_ANSWER = 20_000_000
SMALL_ANSWER = 60_000  # less than the transport holds before it asks the writer to wait
PATIENT_S = 2.5
PATIENCE_S = 60.0


class QuickProtocol(DeadlineProtocol):
    """The protocol with deadlines that a test can wait for."""

    @classmethod
    def deadlines(cls):
        return replace(super().deadlines(), arrival_s=DEADLINE_S, slow_read_s=DEADLINE_S, idle_s=1)


class PatientProtocol(DeadlineProtocol):
    """The protocol with deadlines that a busy test does not miss."""

    @classmethod
    def deadlines(cls):
        return replace(super().deadlines(), arrival_s=PATIENT_S, slow_read_s=PATIENT_S)


async def echo(request):
    """The length of the body."""
    try:
        body = await read_body(request, max_bytes=65_536, timeout_s=request.app.state.arrival_s)
    except RegisterError as error:
        return JSONResponse({"code": error.code}, status_code=error.status, headers=dict(headers_for(error)))
    return JSONResponse({"bytes": len(body)})


async def names(scope, receive, send):
    """The names of the headers as they stand once the whole body is read, trailers behind it."""
    while (await receive()).get("more_body"):
        pass
    await JSONResponse([name.decode() for name, _ in scope["headers"]])(scope, receive, send)


async def unread(request):
    return Response(status_code=401)


async def large(request):
    return Response(b"x" * LARGE_ANSWER)


async def stream(request):
    async def pieces():
        for _ in range(1_000):
            yield b"x" * (LARGE_ANSWER // 1_000)

    return StreamingResponse(pieces())


async def small(request):
    return Response(b"x" * SMALL_ANSWER)


ROUTES = [
    Route("/echo", echo, methods=["GET", "POST"]),
    Route("/unread", unread, methods=["POST"]),
    Route("/large", large),
    Route("/stream", stream),
    Route("/small", small),
    Mount("/names", names),
]


class RunningServer:
    """A server on a free port of this machine."""

    def __init__(self, protocol=QuickProtocol):
        app = Starlette(routes=ROUTES)
        app.state.arrival_s = protocol.deadlines().arrival_s
        config = uvicorn.Config(app, http=protocol, ws="none", lifespan="off", log_level="critical")
        self.server = uvicorn.Server(config)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)

    def __enter__(self):
        self.thread.start()
        wait_until(lambda: self.server.started)
        return self

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(timeout=PATIENCE_S)
        assert not self.thread.is_alive()

    def connect(self, receive_bytes=None):
        client = socket.socket()
        if receive_bytes:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        client.settimeout(PATIENCE_S)
        client.connect(self.listening.getsockname())
        return closing(client)

    @property
    def open_connections(self):
        return len(self.server.server_state.connections)


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def receive_all(client):
    """Everything until the server closes."""
    received = bytearray()
    while chunk := client.recv(1_048_576):
        received += chunk
    return bytes(received)


def receive_response(client):
    """The status and the JSON of one response of declared length."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = client.recv(65_536)
        assert chunk, f"closed after {received!r}"
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:"))
    while len(body) < length:
        body += client.recv(65_536)
    return int(head.split()[1]), json.loads(body or b"null")


def dribble(client, byte=b"x"):
    """Sends a byte every tenth of the deadline until the server has had enough; its answer."""
    until = time.monotonic() + PATIENCE_S
    client.settimeout(DEADLINE_S / 10)
    while time.monotonic() < until:
        try:
            client.sendall(byte)
            received = client.recv(65_536)
        except TimeoutError:
            continue
        except OSError:
            received = b""
        return received
    raise AssertionError("the server never had enough")


def request(path="/echo", headers="", method="POST"):
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}".encode()


def parsed(response):
    """The status, the header Connection and the JSON of a whole response."""
    head, _, body = response.partition(b"\r\n\r\n")
    return int(head.split()[1]), b"connection: close" in head.lower(), json.loads(body)
