"""GraphQL over HTTP: the exact status and code of every way to ask, rightly and wrongly."""

import json

import pytest

from register.http.transport.negotiation import CHALLENGE
from tests.support import story

QUERY = {"query": "{ homes { totalCount } }"}
GRAPHQL = "application/graphql-response+json"


def post(server, content=None, **headers):
    given = {"Authorization": f"Bearer {server.token('ofsted')}", "Content-Type": "application/json"}
    body = json.dumps(QUERY) if content is None else content
    return server.client.post(f"{server.url}/graphql", content=body, headers=given | headers)


def code_of(response):
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (None, {"Content-Type": "text/plain"}, 415, "REQUEST_UNSUPPORTED"),
        (None, {"Content-Type": "application/json; charset=utf-16"}, 415, "REQUEST_UNSUPPORTED"),
        (None, {"Content-Encoding": "gzip"}, 415, "REQUEST_UNSUPPORTED"),
        (None, {"Accept": "text/xml"}, 406, "REQUEST_UNSUPPORTED"),
        (b"x" * 8_400_000, {}, 413, "REQUEST_TOO_LARGE"),
        (b"{", {}, 400, "REQUEST_INVALID"),
        (b"[]", {}, 400, "REQUEST_INVALID"),
        (b"{}", {}, 400, "REQUEST_INVALID"),
        (b'{"query": 1}', {}, 400, "REQUEST_INVALID"),
        (b'{"query": "{ a }", "query": "{ b }"}', {}, 400, "REQUEST_INVALID"),
        (b'{"query": "{ homes { totalCount } }", "variables": []}', {}, 400, "REQUEST_INVALID"),
        (b'{"query": "\xff"}', {}, 400, "REQUEST_INVALID"),
        (None, {"Register-Purpose": "curiosity"}, 400, "REQUEST_BAD_INPUT"),
        (None, {"Register-Purpose": "SAFEGUARDING_CHILD"}, 400, "REQUEST_BAD_INPUT"),
        (None, {"Authorization": ""}, 401, "IDENTITY_UNAUTHENTICATED"),
        (None, {"Authorization": "Bearer x.y.z"}, 401, "IDENTITY_UNAUTHENTICATED"),
        (None, {"Authorization": "Basic eDp5"}, 401, "IDENTITY_UNAUTHENTICATED"),
    ],
)
def test_a_wrong_request_has_its_own_status_code_and_hint_and_reads_nothing(server, content, headers, status, code):
    server.statements.clear()

    response = post(server, content, **{"Accept": GRAPHQL} | headers)

    assert (response.status_code, code_of(response)) == (status, code)
    assert response.json()["errors"][0]["extensions"]["hint"].endswith(".")
    assert [text for text in server.statements if "register.home" in text] == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method_is_refused_and_told_which_there_are(server, method):
    response = server.client.request(method, f"{server.url}/graphql")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), ("application/json", 200), ("*/*", 200), (None, 200)])
def test_an_invalid_document_has_the_status_of_the_media_type_that_was_asked_for(server, accept, status):
    response = post(server, b'{"query": "{ nonsense }"}', **({"Accept": accept} if accept else {}))

    assert (response.status_code, code_of(response)) == (status, "REQUEST_INVALID")


def test_two_purposes_are_refused(server):
    headers = [
        ("Authorization", f"Bearer {server.token('ofsted')}"),
        ("Register-Purpose", "inspection"),
        ("Register-Purpose", "statistics"),
    ]

    response = server.client.post(f"{server.url}/graphql", json=QUERY, headers=[*headers, ("Accept", GRAPHQL)])

    assert (response.status_code, code_of(response)) == (400, "REQUEST_BAD_INPUT")


@pytest.mark.parametrize("content", [None, b"{", b'{"query": "{ nonsense }"}', b"x" * 70_000])
def test_every_answer_is_guarded_from_caches_and_guesses(server, content):
    response = post(server, content)

    assert (response.headers["cache-control"], response.headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert response.headers["register-request"]


def test_every_refusal_of_a_caller_is_the_same_bytes(server):
    responses = [
        post(server, content, Authorization=bearer)
        for bearer in ("", "Bearer", "Bearer x", "Bearer a.b.c", f"Bearer {server.token('police', 'E23000099')}")
        for content in (None, b"{")
    ]

    assert {response.status_code for response in responses} == {401}
    assert len({response.content for response in responses}) == 1
    assert {response.headers["www-authenticate"] for response in responses} == {CHALLENGE}
    assert [response for response in responses if "register-request" in response.headers] == []


def test_a_purpose_is_needed_for_places_and_for_nothing_public(ask):
    public = ask("{ homes { nodes { urn places } } }", "police", story.NORTHBY, purpose=None)
    places = ask("{ homes { nodes { urn name } } }", "police", story.NORTHBY, purpose=None)

    assert (public.status, public.codes) == (200, [])
    assert (places.status, places.codes, places.data, places.reads) == (
        200,
        ["POLICY_PURPOSE_REQUIRED"],
        {"homes": None},
        [],
    )


@pytest.mark.parametrize(
    "status_line",
    ['{ homes(where: {name: {eq: "SECRET"}}) { totalCount } } }', '{ homes(first: "SECRET") { totalCount } }'],
)
def test_an_error_never_repeats_what_was_sent(server, status_line):
    response = post(server, json.dumps({"query": status_line}))

    assert "errors" in response.json()
    assert b"SECRET" not in response.content


def test_a_request_has_a_number_under_which_it_is_written_down(server):
    numbers = {post(server).headers["register-request"] for _ in range(3)}

    assert len(numbers) == 3
