"""Strict JSON: one reading of a text, or none."""

import pytest

from register.identity.strict_json import LongNumber, NotAnObject, NotStrict, RepeatedName, read_object


def test_a_plain_object_is_read():
    assert read_object(b'{"a": [1, 2.5, null, {"b": "\\u00e9"}]}') == {"a": [1, 2.5, None, {"b": "é"}]}


@pytest.mark.parametrize("text", [b'{"a": 1, "a": 1}', b'{"a": 1, "\\u0061": 2}', b'{"x": [{"a": 1, "a": 2}]}'])
def test_a_name_that_stands_twice_is_refused(text):
    with pytest.raises(RepeatedName):
        read_object(text)


@pytest.mark.parametrize(
    "text",
    [
        *(b"", b"{", b"{'a': 1}", b'{"a": 1} {}'),
        *(b'{"a": NaN}', b'{"a": Infinity}', b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": -1e999}'),
        *(b"[" * 10_000, b'{"a": ' + b"9" * 5_000 + b"}"),
        *(b'{"a": "\\ud800"}', b'{"\\udc00\\ud800": 1}'),
        *(b'{"a": "\xff"}', '{"a": 1}'.encode("utf-16"), b'\xef\xbb\xbf{"a": 1}'),
    ],
)
def test_what_is_no_json_is_refused(text):
    with pytest.raises(NotStrict) as refused:
        read_object(text)

    assert type(refused.value) is NotStrict


@pytest.mark.parametrize("text", [b"[]", b'"a"', b"1", b"null", b'[{"a": 1}]'])
def test_anything_but_an_object_is_refused(text):
    with pytest.raises(NotAnObject):
        read_object(text)


def test_a_whole_number_has_no_more_digits_than_readers_agree_about():
    assert read_object(b'{"a": ' + b"9" * 20 + b"}") == {"a": 10**20 - 1}
    with pytest.raises(LongNumber):
        read_object(b'{"a": ' + b"9" * 21 + b"}")
