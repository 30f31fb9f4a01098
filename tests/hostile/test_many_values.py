"""Bodies of very many small values are refused by counting bytes, before any of their values is made."""

import json
import tracemalloc

import pytest

from register.identity.strict_json import MAX_VALUES, TooManyValues, read_object
from tests.hostile.raw_requests import GRAPHQL, JSON, post, signed

BESIDE = b'{"query": "{ __typename }", "extensions": {"a": %s}}'
MEGABYTES = 8_000_000
MANY = {
    "empty lists": b"[" + b"[]," * 21_000 + b"[]]",
    "empty objects": b"[" + b"{}," * 20_000 + b"{}]",
    "numbers": b"[" + b"0," * 30_000 + b"0]",
    "texts": b"[" + b'"",' * 20_000 + b'""]',
    "texts with quotes in them": b"[" + rb'"\"",' * 12_000 + rb'"\"",' * 3_001 + b'""]',
    "levels": b"[" * 30_000 + b"]" * 30_000,
    "members": b"{" + b",".join(b'"%d":0' % number for number in range(MAX_VALUES + 1)) + b"}",
}


@pytest.mark.parametrize("media_type", [GRAPHQL, JSON])
@pytest.mark.parametrize("agency", ["dfe", "ofsted"])
@pytest.mark.parametrize("values", MANY.values(), ids=MANY)
def test_a_body_of_very_many_values_is_400(server, values, agency, media_type):
    body = BESIDE % values
    answer = post(server, body[:200_000], signed(server, agency, Accept=media_type))

    assert (answer.status, answer.codes) == (
        (400, ["REQUEST_INVALID"]) if len(body) < 65_537 or agency == "ofsted" else (413, ["REQUEST_TOO_LARGE"])
    )
    assert answer.reads == []


@pytest.mark.parametrize("unit", [b"[],", b"{},", b"0,", b'"",', rb'"\"",'])
def test_eight_megabytes_of_them_are_refused_without_being_made(unit):
    body = BESIDE % (b"[" + unit * (MEGABYTES // len(unit)) + b"0]")
    tracemalloc.start()
    with pytest.raises(TooManyValues):
        read_object(body)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    # Copies of the text without its escapes, and its parts: the values would take ten times as much.
    assert most < 3 * MEGABYTES


def test_a_file_of_a_million_commas_is_one_value():
    content = '1234567,"Ash House, north",[x],{y}\\\n' * 100_000

    assert read_object(json.dumps({"content": content}).encode()) == {"content": content}


def test_as_many_values_as_are_allowed_are_read():
    assert len(read_object(b'{"a":[' + b"0," * (MAX_VALUES - 2) + b"0]}")["a"]) == MAX_VALUES - 1
