"""The body of a request, read and decoded."""

import asyncio
import json

import pytest
from starlette.requests import Request

from register.errors import RequestTimeout, TooLarge, UnsupportedMediaType
from register.http.transport.body import MalformedRequest, decode_json, parse_parameters, parse_query_string, read_body
from tests.support.call_counts import calls_of

PATIENCE_S = 60


class Client:
    """Sends chunks and counts how many the server took; after the last it falls silent, leaves, or ends the body."""

    def __init__(self, chunks, headers=(), then="end"):
        self.chunks = iter(chunks)
        self.taken = 0
        self.then = then
        encoded = [(name.encode(), value.encode()) for name, value in headers]
        self.request = Request({"type": "http", "method": "POST", "headers": encoded}, self.receive)

    async def receive(self):
        chunk = next(self.chunks, None)
        if chunk is not None:
            self.taken += 1
            return {"type": "http.request", "body": chunk, "more_body": True}
        if self.then == "silence":
            await asyncio.Event().wait()
        if self.then == "leave":
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def read(self, max_bytes=65_536, timeout_s=10.0):
        return await read_body(self.request, max_bytes=max_bytes, timeout_s=timeout_s)


async def test_a_body_in_chunks_is_read_whole():
    assert await Client([b"{}", b"", b" \n"]).read() == b"{} \n"


async def test_a_body_of_the_greatest_length_passes():
    headers = [("content-length", "65536"), ("content-encoding", "identity")]

    assert len(await Client([b"x" * 65_536], headers).read()) == 65_536


async def test_a_body_that_declares_too_many_bytes_is_refused_unread():
    client = Client([b"x"], [("content-length", "65537")])

    with pytest.raises(TooLarge) as caught:
        await client.read()

    assert (caught.value.status, caught.value.details, client.taken) == (413, {"max": 65_536}, 0)


async def test_a_body_without_length_is_read_no_further_than_allowed():
    client = Client(b"x" * 1_024 for _ in range(50_000))

    with pytest.raises(TooLarge):
        await client.read()

    assert client.taken == 65


@pytest.mark.parametrize("declared", ["-1", "1e3", "٣", "9" * 20, "9" * 10_000, ""])
async def test_a_length_that_is_no_number_is_refused(declared):
    with pytest.raises(MalformedRequest):
        await Client([b"{}"], [("content-length", declared)]).read()


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate", "br", "identity, gzip", "x"])
async def test_an_encoded_body_is_refused_unread(encoding):
    client = Client([b"\x1f\x8b"], [("content-encoding", encoding)])

    with pytest.raises(UnsupportedMediaType) as caught:
        await client.read()

    assert (caught.value.status, client.taken) == (415, 0)


async def test_a_second_encoding_header_hides_nothing():
    with pytest.raises(UnsupportedMediaType):
        await Client([b"{}"], [("content-encoding", "identity"), ("content-encoding", "gzip")]).read()


async def test_a_body_that_does_not_arrive_in_time_is_a_408():
    with pytest.raises(RequestTimeout) as caught:
        async with asyncio.timeout(PATIENCE_S):
            await Client([b"{"], then="silence").read(timeout_s=0.05)

    assert caught.value.status == 408


async def test_a_client_that_leaves_half_way_is_no_fault():
    with pytest.raises(RequestTimeout):
        await Client([b"{"], then="leave").read()


def test_an_ordinary_body_is_decoded():
    body = {"query": "{ viewer { subject } }", "variables": {"n": 1, "x": -0.5, "name": "Àsh £ 🏠", "none": None}}

    assert decode_json(json.dumps(body).encode()) == body
    assert decode_json(json.dumps(body, ensure_ascii=False).encode()) == body


NOT_JSON = "The body is not JSON in UTF-8."
TOO_DEEP = "The body is nested more than 64 levels deep."
TOO_MANY = "The body has more than 15,000 values."
NOT_ONE = "The body must be one JSON object. Batches of requests are not supported."


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", NOT_JSON),
        (b'{ "not a JSON', NOT_JSON),
        (b'{"a": NaN}', NOT_JSON),
        (b'{"a": Infinity}', NOT_JSON),
        (b'{"a": -Infinity}', NOT_JSON),
        (b'{"a": 1e999}', NOT_JSON),
        (b'{"a": 01}', NOT_JSON),
        (b'{"a": 1} {}', NOT_JSON),
        (b'{"a": 1,}', NOT_JSON),
        (b"{'a': 1}", NOT_JSON),
        (b'{"a": "\xff"}', NOT_JSON),
        (b'{"a": "\xed\xa0\x80"}', NOT_JSON),
        (b'{"a": "\\ud800"}', NOT_JSON),
        (b'{"\\udc00": 1}', NOT_JSON),
        (b'{"a": "\\udc00\\ud800"}', NOT_JSON),
        (b'{"a": "\x00"}', NOT_JSON),
        (b'\xef\xbb\xbf{"a": 1}', NOT_JSON),
        ('{"a": 1}'.encode("utf-16"), NOT_JSON),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", TOO_MANY),
        (b"[" * 100_000, TOO_MANY),
        (b"[" * 10_000, NOT_JSON),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, TOO_MANY),
        (b'{"a":' + b"[" * 64 + b"]" * 64 + b"}", TOO_DEEP),
        (b'{"a":' * 65 + b"{}" + b"}" * 65, TOO_DEEP),
        (b'"text"', NOT_ONE),
        (b"1", NOT_ONE),
        (b"null", NOT_ONE),
        (b'[{"query": "{ a }"}]', NOT_ONE),
        (b"[]", NOT_ONE),
        (b'{"a": 1, "a": 1}', "The body has the same member twice."),
        (b'{"v": {"a": 1, "\\u0061": 2}}', "The body has the same member twice."),
        (b'{"a": ' + b"9" * 21 + b"}", "The body has a number with more than 20 digits."),
        (b'{"a": ' + b"9" * 300 + b"}", "The body has a number with more than 20 digits."),
        (b'{"a": ' + b"9" * 60_000 + b"}", NOT_JSON),
        (b'{"a": -' + b"9" * 20 + b"}", "The body has a number with more than 20 digits."),
        (b'{"a": "\\u0000"}', "The body contains a NUL character."),
        (b'{"a": ["\\\\\\u0000"]}', "The body contains a NUL character."),
        (b'{"\\u0000": 1}', "The body contains a NUL character."),
    ],
)
def test_a_body_that_could_be_read_in_two_ways_is_refused_in_fixed_words(raw, message):
    with pytest.raises(MalformedRequest) as caught:
        decode_json(raw)

    assert caught.value.status == 400
    assert caught.value.code == "REQUEST_INVALID"
    assert caught.value.message == message


@pytest.mark.parametrize("levels", range(900, 1_100, 20))
def test_no_depth_is_a_fault_of_the_server(levels):
    with pytest.raises(MalformedRequest) as caught:
        decode_json(b'{"a":' + b"[" * levels + b"]" * levels + b"}")

    assert caught.value.message in {TOO_DEEP, NOT_JSON}


@pytest.mark.parametrize(
    "value",
    ["\\u0000", "\ud83c\udfe0".encode("utf-16", "surrogatepass").decode("utf-16"), "{[" * 100, 10**19, "9" * 30, 1e300],
)
def test_a_body_that_only_looks_dangerous_passes(value):
    assert decode_json(json.dumps({"a": value}).encode()) == {"a": value}


def test_a_body_of_the_greatest_depth_passes():
    raw = b'{"a":' + b"[" * 63 + b"]" * 63 + b"}"

    assert json.dumps(decode_json(raw), separators=(",", ":")).encode() == raw


def test_decoding_an_ordinary_body_is_a_few_calls_whatever_its_length():
    def body(values):
        where = {"urn": {"in": [f"SC{number:06}" for number in range(values)]}, "places": {"gte": 4}}
        query = "{ homes { nodes { urn name places } } } # " + "x" * 18 * values
        return json.dumps({"query": query, "variables": where}).encode()

    calls = {len(raw): calls_of(lambda raw=raw: decode_json(raw))[0] for raw in map(body, (1, 100, 1_000))}

    assert max(calls) > 30_000
    assert max(calls.values()) < 50


def test_parameters_are_taken_from_the_body_and_others_ignored():
    body = {"query": "{ a }", "variables": {"n": 1}, "operationName": "q", "extensions": {"x": 1}, "id": 7}

    parameters = parse_parameters(body)

    assert (parameters.query, parameters.variables, parameters.operation_name) == ("{ a }", {"n": 1}, "q")


@pytest.mark.parametrize("name", ["variables", "operationName", "extensions"])
def test_a_parameter_may_be_null_or_absent(name):
    parameters = parse_parameters({"query": "{ a }", name: None})

    assert parameters == parse_parameters({"query": "{ a }"})
    assert (parameters.variables, parameters.operation_name) == ({}, None)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        *[("query", value, "The query parameter must be a string.") for value in (None, {"a": 1}, 0, False, ["a"])],
        *[
            ("operationName", value, "The operationName parameter must be a string or null.")
            for value in ({"a": 1}, 0, False, ["a"])
        ],
        *[
            (name, value, f"The {name} parameter must be an object or null.")
            for name in ("variables", "extensions")
            for value in ("a", 0, False, ["a"], "")
        ],
    ],
)
def test_a_parameter_of_the_wrong_type_is_refused(name, value, message):
    with pytest.raises(MalformedRequest) as caught:
        parse_parameters({"query": "{ a }"} | {name: value})

    assert (caught.value.status, caught.value.message) == (400, message)


def test_a_body_without_a_query_is_refused():
    with pytest.raises(MalformedRequest, match="query parameter must be a string"):
        parse_parameters({"qeury": "{ a }"})


def test_a_query_string_is_read_as_the_same_request():
    parameters = parse_query_string(
        b"query=%7B%20a%20%7D&variables=%7B%22n%22%3A1%7D&operationName=q%C3%A9&extensions="
    )

    assert (parameters.query, parameters.variables, parameters.operation_name) == ("{ a }", {"n": 1}, "qé")


def test_variables_in_a_query_string_may_be_null():
    assert parse_query_string(b"query={a}&variables=null").variables == {}


@pytest.mark.parametrize(
    "query_string",
    [
        b"",
        b"variables={}",
        b"query=a&query=b",
        b"query=%FF",
        b"query=\xff",
        b"query=%00",
        b"query=a&variables=[]",
        b"query=a&variables={",
        b"query=a&variables=%22a%22",
        b"query=a&extensions=1",
        b"query=a&variables={%22a%22:1,%22a%22:2}",
        b"query=a" + b"&x=1" * 20,
    ],
)
def test_a_query_string_that_holds_no_request_is_refused(query_string):
    with pytest.raises(MalformedRequest):
        parse_query_string(query_string)
