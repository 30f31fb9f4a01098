"""A database that takes connections and says nothing more: every caller is answered, and no later than is promised."""

import socket
import threading
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy.engine import make_url

from register.maintenance.migrate import API_LOGIN
from tests.support.client import serve


class Proxy:
    """Forwards bytes between the register and its database until it falls silent."""

    def __init__(self, to):
        self.to = to
        self.silent = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self):
        return self.listener.getsockname()[1]

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                database = self.to()
                for source, target in ((client, database), (database, client)):
                    threading.Thread(target=self._forward, args=[source, target], daemon=True).start()

    def _forward(self, source, target):
        with suppress(OSError):
            while data := source.recv(65_536):
                if not self.silent.is_set():
                    target.sendall(data)


def dial(url):
    """A connection to the database of a URL, over whichever kind of socket it names."""
    host, port = url.query.get("host") or url.host, url.port or 5432
    if str(host).startswith("/"):
        made = socket.socket(socket.AF_UNIX)
        made.connect(f"{host}/.s.PGSQL.{port}")
        return made
    return socket.create_connection((host, port))


@contextmanager
def behind_a_proxy(cluster, story, name):
    cluster.clone_database(story, name)
    url = make_url(cluster.url(name, user=API_LOGIN))
    proxy = Proxy(lambda: dial(url))
    through = url.set(
        host="127.0.0.1", port=proxy.port, query={**{k: v for k, v in url.query.items() if k not in ("host", "port")}}
    )
    with serve(through.render_as_string(hide_password=False), cluster.url(name)) as server:
        yield server, proxy
    proxy.listener.close()
    cluster.drop_database(name)


@pytest.mark.parametrize("warm", [1, 3])
def test_callers_of_a_database_that_falls_silent_are_answered_503_while_it_is_silent(cluster, story, worker, warm):
    with behind_a_proxy(cluster, story, f"half_open_{worker}") as (server, proxy):
        assert all(server.ask("{ homes { nodes { urn } } }", "ofsted").status == 200 for _ in range(warm))
        proxy.silent.set()
        answer = server.ask("{ homes { nodes { urn } } }", "ofsted")

        assert (answer.status, answer.codes) == (503, ["SYSTEM_UNAVAILABLE"])
