"""Holders: a head is held, or NotHeld says that it is not; there is nothing between."""

import json
import os
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from register.errors import SetupError
from register.sealing import holders as module
from register.sealing.heads import sign
from register.sealing.holders import HEADS_FILE, FileHolder, HttpHolder, NotHeld, open_holder, read_heads
from register.sealing.keys import open_key
from register.settings import Settings
from register.vocabulary import Log


@pytest.fixture
def head(tmp_path):
    """A head of one leaf."""
    return sign(open_key(Settings(), tmp_path), uuid.UUID(int=1), Log.ACCESS, size=1, root=b"\x01" * 32)


class Notary(BaseHTTPRequestHandler):
    """Answers every POST with the status of the moment, and keeps what came."""

    def do_POST(self):
        if self.server.status == 0:
            self.server.released.wait(30)
            return
        self.server.came.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        """Tests print nothing."""


@pytest.fixture
def notary():
    """A real server on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Notary)
    server.daemon_threads, server.block_on_close = True, False
    server.status, server.came, server.released = 200, [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def address(notary):
    return f"http://127.0.0.1:{notary.server_port}/heads"


def test_a_file_gains_one_line_a_head_that_is_read_back(tmp_path, head):
    holder = FileHolder(tmp_path / "deep" / "heads.log")
    holder.hold(head)
    holder.hold(head)

    assert read_heads(holder.path) == [head, head]


def test_a_file_that_cannot_be_written_does_not_hold(tmp_path, head):
    (tmp_path / "heads.log").mkdir()

    with pytest.raises(NotHeld):
        FileHolder(tmp_path / "heads.log").hold(head)


def test_a_full_disk_leaves_no_half_line(tmp_path, head, monkeypatch):
    holder = FileHolder(tmp_path / "heads.log")
    holder.hold(head)
    write = os.write
    monkeypatch.setattr(module.os, "write", lambda file, line: write(file, line[:40]))
    with pytest.raises(NotHeld, match="no room"):
        holder.hold(head)
    monkeypatch.undo()
    holder.hold(head)

    assert read_heads(holder.path) == [head, head]


@pytest.mark.parametrize("status", [200, 201, 204])
def test_an_address_that_says_yes_holds_the_head(notary, head, status):
    notary.status = status
    HttpHolder(address(notary)).hold(head)

    ((path, body),) = notary.came
    assert (path, json.loads(body)) == ("/heads", head.told())


@pytest.mark.parametrize("status", [301, 302, 307, 400, 403, 500, 503])
def test_an_address_that_says_anything_else_does_not_and_is_not_followed(notary, head, status):
    notary.status = status

    with pytest.raises(NotHeld, match=f"status {status}"):
        HttpHolder(address(notary)).hold(head)
    assert [path for path, _ in notary.came] == ["/heads"]


def test_an_address_that_says_nothing_in_time_does_not_hold(notary, head, monkeypatch):
    monkeypatch.setattr(module, "ANSWER_WITHIN_S", 0.2)
    notary.status = 0

    with pytest.raises(NotHeld, match="Timeout"):
        HttpHolder(address(notary)).hold(head)


def test_an_address_where_nobody_is_does_not_hold(head):
    with pytest.raises(NotHeld, match="ConnectError"):
        HttpHolder("http://127.0.0.1:1/heads").hold(head)


def test_proxies_of_the_environment_are_not_asked(notary, head, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    HttpHolder(address(notary)).hold(head)

    assert len(notary.came) == 1


def test_in_development_heads_go_to_a_file_in_the_state_folder(tmp_path):
    assert open_holder(Settings(), tmp_path).path == tmp_path / HEADS_FILE


def test_a_holder_is_a_file_or_an_address(tmp_path):
    assert str(open_holder(Settings(head_holder="file:/somewhere/heads"), tmp_path).path) == "/somewhere/heads"
    assert open_holder(Settings(head_holder="https://holder.example/"), tmp_path).url == "https://holder.example/"


@pytest.mark.parametrize("holder", ["nonsense", "file:", "ftp://holder.example", "https:holder"])
def test_what_is_neither_is_refused(tmp_path, holder):
    with pytest.raises(SetupError, match="REGISTER_HEAD_HOLDER"):
        open_holder(Settings(head_holder=holder), tmp_path)


def test_in_production_somebody_else_must_hold_the_heads(tmp_path):
    with pytest.raises(SetupError, match="REGISTER_HEAD_HOLDER"):
        open_holder(Settings(environment="production"), tmp_path)


def test_a_holders_file_with_a_line_that_is_no_head_is_refused_by_its_number(tmp_path, head):
    file = tmp_path / "heads.log"
    FileHolder(file).hold(head)
    file.write_bytes(file.read_bytes() + b"{}\n")

    with pytest.raises(SetupError, match="Line 2"):
        read_heads(file)


def test_a_holders_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SetupError, match="cannot be read"):
        read_heads(tmp_path / "none.log")
