"""Compression: only for a caller who accepts it, never of a stream, and of a length that chance blurs."""

import gzip

import httpx2
import pytest

from register.http.transport.compression import (
    LONG_BYTES,
    MOST_PADDING_BYTES,
    SHORTEST_BYTES,
    accepts_gzip,
    compress,
    compressed,
)
from tests.hostile.conftest import make_server  # noqa: F401 - a fixture is found by name

LONG = "{ __schema { types { name description fields { name description } } } }"
SHORT = "{ viewer { agency } }"
GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("header", ["gzip", "br, gzip", "gzip;q=0.5", "GZIP", "deflate, gzip; q=1.0"])
def test_a_caller_who_names_gzip_accepts_it(header):
    assert accepts_gzip(header)


@pytest.mark.parametrize(
    "header", [None, "", "identity", "br", "*", "gzip;q=0", "gzip; q=0.0", "gzip;q=0.000", "xgzip"]
)
def test_any_other_caller_gets_the_answer_as_it_is(header):
    assert not accepts_gzip(header)


@pytest.mark.parametrize("length", [0, 1, SHORTEST_BYTES, LONG_BYTES, 1_000_000])
async def test_what_was_compressed_is_the_answer(length):
    body = (b'{"urn":"SC900001"}' * (length // 18 + 1))[:length]

    assert gzip.decompress(await compressed(body)) == body


def test_the_same_answer_has_many_lengths():
    lengths = {len(compress(b"x" * 2_000)) for _ in range(200)}

    assert len(lengths) > 50
    assert max(lengths) - min(lengths) < MOST_PADDING_BYTES


def ask(server, query, **headers):
    given = {"Authorization": f"Bearer {server.token('ofsted')}", "Register-Purpose": "regulation", **headers}
    return httpx2.post(f"{server.url}/graphql", json={"query": query}, headers=given, timeout=30, trust_env=False)


def test_a_long_answer_is_compressed_and_says_the_same(server):
    plain = ask(server, LONG, **{"Accept-Encoding": "identity"})
    small = ask(server, LONG, **GZIP)

    assert "content-encoding" not in plain.headers
    assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert small.headers["cache-control"] == "no-store"
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 5
    assert small.json() == plain.json()


def test_a_short_answer_and_a_refusal_stay_as_they_are(server):
    answers = [ask(server, query, **GZIP) for query in (SHORT, "{ nothing }")]

    assert ["content-encoding" in answer.headers for answer in answers] == [False, False]


def test_nothing_is_compressed_where_the_setting_says_so(make_server):  # noqa: F811
    with make_server(REGISTER_COMPRESSES_ANSWERS="false") as server:
        assert "content-encoding" not in ask(server, LONG, **GZIP).headers


def test_the_messages_of_a_subscription_are_never_compressed(server):
    given = {
        "Authorization": f"Bearer {server.token('ofsted')}",
        "Register-Purpose": "regulation",
        "Accept": "text/event-stream",
        **GZIP,
    }
    asked = {"query": "subscription { registerChanged { token } }"}
    with httpx2.stream("POST", f"{server.url}/graphql", json=asked, headers=given, timeout=30, trust_env=False) as told:
        assert "content-encoding" not in told.headers
        assert next(told.iter_bytes()).startswith(b"event: next\ndata: ")
