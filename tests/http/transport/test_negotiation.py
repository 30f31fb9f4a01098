"""Media types, methods and statuses."""

import pytest

from register.errors import (
    BadInput,
    Forbidden,
    Internal,
    InvalidRequest,
    MethodNotAllowed,
    NotAcceptable,
    RateLimited,
    RequestTimeout,
    TooComplex,
    TooLarge,
    Unauthenticated,
    Unavailable,
    UnsupportedMediaType,
)
from register.http.transport.body import MalformedRequest
from register.http.transport.negotiation import (
    CHALLENGE,
    EVENTS,
    GRAPHQL,
    JSON,
    accepts_events,
    content_type,
    headers_for,
    require_json,
    require_method,
    response_media_type,
    status_for,
)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/json; charset=utf-8", JSON),
        ("APPLICATION/GraphQL-Response+JSON", GRAPHQL),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL),
        ("application/json, application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json;q=0.9, application/json", JSON),
        ("application/graphql-response+json, application/json;q=0.9", GRAPHQL),
        ("application/graphql-response+json;q=0, */*", JSON),
        ("application/json;q=0, */*", GRAPHQL),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
        ("application/json;q=0.5, */*;q=0.1", JSON),
        ("text/plain, application/graphql-response+json;q=0.1", GRAPHQL),
    ],
)
def test_the_answer_is_of_the_type_weighed_highest(accept, media_type):
    assert response_media_type(accept) == media_type


@pytest.mark.parametrize(
    ("accept", "events", "media_type"),
    [
        ("text/event-stream", True, EVENTS),
        ("Text/Event-Stream; charset=utf-8", True, EVENTS),
        ("text/event-stream, text/html", True, EVENTS),
        ("text/event-stream, application/json", True, JSON),
        ("text/event-stream, */*;q=0.1", True, JSON),
        ("text/event-stream;q=0, application/json", False, JSON),
        ("*/*", False, JSON),
        (None, False, JSON),
    ],
)
def test_events_are_accepted_by_name_and_chosen_where_nothing_else_is(accept, events, media_type):
    assert (accepts_events(accept), response_media_type(accept)) == (events, media_type)


@pytest.mark.parametrize(
    "accept",
    ["text/html", "text/*", "image/png, text/plain", "application/json;q=0", "*/*;q=0", "application/json;q=x", ","],
)
def test_a_caller_who_takes_neither_type_is_refused(accept):
    with pytest.raises(NotAcceptable) as caught:
        response_media_type(accept)

    assert caught.value.status == 406


def test_the_answer_says_that_it_is_utf_8():
    assert content_type(GRAPHQL) == "application/graphql-response+json; charset=utf-8"


@pytest.mark.parametrize(
    "header",
    ["application/json", "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'],
)
def test_json_in_utf_8_is_read(header):
    require_json(header)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=latin-1",
        "application/json; charset=utf-8; charset=utf-16",
        "application/jsonp",
    ],
)
def test_any_other_type_of_body_is_refused(header):
    with pytest.raises(UnsupportedMediaType) as caught:
        require_json(header)

    assert caught.value.status == 415


def test_post_and_get_are_served():
    require_method("POST")
    require_method("GET")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "post"])
def test_any_other_method_is_refused_with_those_that_are_served(method):
    with pytest.raises(MethodNotAllowed) as caught:
        require_method(method)

    assert caught.value.status == 405
    assert headers_for(caught.value) == {"Allow": "GET, POST"}


@pytest.mark.parametrize(
    ("error", "as_graphql", "as_json"),
    [
        (InvalidRequest("x"), 400, 200),
        (BadInput("x"), 400, 200),
        (TooComplex("x"), 400, 200),
        (MalformedRequest("x"), 400, 400),
        (Forbidden("x"), 200, 200),
        (Unauthenticated("x"), 401, 401),
        (MethodNotAllowed("x"), 405, 405),
        (NotAcceptable("x"), 406, 406),
        (RequestTimeout("x"), 408, 408),
        (TooLarge("x"), 413, 413),
        (UnsupportedMediaType("x"), 415, 415),
        (RateLimited("x"), 429, 429),
        (Internal("x"), 500, 500),
        (Unavailable("x"), 503, 503),
    ],
)
def test_a_mistake_in_the_document_is_a_200_to_old_callers_and_nothing_else_is(error, as_graphql, as_json):
    assert (status_for(GRAPHQL, error), status_for(JSON, error)) == (as_graphql, as_json)


@pytest.mark.parametrize(
    ("error", "headers"),
    [
        (Unauthenticated("x"), {"WWW-Authenticate": CHALLENGE}),
        (MethodNotAllowed("x"), {"Allow": "POST"}),
        (RequestTimeout("x"), {"Connection": "close"}),
        (RateLimited("x", retryAfterS=7), {"Retry-After": "7"}),
        (Unavailable("x"), {"Retry-After": "1"}),
        (TooLarge("x"), {}),
        (InvalidRequest("x"), {}),
    ],
)
def test_a_refusal_has_the_headers_of_its_status(error, headers):
    assert headers_for(error) == headers
