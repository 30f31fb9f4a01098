"""Metrics are served where an operator says, and nowhere unless one does."""

import json
import logging
import os
import socket
import subprocess

import httpx2
import pytest

from register.errors import SetupError
from register.http.metrics_listener import metrics_socket
from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from tests.hostile.conftest import make_server as make_server
from tests.support.demonstration import COMMAND, plain_environment
from tests.support.metrics_client import free_port, watched


def test_nobody_listens_unless_a_port_is_set(settings_of):
    settings_of()

    assert metrics_socket(settings()) is None


@pytest.mark.parametrize(("host", "family"), [("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)])
def test_it_listens_at_the_address_that_is_set(settings_of, host, family):
    port = free_port()
    settings_of(METRICS_PORT=str(port), METRICS_HOST=host)

    with metrics_socket(settings()) as opened:
        assert (opened.family, *opened.getsockname()[:2]) == (family, host, port)


def test_it_listens_on_this_machine_alone_unless_told_otherwise(settings_of):
    settings_of(METRICS_PORT=str(free_port()))

    with metrics_socket(settings()) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_refused_by_the_name_of_the_setting(settings_of):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings_of(METRICS_PORT=str(port))

        with pytest.raises(SetupError) as refusal:
            metrics_socket(settings())

    assert str(refusal.value) == (
        f"Metrics cannot be served on port {port} of 127.0.0.1 (Address already in use). "
        "Set REGISTER_METRICS_PORT to another, or to 0 for none."
    )


def test_an_address_that_is_not_of_this_machine_is_refused_in_one_line(settings_of):
    settings_of(METRICS_PORT="9100", METRICS_HOST="nowhere.invalid")

    with pytest.raises(SetupError, match=r"^Metrics cannot be served on port 9100 of nowhere\.invalid .*none\.$"):
        metrics_socket(settings())


def test_it_is_told_at_the_start_where_metrics_are_and_they_end_with_the_server(make_server, caplog):
    with caplog.at_level(logging.INFO), watched(make_server) as (_, scraper):
        told = scraper.client.get(f"{scraper.url}/metrics")

    lines = [json.loads(each.getMessage()) for each in caplog.records if each.name == "register.server"]
    assert [each["address"] for each in lines if each["event"] == "metrics"] == [f"{scraper.url}/metrics"]
    assert told.status_code == 200
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{scraper.url}/metrics", trust_env=False)


def test_register_serve_ends_with_one_line_if_the_port_of_metrics_is_taken(cluster, template, worker, tmp_path):
    name = f"metrics_{worker}"
    cluster.clone_database(template, name)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = {
            "REGISTER_DATABASE_URL": cluster.url(name, user=API_LOGIN),
            "REGISTER_STATE_DIR": os.fspath(tmp_path),
            "REGISTER_METRICS_PORT": str(taken.getsockname()[1]),
        }
        ended = subprocess.run(  # noqa: S603  our own command, no shell
            [COMMAND, "serve", "--port", "0"],
            env=plain_environment() | given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    cluster.drop_database(name)

    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert ended.stderr.startswith("register: Metrics cannot be served on port ")
