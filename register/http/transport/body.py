"""The body of a request: read with a cap and a deadline, decoded as strict JSON, taken apart into parameters."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from register.errors import InvalidRequest, RequestTimeout, TooLarge, UnsupportedMediaType
from register.identity.strict_json import (
    MAX_DIGITS,
    MAX_VALUES,
    LongNumber,
    NotAnObject,
    NotStrict,
    RepeatedName,
    TooManyValues,
    read_object,
)

MAX_DEPTH: Final = 64
MAX_FIELDS: Final = 20

REFUSALS: Final[Mapping[type[NotStrict], str]] = {
    NotStrict: "The body is not JSON in UTF-8.",
    NotAnObject: "The body must be one JSON object. Batches of requests are not supported.",
    RepeatedName: "The body has the same member twice.",
    TooManyValues: f"The body has more than {MAX_VALUES:,} values.",
    LongNumber: f"The body has a number with more than {MAX_DIGITS} digits.",
}

_INSPECTED: Final = frozenset({dict, list, str})


class MalformedRequest(InvalidRequest):
    """The body or the query string holds no GraphQL request, so it is a 400 whatever the caller accepts."""

    hint = 'Send one JSON object, such as {"query": "{ homes { totalCount } }", "variables": {}}.'


@dataclass(frozen=True, slots=True)
class Parameters:
    """One GraphQL request. Source: GraphQL over HTTP, section Request Parameters.

    asks_allowance: true if its extensions ask what is left of the allowance.
    """

    query: str
    variables: Mapping[str, object]
    operation_name: str | None
    asks_allowance: bool = False


async def read_body(request: Request, *, max_bytes: int, timeout_s: float) -> bytes:
    """The whole body; reading stops as soon as the answer is known.

    Raises: UnsupportedMediaType for any encoding, TooLarge, RequestTimeout also if the client went away.
    """
    async with arriving(request, max_bytes=max_bytes, timeout_s=timeout_s) as chunks:
        return b"".join([chunk async for chunk in chunks])


@asynccontextmanager
async def arriving(request: Request, *, max_bytes: int, timeout_s: float) -> AsyncIterator[AsyncGenerator[bytes, None]]:
    """The body piece by piece, as it arrives. Raises as read_body does."""
    _require_plain(request)
    if _declared_bytes(request) > max_bytes:
        raise _too_large(max_bytes)
    try:
        async with asyncio.timeout(timeout_s), aclosing(_pieces(request, max_bytes)) as pieces:
            yield pieces
    except (TimeoutError, ClientDisconnect):
        raise RequestTimeout("The request did not arrive in time.") from None


async def _pieces(request: Request, max_bytes: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async with aclosing(request.stream()) as stream:
        async for chunk in stream:
            size += len(chunk)
            if size > max_bytes:
                raise _too_large(max_bytes)
            yield chunk


def _require_plain(request: Request) -> None:
    encodings = request.headers.getlist("content-encoding")
    if any(encoding.strip().lower() not in {"", "identity"} for encoding in encodings):
        raise UnsupportedMediaType("The body must not be compressed or encoded.")


def _declared_bytes(request: Request) -> int:
    declared = request.headers.get("content-length", "0")
    if not (declared.isascii() and declared.isdecimal() and len(declared) < MAX_DIGITS):
        raise MalformedRequest("The Content-Length header is not a number.")
    return int(declared)


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(f"The body is longer than {max_bytes} bytes.", max=max_bytes)


async def decode_body(raw: bytes, *, apart_from: int) -> dict[str, object]:
    """The same as decode_json; a body that is longer than so many bytes is read in a thread, as it takes a while."""
    return decode_json(raw) if len(raw) <= apart_from else await asyncio.to_thread(decode_json, raw)


def decode_json(raw: bytes) -> dict[str, object]:
    """The one object that the body holds. Strict: what two readers could read differently is refused.

    Raises: MalformedRequest in fixed words.
    """
    try:
        value = read_object(raw)
    except NotStrict as fault:
        raise MalformedRequest(REFUSALS[type(fault)]) from None
    if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH or b"\\u0000" in raw:
        _inspect(value)
    return value


def _inspect(value: object) -> None:
    """Depth and characters of a body that may be too deep or hold a NUL."""
    waiting: list[tuple[object, int]] = [(value, 1)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, str):
            _refuse_nul(part)
            continue
        if depth > MAX_DEPTH:
            raise MalformedRequest(f"The body is nested more than {MAX_DEPTH} levels deep.")
        if isinstance(part, dict):
            for name in part:
                _refuse_nul(name)
        members = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        waiting.extend((member, depth + 1) for member in members if type(member) in _INSPECTED)


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        raise MalformedRequest("The body contains a NUL character.")


def parse_parameters(body: Mapping[str, object]) -> Parameters:
    """The request in a decoded body. Members that the protocol does not name are ignored. Raises: MalformedRequest."""
    query = body.get("query")
    if not isinstance(query, str):
        raise MalformedRequest("The query parameter must be a string.")
    operation_name = body.get("operationName")
    if not isinstance(operation_name, str | None):
        raise MalformedRequest("The operationName parameter must be a string or null.")
    asks_allowance = _map(body, "extensions").get("allowance") is True
    return Parameters(query, _map(body, "variables"), operation_name, asks_allowance)


def _map(body: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = body.get(name)
    if not isinstance(value, dict | None):
        raise MalformedRequest(f"The {name} parameter must be an object or null.")
    return value or {}


def parse_query_string(query_string: bytes) -> Parameters:
    """The request in the query string of a GET, where variables and extensions are JSON. Raises: MalformedRequest."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
        )
    except ValueError:
        raise MalformedRequest("The query string is not a list of parameters in UTF-8.") from None
    body: dict[str, Any] = dict(pairs)
    if len(body) != len(pairs):
        raise MalformedRequest("The query string has the same parameter twice.")
    if any("\0" in value for value in body.values()):
        raise MalformedRequest("The query string contains a NUL character.")
    for name in ("variables", "extensions"):
        if text := body.pop(name, None):
            body[name] = None if text == "null" else decode_json(text.encode())
    return parse_parameters(body)
