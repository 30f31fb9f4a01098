"""Strict JSON, for every door: one object that no two readers can read differently, or a refusal.

Source: RFC 8725, section 2.4 and RFC 7519, section 4.
"""

import json
from typing import Final

import orjson

MAX_DIGITS: Final = 20


class NotStrict(ValueError):
    """The text is not the JSON of one object in UTF-8: its numbers finite, its characters whole."""


class NotAnObject(NotStrict):
    """The text is JSON, but of something else than an object."""


class RepeatedName(NotStrict):
    """An object names a member twice, so that two readers could see two different values."""


class LongNumber(NotStrict):
    """A whole number has more digits than readers agree about."""


def read_object(text: bytes) -> dict[str, object]:
    """The one JSON object that the text holds. Raises: NotStrict; its own words are for nobody outside."""
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
