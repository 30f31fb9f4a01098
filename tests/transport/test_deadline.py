"""The deadlines of connections, on real sockets against a real server."""

import json
import socket
import threading
import time
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from register.errors import RegisterError
from register.transport.body import read_body
from register.transport.deadline import DeadlineProtocol
from register.transport.negotiation import headers_for

DEADLINE_S = 0.5
LARGE_ANSWER = 20_000_000
SMALL_ANSWER = 60_000  # less than the transport holds before it asks the writer to wait
SOON_S = 3.0
PATIENCE_S = 10.0

TIMEOUT_BODY = {
    "errors": [{"message": "The request did not arrive in time.", "extensions": {"code": "REQUEST_TIMEOUT"}}]
}
TOO_LARGE_BODY = {
    "errors": [{"message": "The request's headers are too long.", "extensions": {"code": "REQUEST_TOO_LARGE"}}]
}


class QuickProtocol(DeadlineProtocol):
    """The protocol with deadlines that a test can wait for."""

    @classmethod
    def deadlines(cls):
        return replace(super().deadlines(), arrival_s=DEADLINE_S, slow_read_s=DEADLINE_S, idle_s=1)


async def echo(request):
    """The length of the body."""
    try:
        body = await read_body(request, max_bytes=65_536, timeout_s=DEADLINE_S)
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

    def __init__(self):
        app = Starlette(routes=ROUTES)
        config = uvicorn.Config(app, http=QuickProtocol, ws="none", lifespan="off", log_level="critical")
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


@pytest.fixture(scope="module")
def server():
    with RunningServer() as running:
        yield running


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
    """Sends a byte every tenth of the deadline until the server has had enough; the answer, and how long it took."""
    started = time.monotonic()
    client.settimeout(DEADLINE_S / 10)
    while time.monotonic() < started + PATIENCE_S:
        try:
            client.sendall(byte)
            received = client.recv(65_536)
        except TimeoutError:
            continue
        except OSError:
            received = b""
        return received, time.monotonic() - started
    raise AssertionError("the server never had enough")


def request(path="/echo", headers="", method="POST"):
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}".encode()


def parsed(response):
    """The status, the header Connection and the JSON of a whole response."""
    head, _, body = response.partition(b"\r\n\r\n")
    return int(head.split()[1]), b"connection: close" in head.lower(), json.loads(body)


def test_a_head_that_is_not_whole_in_time_is_answered_408(server):
    with server.connect() as client:
        client.sendall(request() + b"X-Slow: ")
        response, took_s = dribble(client)

    assert parsed(response) == (408, True, TIMEOUT_BODY)
    assert took_s < SOON_S


def test_a_head_that_stops_is_answered_408(server):
    with server.connect() as client:
        client.sendall(b"GET /echo HT")

        assert parsed(receive_all(client)) == (408, True, TIMEOUT_BODY)


def test_a_silent_connection_is_closed_without_a_word(server):
    with server.connect() as client:
        assert receive_all(client) == b""


def test_empty_lines_do_not_keep_a_connection(server):
    with server.connect() as client:
        response, took_s = dribble(client, b"\r\n")

    assert response == b""
    assert took_s < SOON_S


def test_the_next_request_on_a_connection_has_the_same_deadline(server):
    with server.connect() as client:
        client.sendall(request(headers="Content-Length: 2\r\n\r\n") + b"{}")
        assert receive_response(client)[0] == 200

        client.sendall(request() + b"X-Slow: ")
        response, took_s = dribble(client)

    assert parsed(response) == (408, True, TIMEOUT_BODY)
    assert took_s < SOON_S


def test_an_idle_connection_is_closed(server):
    with server.connect() as client:
        client.sendall(request(headers="Content-Length: 2\r\n\r\n") + b"{}")
        assert receive_response(client)[0] == 200
        started = time.monotonic()

        assert client.recv(1) == b""

    assert 0.5 < time.monotonic() - started < SOON_S


def test_slow_connections_do_not_stop_others_and_are_gone_after_the_deadline(server):
    with ExitStack() as stack:
        slow = [stack.enter_context(server.connect()) for _ in range(50)]
        for client in slow:
            client.sendall(b"POST /echo HTTP/1.1\r\nX-Slow: ")

        with server.connect() as client:
            client.sendall(request(headers="Content-Length: 2\r\n\r\n") + b"{}")
            assert receive_response(client) == (200, {"bytes": 2})

        assert [parsed(receive_all(client))[0] for client in slow] == [408] * 50
    wait_until(lambda: server.open_connections == 0)


def test_a_request_in_two_halves_is_answered(server):
    with server.connect() as client:
        client.sendall(b"POST /echo HTTP/1.1\r\nHo")
        time.sleep(DEADLINE_S / 5)
        client.sendall(b"st: x\r\nContent-Length: 2\r\n\r\n{")
        time.sleep(DEADLINE_S / 5)
        client.sendall(b"}")

        assert receive_response(client) == (200, {"bytes": 2})


def test_a_request_after_a_slow_one_is_not_cut_by_its_timer(server):
    with server.connect() as client:
        for _ in range(4):
            client.sendall(b"POST /echo HTTP/1.1\r\nHo")
            time.sleep(DEADLINE_S / 2)
            client.sendall(b"st: x\r\nContent-Length: 2\r\n\r\n{}")
            assert receive_response(client)[0] == 200


def test_pipelined_requests_are_answered_in_turn(server):
    with server.connect() as client:
        for length in (2, 3):
            client.sendall(request(headers=f"Content-Length: {length}\r\n\r\n") + b"x" * length)

        received = b""
        while received.count(b'"bytes"') < 2:
            received += client.recv(65_536)

    assert received.index(b'"bytes":2') < received.index(b'"bytes":3')


def test_a_head_of_the_greatest_length_passes(server):
    with server.connect() as client:
        client.sendall(request(headers=f"X: {'x' * 16_000}\r\nContent-Length: 2\r\n\r\n") + b"x" * 2)

        assert receive_response(client)[0] == 200


@pytest.mark.parametrize(
    "head",
    [
        request(headers=f"X: {'x' * 16_400}\r\n\r\n"),
        request(headers=f"X: {'x' * 1_000_000}\r\n\r\n"),
        request(headers=f"X: {'x' * 1_000_000}"),
        request(headers="a: b\r\n" * 4_000 + "\r\n"),
        request(path="/echo?" + "q" * 20_000, headers="\r\n"),
        b"GET /" + b"q" * 20_000,
    ],
    ids=["just too long", "a megabyte", "without end", "many headers", "a long address", "an address without end"],
)
def test_a_head_that_is_too_long_is_answered_431(server, head):
    with server.connect() as client:
        client.sendall(head)

        assert parsed(receive_all(client)) == (431, True, TOO_LARGE_BODY)


def test_what_is_not_http_is_a_400(server):
    with server.connect() as client:
        client.sendall(b"\x16\x03\x01 hello\r\n\r\n")

        assert receive_all(client).startswith(b"HTTP/1.1 400 ")


def test_a_slow_body_is_a_408_and_the_connection_is_closed(server):
    with server.connect() as client:
        client.sendall(request(headers="Content-Length: 1000\r\n\r\n"))
        response, took_s = dribble(client)

    assert parsed(response) == (408, True, {"code": "REQUEST_TIMEOUT"})
    assert took_s < SOON_S


def test_a_body_that_nobody_reads_does_not_keep_the_connection(server):
    with server.connect() as client:
        client.sendall(request("/unread", "Content-Length: 1000000\r\n\r\n"))
        assert receive_response(client)[0] == 401

        response, took_s = dribble(client)

    assert response == b""
    assert took_s < SOON_S


@pytest.mark.parametrize("sent", [1_000_000, 50_000_000])
def test_a_body_that_declares_too_much_is_a_413_however_much_is_sent(server, sent):
    with server.connect() as client:
        client.sendall(request(headers=f"Content-Length: {sent}\r\n\r\n"))
        client.sendall(b"x" * sent)

        assert receive_response(client) == (413, {"code": "REQUEST_TOO_LARGE"})


def test_a_body_in_chunks_without_length_is_a_413_after_what_is_allowed(server):
    with server.connect() as client:
        client.sendall(request(headers="Transfer-Encoding: chunked\r\n\r\n"))
        for _ in range(65):
            client.sendall(b"400\r\n" + b"x" * 1_024 + b"\r\n")

        assert receive_response(client) == (413, {"code": "REQUEST_TOO_LARGE"})


def test_chunks_of_one_byte_are_read(server):
    with server.connect() as client:
        client.sendall(request(headers="Transfer-Encoding: chunked\r\n\r\n") + b"1\r\nx\r\n" * 20_000 + b"0\r\n\r\n")

        assert receive_response(client)[1]["bytes"] == 20_000


def test_a_compressed_body_is_a_415(server):
    with server.connect() as client:
        client.sendall(request(headers="Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n") + b"\x1f\x8b")

        assert receive_response(client) == (415, {"code": "REQUEST_UNSUPPORTED"})


def test_trailers_are_never_headers(server):
    with server.connect() as client:
        client.sendall(request("/names/", headers="Transfer-Encoding: chunked\r\n\r\n"))
        client.sendall(b"2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n\r\n")

        assert receive_response(client) == (200, ["host", "transfer-encoding"])


def test_trailers_without_end_cut_the_connection(server):
    with server.connect() as client:
        client.sendall(request(headers="Transfer-Encoding: chunked\r\n\r\n") + b"2\r\n{}\r\n0\r\n")

        with pytest.raises(ConnectionError):
            client.sendall((b"a: " + b"x" * 10_000 + b"\r\n") * 5_000)


@pytest.mark.parametrize("path", ["/large", "/stream", "/small"])
@pytest.mark.parametrize("connection", ["close", "keep-alive"])
def test_a_client_that_does_not_read_its_answer_is_cut(server, path, connection):
    wait_until(lambda: server.open_connections == 0)
    with server.connect(receive_bytes=4_096) as client:
        client.sendall(request(path, f"Connection: {connection}\r\n\r\n", method="GET"))
        assert client.recv(1) == b"H"
        assert server.open_connections == 1
        started = time.monotonic()

        wait_until(lambda: server.open_connections == 0)

    assert time.monotonic() - started < SOON_S


@pytest.mark.parametrize("path", ["/large", "/stream"])
def test_a_client_that_reads_slowly_but_steadily_gets_its_whole_answer(server, path):
    with server.connect(receive_bytes=65_536) as client:
        client.sendall(request(path, "Connection: close\r\n\r\n", method="GET"))
        received = 0
        started = time.monotonic()
        while chunk := client.recv(131_072):
            received += len(chunk)
            time.sleep(0.005)

    assert received > LARGE_ANSWER
    assert time.monotonic() - started > DEADLINE_S
