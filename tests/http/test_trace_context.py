"""The caller's trace is in every line of the log about the request, and what is no trace is in none."""

import json
import logging

import pytest
from structlog.contextvars import clear_contextvars, get_contextvars

from register.http.trace_context import pass_on_trace

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture(autouse=True)
def nothing_bound():
    clear_contextvars()
    yield
    clear_contextvars()


@pytest.mark.parametrize("given", [f"00-{TRACE}-{SPAN}-01", f"00-{TRACE}-{SPAN}-00", f"01-{TRACE}-{SPAN}-01-more"])
def test_a_trace_is_noted_for_the_log(given):
    pass_on_trace([(b"Traceparent", given.encode())])

    assert get_contextvars() == {"trace": TRACE, "span": SPAN}


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [b""],
        [f"ff-{TRACE}-{SPAN}-01".encode()],
        [f"00-{'0' * 32}-{SPAN}-01".encode()],
        [f"00-{TRACE}-{'0' * 16}-01".encode()],
        [f"00-{TRACE.upper()}-{SPAN}-01".encode()],
        [f"00-{TRACE}-{SPAN}-01\nevent".encode()],
        [f"00-{TRACE}-{SPAN}-01".encode()] * 2,
    ],
    ids=["none", "empty", "version ff", "no trace", "no span", "capitals", "two lines", "twice"],
)
def test_what_is_no_trace_is_passed_over(headers):
    pass_on_trace([(b"traceparent", value) for value in headers])

    assert get_contextvars() == {}


def test_the_log_of_a_refused_request_names_its_trace_and_the_next_one_does_not(server, caplog):
    with caplog.at_level(logging.INFO):
        for given in ({"traceparent": f"00-{TRACE}-{SPAN}-01"}, {}):
            server.client.post(f"{server.url}/graphql", json={"query": "{ x }"}, headers=given)

    events = [json.loads(record.getMessage()) for record in caplog.records if record.name == "register.security"]
    assert [(event["cause"], event.get("trace"), event.get("span")) for event in events] == [
        ("no_token", TRACE, SPAN),
        ("no_token", None, None),
    ]
