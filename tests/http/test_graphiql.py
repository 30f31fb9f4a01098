"""The query page: built files are served as they are, under a policy that lets nothing in from outside."""

import json
import re
from pathlib import Path

import pytest
from graphql import parse, validate
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from register.http.graphiql import BUNDLE, NOT_BUILT, asks_for_page, graphiql_page, page_routes
from register.identity.development_issuer import DEVELOPMENT_ISSUER
from register.schema.assemble import graphql_schema
from register.vocabulary import Purpose

CHECKOUT = Path(__file__).parents[2]
SOURCES = CHECKOUT / "web"
LOCKED = ("web", "tests/http_audit", "bench/postgraphile")


@pytest.fixture
def bundle(tmp_path):
    """A bundle of one page and one script, as the build writes them, beside a file that is not part of it."""
    (tmp_path / "secret.js").write_text("not an asset")
    folder = tmp_path / "graphiql"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Queries</title>")
    (folder / "assets" / "page-ABC123.js").write_text("1;")
    return folder


def request(method="GET", query="", accept="text/html,application/xhtml+xml,*/*;q=0.8"):
    return Request(
        {
            "type": "http",
            "method": method,
            "query_string": query.encode(),
            "headers": [(b"accept", accept.encode())],
        }
    )


def assets(bundle):
    return TestClient(Starlette(routes=page_routes(bundle)))


def test_a_browser_that_opens_the_address_asks_for_the_page():
    assert asks_for_page(request())


@pytest.mark.parametrize(
    "other",
    [
        request(method="POST"),
        request(query="query={viewer{agency}}"),
        request(accept="application/graphql-response+json"),
        request(accept="*/*"),
    ],
    ids=["post", "query by get", "graphql client", "anything"],
)
def test_a_client_that_sends_a_query_does_not_ask_for_the_page(other):
    assert not asks_for_page(other)


def test_the_page_is_served_fresh_and_lets_nothing_in_from_outside(bundle):
    answer = graphiql_page(bundle)

    assert (answer.status_code, answer.media_type) == (200, "text/html")
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; style-src 'self' 'unsafe-inline'; ")
    assert "script-src" not in policy
    assert re.findall(r"https?:|\*", policy) == []


def test_without_a_build_the_page_says_how_to_build_it(tmp_path):
    answer = graphiql_page(tmp_path)

    assert (answer.status_code, answer.body.decode()) == (404, NOT_BUILT)


def test_an_asset_is_served_to_anyone_and_cached_for_good(bundle):
    answer = assets(bundle).get("/graphql/assets/page-ABC123.js")

    assert (answer.status_code, answer.text) == (200, "1;")
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["page-OTHER.js", "..", "%2e%2e%2fsecret.js", "%2e%2e%2f%2e%2e%2fsecret.js", ".hidden", "a%00.js"]
)
def test_nothing_but_an_asset_is_served(bundle, name):
    answer = assets(bundle).get(f"/graphql/assets/{name}")

    assert answer.status_code == 404
    assert "not an asset" not in answer.text


def test_an_asset_cannot_be_written(bundle):
    assert assets(bundle).post("/graphql/assets/page-ABC123.js").status_code == 405


def test_the_page_offers_every_purpose_and_no_other():
    source = (SOURCES / "source" / "session.js").read_text()
    listed = re.search(r"PURPOSES = \[(.*?)\]", source, re.DOTALL)

    assert listed is not None
    assert re.findall(r'"(\w+)"', listed[1]) == [purpose.value for purpose in Purpose]


def test_the_token_is_kept_in_the_tab_only():
    sources = {path.name: path.read_text() for path in sorted((SOURCES / "source").glob("*.js*"))}
    addresses = re.compile(r"URLSearchParams|history\.|location\.(?:hash|search)")

    assert "sessionStorage" in sources["session.js"]
    assert re.findall(r"localStorage|document\.cookie", "".join(sources.values())) == []
    assert [name for name, text in sources.items() if addresses.search(text)] == ["link.js"]


def test_a_link_can_bring_a_token_of_the_demonstration_alone_and_loses_it_at_once():
    source = (SOURCES / "source" / "link.js").read_text()

    assert re.findall(r'DEMONSTRATION = "(.+)"', source) == [DEVELOPMENT_ISSUER]
    assert source.index("history.replaceState") < source.index("!== DEMONSTRATION") < source.index("keepToken(given")


def test_the_examples_of_the_page_are_operations_of_the_schema():
    source = (SOURCES / "source" / "examples.js").read_text()
    operations = re.findall(r"`(#.+?)`", source, re.DOTALL)

    assert len(operations) == 3
    assert [text for text in operations if validate(graphql_schema(), parse(text))] == []
    assert [line for text in operations for line in text.splitlines() if len(line) > 50] == []


def test_what_the_page_asks_to_say_who_you_are_is_an_operation_of_the_schema():
    (asked,) = re.findall(r'WHO = "(.+)"', (SOURCES / "source" / "caller.jsx").read_text())

    assert validate(graphql_schema(), parse(asked)) == []


@pytest.mark.parametrize("folder", LOCKED)
def test_a_lock_file_pins_every_package_by_its_hash_and_names_no_host(folder):
    locked = json.loads((CHECKOUT / folder / "package-lock.json").read_text())["packages"]
    packages = {name: entry for name, entry in locked.items() if name}

    assert packages
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


@pytest.mark.skipif(not (BUNDLE / "index.html").is_file(), reason="GraphiQL is not built: run make graphiql")
def test_the_built_page_names_only_assets_that_exist():
    page = (BUNDLE / "index.html").read_text()
    names = re.findall(r'(?:href|src)="([^"]+)"', page)

    assets_named = [name for name in names if name != "data:,"]
    assert len(assets_named) == 2
    for name in assets_named:
        assert (BUNDLE / name.removeprefix("graphql/")).is_file()
