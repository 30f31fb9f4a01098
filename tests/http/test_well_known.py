"""What every server is asked for: no search engine reads it, and whoever finds a fault knows whom to write to."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from register.http.well_known import well_known_routes
from register.settings import Settings


def client(**given):
    return TestClient(Starlette(routes=well_known_routes(Settings(**given))))


def test_no_search_engine_may_read_the_register(server):
    told = server.client.get(f"{server.url}/robots.txt")

    assert (told.status_code, told.text) == (200, "User-agent: *\nDisallow: /\n")


@pytest.mark.parametrize("contact", ["mailto:security@register.example", "https://register.example/report"])
def test_whoever_finds_a_fault_is_shown_whom_to_write_to_and_until_when(contact):
    told = dict(
        line.split(": ", 1)
        for line in client(security_contact=contact).get("/.well-known/security.txt").text.splitlines()
    )

    ends = datetime.fromisoformat(told["Expires"])
    assert told["Contact"] == contact
    assert timedelta(days=80) < ends - datetime.now(UTC) < timedelta(days=365)


def test_without_a_contact_there_is_no_such_page():
    assert client().get("/.well-known/security.txt").status_code == 404


def test_browsers_are_given_no_picture():
    assert client().get("/favicon.ico").status_code == 204
