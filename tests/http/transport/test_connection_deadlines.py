"""The deadlines of connections, on real sockets against a real server."""

import time
from contextlib import ExitStack

import pytest

from tests.support.running_server import (
    DEADLINE_S,
    LARGE_ANSWER,
    PATIENT_S,
    PatientProtocol,
    RunningServer,
    dribble,
    parsed,
    receive_all,
    receive_response,
    request,
    wait_until,
)

TIMEOUT_BODY = {
    "errors": [
        {
            "message": "The request did not arrive in time.",
            "extensions": {"code": "REQUEST_TIMEOUT", "hint": "Send the request again, without pauses."},
        }
    ]
}
TOO_LARGE_BODY = {
    "errors": [
        {
            "message": "The request headers are too long.",
            "extensions": {"code": "REQUEST_TOO_LARGE", "hint": "Send less in one request."},
        }
    ]
}


@pytest.fixture(scope="module")
def server():
    with RunningServer() as running:
        yield running


@pytest.fixture(scope="module")
def patient():
    """A server whose deadline no client misses who means to meet it, however busy the machine is."""
    with RunningServer(PatientProtocol) as running:
        yield running


def test_a_head_that_is_not_whole_in_time_is_answered_408(server):
    with server.connect() as client:
        client.sendall(request() + b"X-Slow: ")
        response = dribble(client)

    assert parsed(response) == (408, True, TIMEOUT_BODY)


def test_a_head_that_stops_is_answered_408(server):
    with server.connect() as client:
        client.sendall(b"GET /echo HT")

        assert parsed(receive_all(client)) == (408, True, TIMEOUT_BODY)


def test_a_silent_connection_is_closed_without_a_word(server):
    with server.connect() as client:
        assert receive_all(client) == b""


def test_empty_lines_do_not_keep_a_connection(server):
    with server.connect() as client:
        response = dribble(client, b"\r\n")

    assert response == b""


def test_the_next_request_on_a_connection_has_the_same_deadline(server):
    with server.connect() as client:
        client.sendall(request(headers="Content-Length: 2\r\n\r\n") + b"{}")
        assert receive_response(client)[0] == 200

        client.sendall(request() + b"X-Slow: ")
        response = dribble(client)

    assert parsed(response) == (408, True, TIMEOUT_BODY)


def test_an_idle_connection_is_closed(server):
    with server.connect() as client:
        started = time.monotonic()
        client.sendall(request(headers="Content-Length: 2\r\n\r\n") + b"{}")
        assert receive_response(client)[0] == 200

        assert client.recv(1) == b""

    assert time.monotonic() - started > DEADLINE_S


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


def test_a_request_in_two_halves_is_answered(patient):
    with patient.connect() as client:
        client.sendall(b"POST /echo HTTP/1.1\r\nHo")
        time.sleep(0.1)
        client.sendall(b"st: x\r\nContent-Length: 2\r\n\r\n{")
        time.sleep(0.1)
        client.sendall(b"}")

        assert receive_response(client) == (200, {"bytes": 2})


def test_a_request_after_a_slow_one_is_not_cut_by_its_timer(patient):
    with patient.connect() as client:
        for _ in range(5):
            client.sendall(b"POST /echo HTTP/1.1\r\nHo")
            time.sleep(PATIENT_S / 4)
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
        response = dribble(client)

    assert parsed(response) == (408, True, {"code": "REQUEST_TIMEOUT"})


def test_a_body_that_nobody_reads_does_not_keep_the_connection(server):
    with server.connect() as client:
        client.sendall(request("/unread", "Content-Length: 1000000\r\n\r\n"))
        assert receive_response(client)[0] == 401

        response = dribble(client)

    assert response == b""


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

        # Cut by the server: the client still holds on.
        wait_until(lambda: server.open_connections == 0)


@pytest.mark.parametrize("path", ["/large", "/stream"])
def test_a_client_that_reads_slowly_but_steadily_gets_its_whole_answer(patient, path):
    with patient.connect(receive_bytes=65_536) as client:
        client.sendall(request(path, "Connection: close\r\n\r\n", method="GET"))
        received = 0
        started = time.monotonic()
        while chunk := client.recv(65_536):
            received += len(chunk)
            time.sleep(0.01)

    assert received > LARGE_ANSWER
    assert time.monotonic() - started > PATIENT_S
