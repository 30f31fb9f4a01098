"""Strict JSON, for every door: one object that no two readers can read differently, or a refusal.

Source: RFC 8725, section 2.4 and RFC 7519, section 4.
"""

import json
from typing import Final

import orjson

MAX_DIGITS: Final = 20
# A polygon of 1,000 vertices, each with a height, has 5,000.
MAX_VALUES: Final = 15_000
# A member has its name and a text for its value.
MAX_QUOTES: Final = 4 * MAX_VALUES


class NotStrict(ValueError):
    """The text is not the JSON of one object in UTF-8: its numbers finite, its characters whole."""


class NotAnObject(NotStrict):
    """The text is JSON, but of something else than an object."""


class RepeatedName(NotStrict):
    """An object names a member twice, so that two readers could see two different values."""


class TooManyValues(NotStrict):
    """The text has more values than any request needs: so many cost more to read than to answer."""


class LongNumber(NotStrict):
    """A whole number has more digits than readers agree about."""


def read_object(text: bytes) -> dict[str, object]:
    """The one JSON object that the text holds. Raises: NotStrict; its own words are for nobody outside."""
    if _may_have_many(text) and _has_too_many(text):
        raise TooManyValues("too many values")
    try:
        orjson.loads(text)  # refuses what Python's decoder lets pass: NaN, infinity, unpaired surrogates
        value = _DECODER.decode(text.decode())
    except NotStrict:
        raise
    except (RecursionError, ValueError):
        raise NotStrict("not JSON") from None
    if not isinstance(value, dict):
        raise NotAnObject("not an object")
    return value


def _may_have_many(text: bytes) -> bool:
    return _separators(text) > MAX_VALUES


def _has_too_many(text: bytes) -> bool:
    """True if more values begin outside of strings than are allowed. It counts bytes, and makes no value."""
    # Decision: counted-before-read
    plain = text.replace(rb"\\", b"").replace(rb"\"", b"")
    return plain.count(b'"') > MAX_QUOTES or sum(map(_separators, plain.split(b'"')[::2])) > MAX_VALUES


def _separators(text: bytes) -> int:
    return text.count(b",") + text.count(b"[") + text.count(b"{")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise RepeatedName("a name appears twice")
    return members


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise LongNumber("too many digits")
    return int(digits)


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole)
