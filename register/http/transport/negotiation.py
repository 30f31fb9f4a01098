"""Which media types and methods are served, and with which status each refusal is answered.

Source: GraphQL over HTTP, sections Media Types, Methods and Status Codes.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

from register.errors import (
    BadInput,
    InvalidRequest,
    MethodNotAllowed,
    NotAcceptable,
    RegisterError,
    TooComplex,
    UnsupportedMediaType,
)
from register.http.transport.body import MalformedRequest

MediaType = Literal["application/graphql-response+json", "application/json", "text/event-stream"]

GRAPHQL: Final[MediaType] = "application/graphql-response+json"
JSON: Final[MediaType] = "application/json"
# What a subscription is answered in: only where it is named, and behind the others where they are named too.
EVENTS: Final[MediaType] = "text/event-stream"

# Served types in the order in which they are chosen between where the caller weighs them alike. A caller who names
# no type but takes any is an old one, and gets what old ones understand.
_NAMED: Final[tuple[MediaType, ...]] = (GRAPHQL, JSON)
_ANY: Final[tuple[MediaType, ...]] = (JSON, GRAPHQL)

# The forms of the GIS door, and what each is asked for as.
FORMATS: Final = ("json", "html")
DATA_TYPES: Final = (
    "application/geo+json",
    "application/json",
    "application/schema+json",
    "application/vnd.oai.openapi+json",
    "application/vnd.mapbox-vector-tile",
    "application/zip",
    "application/vnd.oasis.opendocument.spreadsheet",
    "text/csv",
)
PAGE: Final = "text/html"

# With application/json and with events a well-formed request is answered 200, whatever is wrong with the document or
# its variables.
_ANSWERED_IN_JSON: Final = (InvalidRequest, BadInput, TooComplex)

_RETRY_AFTER_S: Final = 1

# The same whatever is wrong with a token, or where there is none.
CHALLENGE: Final = 'Bearer error="invalid_token", error_description="Get a new access token"'


@lru_cache(maxsize=256)
def response_media_type(accept: str | None) -> MediaType:
    """The served type that the header Accept weighs highest; a range counts if a type is not named itself.

    Events are chosen if nothing else is accepted. Raises: NotAcceptable.
    """
    weights = _weights(accept or "*/*")
    named = any(media_type in weights for media_type in _NAMED)
    order = _NAMED if named else _ANY
    best = max(order, key=lambda media_type: _weight(media_type, weights))
    if _weight(best, weights) <= 0:
        if accepts_events(accept):
            return EVENTS
        raise NotAcceptable(f"The Accept header must allow {GRAPHQL} or {JSON}.")
    return best


def served_format(asked: Sequence[str], accept: str | None) -> bool:
    """True if the GIS door answers with a page, and not with JSON. asked: the parameters f, which win over Accept.

    Raises: BadInput, NotAcceptable.
    """
    if asked:
        if len(asked) > 1 or asked[0] not in FORMATS:
            raise BadInput("f must be json or html.", hint="Leave it out to choose by the header Accept.")
        return asked[0] == FORMATS[1]
    weights = _weights(accept or "*/*")
    data = max(_weight(each, weights) for each in DATA_TYPES)
    as_page = max((weights.get(name, 0.0) for name in (PAGE, "text/*")), default=0.0)
    if max(data, as_page, weights.get("*/*", 0.0)) <= 0:
        raise NotAcceptable("The Accept header must allow JSON or HTML.", hint="Accept application/geo+json.")
    return as_page > data


@lru_cache(maxsize=256)
def accepts_events(accept: str | None) -> bool:
    """True if the header Accept names events. A range is not enough: a client that accepts anything expects an end."""
    return _weights(accept or "").get(EVENTS, 0.0) > 0


def _weight(media_type: str, weights: Mapping[str, float]) -> float:
    for name in (media_type, "application/*", "*/*"):
        if name in weights:
            return weights[name]
    return 0.0


def _weights(accept: str) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for entry in accept.split(","):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        weights[name] = max(_quality(parameters), weights.get(name, 0.0))
    return weights


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def content_type(media_type: MediaType) -> str:
    """The header Content-Type of an answer."""
    return f"{media_type}; charset=utf-8"


@lru_cache(maxsize=256)
def require_json(header: str | None) -> None:
    """Check that the header Content-Type says JSON in UTF-8. Raises: UnsupportedMediaType."""
    name, *parameters = (part.strip().lower() for part in (header or "").split(";"))
    charsets = [value.strip('"') for key, _, value in (part.partition("=") for part in parameters) if key == "charset"]
    if name != JSON or any(charset not in {"utf-8", "utf8"} for charset in charsets):
        raise UnsupportedMediaType(f"The body must be {JSON} in UTF-8.")


def require_method(method: str) -> None:
    """Check that the method is POST or GET. Raises: MethodNotAllowed."""
    if method not in {"POST", "GET"}:
        raise MethodNotAllowed("Use POST. Queries can also use GET.", allow="GET, POST")


def status_for(media_type: MediaType, error: RegisterError) -> int:
    """The status of an answer that holds only this error."""
    is_answer = isinstance(error, _ANSWERED_IN_JSON) and not isinstance(error, MalformedRequest)
    return 200 if media_type in (JSON, EVENTS) and is_answer else error.status


def headers_for(error: RegisterError) -> Mapping[str, str]:
    """The headers that go with the status of an error."""
    match error.status:
        case 401:
            return {"WWW-Authenticate": CHALLENGE}
        case 405:
            # A link or an image could make a browser send a GET, so what the method was wrong for is done by POST.
            return {"Allow": str(error.details.get("allow", "POST"))}
        case 408:
            return {"Connection": "close"}
        case 429 | 503:
            return {"Retry-After": str(error.details.get("retryAfterS", _RETRY_AFTER_S))}
    return {}
