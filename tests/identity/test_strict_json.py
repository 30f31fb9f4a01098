"""Strict JSON: one reading of a token, or none."""

import pytest

from register.identity.strict_json import RepeatedName, read_object


def test_a_plain_object_is_read():
    assert read_object(b'{"a": [1, 2.5, null, {"b": "\\u00e9"}]}') == {"a": [1, 2.5, None, {"b": "é"}]}


@pytest.mark.parametrize("text", [b'{"a": 1, "a": 1}', b'{"a": 1, "\\u0061": 2}', b'{"x": [{"a": 1, "a": 2}]}'])
def test_a_name_that_stands_twice_is_refused(text):
    with pytest.raises(RepeatedName):
        read_object(text)


@pytest.mark.parametrize(
    "text",
    [
        *(b"", b"[]", b'"a"', b"1", b"null", b"{", b"{'a': 1}", b'{"a": 1} {}'),
        *(b'{"a": NaN}', b'{"a": Infinity}', b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": -1e999}'),
        *(b"[" * 100_000, b'{"a": ' + b"9" * 5_000 + b"}"),
        *(b'{"a": "\xff"}', '{"a": 1}'.encode("utf-16"), b'\xef\xbb\xbf{"a": 1}'),
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - every reason is one kind of error to the callers
        read_object(text)
