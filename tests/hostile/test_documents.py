"""Documents and bodies that cost more than they may: the exact limit in both media types, before any read (DO)."""

import gzip
import json

import pytest

from register.requests.graphql.documents import Documents
from register.schema.assemble import graphql_schema
from register.settings import Settings
from tests.hostile.raw_requests import GRAPHQL, JSON, post, raw, signed
from tests.support.call_counts import calls_of

COMPLEX = "REQUEST_TOO_COMPLEX"


def doubling(count):
    """Fragments each of which spreads the next one twice."""
    parts = [f"fragment f{n} on Home {{ ...f{n + 1} ...f{n + 1} }}" for n in range(count)]
    return "{ homes { nodes { ...f0 } } } " + " ".join(parts) + f" fragment f{count} on Home {{ urn }}"


def cycle(count):
    """Fragments that spread one another in a ring."""
    parts = [f"fragment f{n} on Home {{ urn ...f{(n + 1) % count} }}" for n in range(count)]
    return "{ homes { nodes { ...f0 } } } " + " ".join(parts)


def nested(levels, first=100, closing="urn"):
    """Pages of homes of providers of homes."""
    inner = closing
    for _ in range(levels):
        inner = f"provider {{ homes(first: {first}) {{ nodes {{ {inner} }} }} }}"
    return f"{{ homes(first: {first}) {{ nodes {{ {inner} }} }} }}"


def introspection(levels):
    inner = "name"
    for _ in range(levels):
        inner = f"fields {{ type {{ {inner} }} }}"
    return f"{{ __schema {{ types {{ {inner} }} }} }}"


LIMITED = {
    "DO-01 fragment bomb of 18": (doubling(18), "fields", 2_000),
    "DO-01 fragment bomb of 26": (doubling(26), "fragments", 20),
    "DO-01 fragment bomb of 80": (doubling(80), "fragments", 20),
    "DO-04 200 duplicate fields with selections": (
        "{ " + "homes { nodes { urn } } " * 200 + "}",
        "fields",
        30,
    ),
    "DO-04 3,000 duplicate fields with selections": ("{ " + "homes{nodes{urn}}" * 3_000 + "}", "tokens", 2_000),
    "DO-05 1,900 duplicate leaves": ("{ homes { nodes { " + "urn " * 1_900 + "} } }", "fields", 30),
    "DO-05 15,000 duplicate leaves": ("{ homes { nodes { " + "urn " * 15_000 + "} } }", "tokens", 2_000),
    "DO-06 60 directives": (
        "{ homes { nodes { " + " ".join(f"a{n}: urn @skip(if: false) @include(if: true)" for n in range(29)) + " } } }",
        "directives",
        50,
    ),
    "DO-06 four directives in one place": (
        "{ homes { nodes { urn @skip(if: false) @a @b @c } } }",
        "directives",
        3,
    ),
    "DO-06 200 directives in one place": (
        "{ homes { nodes { urn " + "@skip(if: false) " * 200 + "} } }",
        "directives",
        3,
    ),
    "DO-06 10,000 unknown directives": ("{ homes { nodes { urn " + "@a " * 10_000 + "} } }", "tokens", 2_000),
    "DO-08 20 to the fourth in few bytes": (nested(4, first=20), "depth", 12),
    "DO-08 100 cubed": (nested(2), "cost", 50_000),
    "DO-09 the cost split over aliases": (
        "{ " + " ".join(f"a{n}: " + nested(1, first=75)[1:-1] for n in range(10)) + " }",
        "cost",
        50_000,
    ),
    "31 aliases": ("{ homes { nodes { " + " ".join(f"a{n}: urn" for n in range(31)) + " } } }", "aliases", 30),
    "11 roots": ("{ " + " ".join(f"a{n}: __typename" for n in range(11)) + " }", "roots", 10),
    "DO-13 6 operations": (" ".join(f"query q{n} {{ __typename }}" for n in range(6)), "operations", 5),
    "DO-13 2,000 operations": (" ".join(f"query q{n}{{__typename}}" for n in range(2_000)), "tokens", 2_000),
    "DO-14 introspection in circles": (introspection(12), "introspection depth", 20),
    "too deep": (nested(4, first=1), "depth", 12),
    "inline fragments to the bottom": (
        "{ homes { nodes " + "{ ... " * 300 + "{ urn }" + "}" * 300 + " } }",
        "depth",
        12,
    ),
    "fields one fragment at a time": (
        "{ homes { nodes { "
        + " ".join(f"...f{n}" for n in range(20))
        + " } } } "
        + " ".join(f"fragment f{n} on Home {{ urn }}" for n in range(21)),
        "fragments",
        20,
    ),
}

INVALID = {
    "DO-02 a cycle of 2": cycle(2),
    "DO-02 a cycle of 1": cycle(1),
    "DO-02 a cycle of 20": cycle(20),
    "an empty document": "",
    "a comment": "# nothing",
    "half a document": "{ homes { nodes ",
    "brackets to the bottom": "{" * 1_900,
    "a fragment alone": "fragment f on Home { urn }",
    "a subscription": "subscription { homes { nodes { urn } } }",
    "two anonymous operations": "{ __typename } { __typename }",
    "two fragments of a name": "{ homes { nodes { ...f } } } fragment f on Home { urn } fragment f on Home { name }",
    "federation's service": "{ _service { sdl } }",
    "federation's entities": '{ _entities(representations: [{__typename: "Home"}]) { __typename } }',
}


def ask_as(server, text, media_type, variables=None):
    body = json.dumps({"query": text, "variables": variables or {}}).encode()
    return post(server, body, signed(server, Accept=media_type))


@pytest.mark.parametrize(("media_type", "status"), [(GRAPHQL, 400), (JSON, 200)])
@pytest.mark.parametrize(("text", "limit", "most"), LIMITED.values(), ids=LIMITED)
def test_a_document_beyond_a_limit_is_refused_by_its_name_before_any_read(
    server, text, limit, most, media_type, status
):
    answer = ask_as(server, text, media_type)

    (error,) = answer.json["errors"]
    assert (answer.status, error["extensions"]["code"]) == (status, COMPLEX)
    assert (error["extensions"]["limit"], error["extensions"]["max"]) == (limit, most)
    assert answer.json.get("data", "absent") == (None if status == 200 else "absent")
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert answer.reads == []


@pytest.mark.parametrize(("media_type", "status"), [(GRAPHQL, 400), (JSON, 200)])
@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_what_is_no_query_of_this_schema_is_refused_before_any_read(server, text, media_type, status):
    answer = ask_as(server, text, media_type)

    assert answer.status == status
    assert set(answer.codes) == {"REQUEST_INVALID"}
    assert answer.json.get("data") is None
    assert answer.reads == []


@pytest.mark.parametrize("name", [name for name in LIMITED if "bomb" in name or "duplicate" in name])
def test_a_bomb_is_refused_for_less_work_than_a_hundred_queries(name):
    documents = Documents(graphql_schema(), Settings())

    ordinary, ready = calls_of(lambda: documents.ready("{ homes { nodes { urn name } } }"))
    bomb, refusal = calls_of(lambda: documents.ready(LIMITED[name][0]), at_most=100 * ordinary)

    assert (len(ready.operations), refusal.code) == (1, COMPLEX)
    assert bomb < 100 * ordinary


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("query ($n: Int) { homes(first: $n) { nodes { inspections(first: $n) { nodes { id } } } } }", {"n": 1_000}),
        ("query ($n: Int = 1000) { homes(first: $n) { nodes { inspections(first: $n) { nodes { id } } } } }", {}),
        (
            "query ($n: Int = 1) { homes(first: $n) { nodes { inspections(first: $n) { nodes { id } } } } }",
            {"n": 1_000},
        ),
    ],
    ids=["sent", "by default", "sent over a default"],
)
def test_variables_do_not_hide_the_cost(server, text, variables):
    answer = ask_as(server, text, GRAPHQL, variables)

    assert (answer.status, answer.codes) == (400, [COMPLEX])
    assert answer.json["errors"][0]["extensions"]["limit"] == "cost"
    assert answer.reads == []


def test_an_absent_variable_counts_as_the_default_page(server):
    asked = "query ($n: Int) { homes(first: $n) { nodes { urn } } }"
    cost = [ask_as(server, asked, GRAPHQL, given).json["extensions"]["cost"]["requested"] for given in ({}, {"n": 7})]

    assert cost == [100, 7]


def test_the_budget_admits_what_is_promised(server):
    answer = ask_as(
        server, "{ homes(first: 1000) { nodes { urn inspections(first: 10) { nodes { number } } } } }", GRAPHQL
    )

    assert (answer.status, answer.codes) == (200, [])


LARGE = {
    "DO-16 a comment of 2 MB": ("{ __typename } #" + "a" * 2_000_000).encode(),
    "DO-16 a name of 1 MB": ("{ " + "a" * 1_000_000 + " }").encode(),
    "DO-16 a text of 1 MB": ('{ home(urn: "' + "a" * 1_000_000 + '") { urn } }').encode(),
    "DO-17 50 MB": b" " * 50_000_000,
    "one byte too long": b" " * 65_537,
}


@pytest.mark.parametrize("media_type", [GRAPHQL, JSON])
@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE)
def test_a_body_beyond_the_limit_is_413_whatever_stands_in_it(server, body, media_type):
    request = (
        f"POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {JSON}\r\nAccept: {media_type}\r\n"
    )
    request += "".join(f"{name}: {value}\r\n" for name, value in signed(server, "dfe"))
    request += f"Content-Length: {len(body)}\r\n\r\n"
    server.statements.clear()
    # The head alone tells that the body is too long; nothing of it has to arrive.
    answer = raw(server, request.encode() + body[:1_000])

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"code":"REQUEST_TOO_LARGE"' in answer
    assert not any("register.home" in text for text in server.statements)


def test_the_keeper_who_may_send_files_is_held_to_the_length_of_a_file(server):
    answer = post(server, (b" " * 100_000 for _ in range(100)), signed(server, "ofsted"))

    assert (answer.status, answer.codes) == (413, ["REQUEST_TOO_LARGE"])
    assert answer.reads == []


def test_a_body_without_a_length_is_read_to_the_limit_and_no_further(server):
    answer = post(server, (b" " * 1_000 for _ in range(100)), signed(server, "dfe"))

    assert (answer.status, answer.codes) == (413, ["REQUEST_TOO_LARGE"])
    assert answer.reads == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "identity, gzip", "GZIP"])
def test_an_encoded_body_is_415_and_is_not_opened(server, encoding):
    bomb = gzip.compress(b" " * 10_000_000)
    answer = post(server, bomb, [*signed(server), ("Content-Encoding", encoding)])

    assert (answer.status, answer.codes) == (415, ["REQUEST_UNSUPPORTED"])
    assert answer.reads == []


MALFORMED = {
    "DO-18 nested 30,000 deep": b'{"query": "{__typename}", "variables": {"a": '
    + b"[" * 30_000
    + b"]" * 30_000
    + b"}}",
    "DO-18 nested 65 deep": b'{"query": "{__typename}", "variables": {"a": ' + b"[" * 65 + b"]" * 65 + b"}}",
    "DO-18 a number of 60,000 digits": b'{"query": "{__typename}", "variables": {"a": ' + b"9" * 60_000 + b"}}",
    "DO-18 a number of 21 digits": b'{"query": "{__typename}", "variables": {"a": ' + b"9" * 21 + b"}}",
    "DO-18 not UTF-8": b'{"query": "{__typename} #\xff"}',
    "DO-18 UTF-16": '{"query": "{__typename}"}'.encode("utf-16"),
    "DO-18 a text": b'"{ __typename }"',
    "DO-18 a number": b"7",
    "DO-18 null": b"null",
    "DO-18 a batch": b'[{"query": "{__typename}"}]',
    "DO-18 NaN": b'{"query": "{__typename}", "variables": {"a": NaN}}',
    "DO-18 Infinity": b'{"query": "{__typename}", "variables": {"a": -Infinity}}',
    "DO-18 half a surrogate pair": b'{"query": "{__typename}", "variables": {"a": "\\ud800"}}',
    "DO-18 NUL": b'{"query": "{__typename}", "variables": {"a": "\\u0000"}}',
    "DO-18 query twice": b'{"query": "{__typename}", "query": "{ homes { nodes { urn } } }"}',
    "DO-18 no query": b'{"variables": {}}',
    "DO-18 query null": b'{"query": null}',
    "DO-18 query a list": b'{"query": ["{__typename}"]}',
    "DO-18 variables a text": b'{"query": "{__typename}", "variables": "{}"}',
    "DO-18 variables a list": b'{"query": "{__typename}", "variables": []}',
    "DO-18 operationName a number": b'{"query": "{__typename}", "operationName": 7}',
    "DO-18 empty": b"",
    "DO-18 two objects": b'{"query": "{__typename}"} {}',
}


@pytest.mark.parametrize("media_type", [GRAPHQL, JSON])
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_body_that_two_readers_could_read_differently_is_400(server, body, media_type):
    answer = post(server, body, signed(server, Accept=media_type))

    assert (answer.status, answer.codes) == (400, ["REQUEST_INVALID"])
    assert answer.reads == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_405_and_say_which_are_served(server, method):
    answer = post(server, b'{"query": "{ __typename }"}', signed(server), method=method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, POST"
    assert answer.statements == []


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/graphql",
        "application/json; charset=utf-16",
    ],
)
def test_a_form_that_any_page_could_send_is_415(server, kind):
    answer = post(server, b'{"query": "{ __typename }"}', [*signed(server), ("Content-Type", kind)])

    assert (answer.status, answer.codes) == (415, ["REQUEST_UNSUPPORTED"])
    assert answer.reads == []


TOO_MUCH = {
    "DO-30 a list of 20,000": (
        "query ($a: [Urn!]) { homes(where: {urn: {in: $a}}) { nodes { urn } } }",
        {"a": ["1"] * 9_000},
    ),
    "DO-30 a list of 101": (
        "query ($a: [Urn!]) { homes(where: {urn: {in: $a}}) { nodes { urn } } }",
        {"a": ["1"] * 101},
    ),
    "DO-30 a text of 10,001": (
        "query ($a: Urn) { homes(where: {urn: {eq: $a}}) { nodes { urn } } }",
        {"a": "1" * 10_001},
    ),
    "DO-30 a variable that is not declared": ("{ homes { nodes { urn } } }", {"a": ["1"] * 101}),
    "DO-30 33 levels": ("{ homes { nodes { urn } } }", {"a": json.loads("[" * 33 + "]" * 33)}),
    "DO-30 an integer of 65 bits": ("{ homes { nodes { urn } } }", {"a": 2**63}),
    "DO-30 a geometry of 8,000 numbers": (
        "query ($a: GeoJSON) { homes(area: {within: $a}) { nodes { urn } } }",
        {"a": {"type": "Polygon", "coordinates": [[[1, 2]] * 4_000]}},
    ),
}


@pytest.mark.parametrize(("media_type", "status"), [(GRAPHQL, 400), (JSON, 200)])
@pytest.mark.parametrize(("text", "variables"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_value_beyond_its_size_is_refused_before_any_read(server, text, variables, media_type, status):
    answer = ask_as(server, text, media_type, variables)

    assert (answer.status, answer.codes) == (status, ["REQUEST_BAD_INPUT"])
    assert answer.reads == []


def test_a_list_of_a_hundred_is_answered(server):
    answer = ask_as(server, TOO_MUCH["DO-30 a list of 101"][0], GRAPHQL, {"a": ["SC900001"] * 100})

    assert [home["urn"] for home in answer.data["homes"]["nodes"]] == ["SC900001"]


@pytest.mark.parametrize(
    "text", [LIMITED["DO-01 fragment bomb of 18"][0], "{ nonsense }", LIMITED["DO-08 100 cubed"][0]]
)
def test_asking_again_and_again_for_what_is_refused_is_refused_a_hearing(make_server, text):
    with make_server(REGISTER_RATE_COST_PER_MINUTE="60", REGISTER_RATE_BURST_COST="5000") as server:
        answers = [ask_as(server, text, GRAPHQL) for _ in range(8)]

        assert answers[0].status == 400
        assert (answers[-1].status, answers[-1].codes) == (429, ["REQUEST_RATE_LIMITED"])
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert not any(answer.reads for answer in answers)
