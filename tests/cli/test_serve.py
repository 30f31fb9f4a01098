"""Serving: deadlines on every connection, and a port that is looked at first."""

import json
import socket
import subprocess

import httpx2
import pytest

from register.cli.serve import address_of, listening_socket, server
from register.errors import SetupError
from register.http.app import create_app
from register.http.transport.connection_deadlines import DeadlineProtocol
from register.http.transport.websocket_deadlines import SocketProtocol
from register.maintenance.migrate import API_LOGIN
from tests.support.demonstration import COMMAND, plain_environment


def test_the_server_has_deadlines_and_keeps_no_log_of_addresses():
    made = server(create_app(), "127.0.0.1", 0)

    assert (made.http, made.ws) == (DeadlineProtocol, SocketProtocol)
    assert (made.access_log, made.server_header) == (False, False)


def test_any_free_port_is_taken_for_nought_and_told_as_it_is():
    with listening_socket("127.0.0.1", 0) as opened:
        port = opened.getsockname()[1]

        assert port > 0
        assert address_of(opened) == f"http://127.0.0.1:{port}"


def test_an_address_of_version_six_is_told_in_brackets():
    with listening_socket("::1", 0) as opened:
        assert address_of(opened) == f"http://[::1]:{opened.getsockname()[1]}"


def test_a_port_that_is_taken_is_refused_with_another_to_choose():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(SetupError) as refusal:
            listening_socket("127.0.0.1", port)

    assert str(refusal.value) == (
        f"Port {port} on 127.0.0.1 cannot be used (Address already in use). "
        f"Choose another with --port, or with make demo PORT={port + 1}."
    )


def test_a_server_logs_that_it_serves_when_it_answers_and_what_is_amiss(cluster, template, worker, tmp_path):
    name = f"serving_{worker}"
    cluster.clone_database(template, name)
    with cluster.connect(name) as owner:
        owner.execute("update register.seal_state set checked_at = now() - interval '1 day'")
    process = subprocess.Popen(  # noqa: S603  our own command, no shell
        [COMMAND, "serve", "--port", "0"],
        env=plain_environment()
        | {"REGISTER_DATABASE_URL": cluster.url(name, user=API_LOGIN), "REGISTER_STATE_DIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        readiness, serving = (json.loads(process.stderr.readline()) for _ in range(2))
        answer = httpx2.get(serving["address"].replace("graphql", "health/ready"), trust_env=False)
    finally:
        process.terminate()
        process.communicate(timeout=60)
        cluster.drop_database(name)

    assert (readiness["event"], readiness["because"]) == ("readiness", ["unsealed"])
    assert "Run register audit seal" in readiness["way_out"]
    assert (serving["event"], serving["environment"], serving["ready"]) == ("serving", "development", False)
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "because": ["unsealed"]})
