"""JSON as a token may hold it: one object, no name twice, no number that is not finite."""

import json
import math
from typing import Any


class RepeatedName(ValueError):
    """An object names a member twice, so that two readers could see two different values."""


def read_object(text: bytes) -> dict[str, Any]:
    """The one JSON object that the text holds.

    Raises: RepeatedName, or ValueError where the text is anything else. Source: RFC 8725, section 2.4 and RFC 7519,
    section 4.
    """
    try:
        content = json.loads(text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(content, dict):
        raise ValueError("not an object")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise RepeatedName("a name appears twice")
    return members


def _refuse(constant: str) -> float:
    raise ValueError("not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number
