"""The deadlines of WebSocket connections, on real sockets against a real server."""

import socket
import threading
import time
from contextlib import closing

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close
from websockets.sync.client import connect

from register.http.transport.websocket_deadlines import SocketProtocol
from tests.support.running_server import PATIENCE_S, wait_until

SEND_S = 0.5
PIECE = "x" * 50_000


class QuickProtocol(SocketProtocol):
    """The protocol with a deadline that a test can wait for."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.send_s = SEND_S


class Talk:
    """An application that sends without end, or sends back what it gets; and how its senders fared."""

    def __init__(self):
        self.sent = 0
        self.stopped = threading.Event()

    async def flood(self, websocket):
        await websocket.accept()
        try:
            while True:
                await websocket.send_text(PIECE)
                self.sent += 1
        except WebSocketDisconnect:
            self.stopped.set()

    async def echo(self, websocket):
        await websocket.accept()
        try:
            while True:
                await websocket.send_text(await websocket.receive_text())
        except WebSocketDisconnect:
            self.stopped.set()


class Running:
    """A server on a free port of this machine."""

    def __init__(self):
        self.talk = Talk()
        routes = [WebSocketRoute("/flood", self.talk.flood), WebSocketRoute("/echo", self.talk.echo)]
        config = uvicorn.Config(Starlette(routes=routes), ws=QuickProtocol, lifespan="off", log_level="critical")
        self.server = uvicorn.Server(config)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)
        self.thread.start()
        wait_until(lambda: self.server.started)

    def connect(self, path, **given):
        host, port = self.listening.getsockname()
        return connect(f"ws://{host}:{port}{path}", proxy=None, **given)

    def slow(self):
        """A client that reads nothing, over a connection that holds little for it."""
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.settimeout(PATIENCE_S)
        client.connect(self.listening.getsockname())
        key = "dGhlIHNhbXBsZSBub25jZQ=="
        lines = ["GET /flood HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", ""]
        client.sendall("\r\n".join(lines).encode())
        return closing(client)

    @property
    def open_connections(self):
        return len(self.server.server_state.connections)

    def stop(self):
        self.server.should_exit = True
        self.thread.join(timeout=PATIENCE_S)
        assert not self.thread.is_alive()


@pytest.fixture
def running():
    made = Running()
    yield made
    made.stop()


def test_a_reader_who_reads_nothing_is_cut_off_and_its_writer_told(running):
    with running.slow():
        assert running.talk.stopped.wait(PATIENCE_S)
        wait_until(lambda: running.open_connections == 0)

    # What waits is bounded: some 64 KB here, what the kernel holds, and no more.
    assert running.talk.sent < 100


def test_a_reader_who_reads_again_in_time_to_hear_it_is_told_why(running):
    with running.slow() as client:
        assert running.talk.stopped.wait(PATIENCE_S)
        received = bytearray()
        while chunk := client.recv(65_536):
            received += chunk

    assert Close.parse(bytes(received[received.rindex(b"\x11\x4f") :])).code == 4431


def test_a_steady_reader_is_not_cut_off(running):
    started = time.monotonic()
    with running.connect("/flood", max_queue=1, close_timeout=0.2) as client:
        while time.monotonic() < started + 3 * SEND_S:
            assert client.recv(timeout=PATIENCE_S) == PIECE


def test_a_message_beyond_the_bound_is_not_read(running):
    with running.connect("/echo") as client:
        client.send("x" * 65_536)
        assert len(client.recv(timeout=PATIENCE_S)) == 65_536

        client.send("x" * 65_537)
        with pytest.raises(ConnectionClosed) as closed:
            client.recv(timeout=PATIENCE_S)

    assert closed.value.rcvd.code == 1009


def test_messages_are_not_compressed(running):
    with running.connect("/echo", compression="deflate") as client:
        assert client.protocol.extensions == []


def test_stopping_the_server_closes_sockets_with_1012_and_waits_for_no_reader(running):
    with running.connect("/echo") as client, running.slow():
        wait_until(lambda: running.talk.sent > 0)
        # The server has stopped while its slow reader still holds on.
        running.stop()
        with pytest.raises(ConnectionClosed) as closed:
            client.recv(timeout=PATIENCE_S)

    assert closed.value.rcvd.code == 1012
