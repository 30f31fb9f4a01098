"""Subscriptions as server-sent events: what is told, what is refused and how, and the end of every authority."""

import json
import logging
import socket
from contextlib import closing
from urllib.parse import urlsplit

import httpx2
import pytest

from register.http.subscriptions.server_sent_events import next_event
from tests.support.access_factories import suspend
from tests.support.running_server import wait_until
from tests.support.story import INSIDE, NORTHBY, OUTSIDE, SOUTHBY
from tests.support.subscription_client import PURPOSE, QUERY, change, count, events_of, listening, rename, short_token

FEED = "registerChanged"
OPEN_READS = (
    "select count(*) from pg_stat_activity where datname = current_database()"
    " and application_name = 'register' and state <> 'idle'"
)


def post(server, query, accept, token=None, **headers):
    given = {
        "Authorization": f"Bearer {token or server.token('ofsted')}",
        "Accept": accept,
        "Register-Purpose": PURPOSE,
    }
    return server.client.post(f"{server.url}/graphql", json={"query": query}, headers=given | headers)


def feed_in(event):
    name, content = event
    assert name == "next", event
    return content["data"][FEED]


def told(events):
    """The next event that is no comment."""
    return next(event for event in events if event[0])


def test_a_change_is_told_as_it_commits_and_silence_is_kept_alive_by_comments(streaming):
    with events_of(streaming, streaming.token("police", NORTHBY)) as events:
        start = feed_in(told(events))
        silent = next(events)
        rename(streaming, INSIDE, "Ash Court")
        heard = feed_in(told(events))

    assert (start["nodes"], silent[0]) == ([], "")
    assert [node["home"]["name"] for node in heard["nodes"]] == ["Ash Court"]


def test_a_token_leads_on_from_where_one_was_over_either_way(streaming):
    with events_of(streaming, streaming.token("ofsted")) as events:
        token = feed_in(told(events))["token"]
    change(streaming, INSIDE, 31)
    change(streaming, OUTSIDE, 31)
    with events_of(streaming, streaming.token("ofsted"), since=token) as events:
        as_events = feed_in(told(events))["nodes"]
        while len(as_events) < 2:
            as_events += feed_in(told(events))["nodes"]
    with listening(streaming, "ofsted") as listener:
        listener.subscribe(since=token)
        over_a_socket = listener.nodes(2)

    assert [node["homeUrn"] for node in as_events] == [INSIDE, OUTSIDE]
    assert over_a_socket == as_events


def test_a_force_is_not_told_of_what_it_may_not_read(streaming):
    with events_of(streaming, streaming.token("police", SOUTHBY)) as events:
        next(events)
        rename(streaming, INSIDE, "Ash Mews")
        rename(streaming, OUTSIDE, "Elm Mews")

        assert [node["homeUrn"] for node in feed_in(told(events))["nodes"]] == [OUTSIDE]


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json", "*/*", "text/*"])
def test_a_subscription_that_accepts_no_events_is_refused(streaming, accept):
    response = post(streaming, QUERY, accept)

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (406, "REQUEST_UNSUPPORTED")


def test_a_client_that_accepts_both_gets_events_for_a_subscription_and_an_answer_for_a_query(streaming):
    accept = "application/json, text/event-stream"

    answered = post(streaming, "{ homes { totalCount } }", accept)
    refused = post(streaming, "subscription { nonsense }", accept)

    assert answered.headers["content-type"] == "application/json; charset=utf-8"
    assert answered.json()["data"]["homes"]["totalCount"] == 7
    assert refused.json()["errors"][0]["extensions"]["code"] == "REQUEST_INVALID"


def test_a_query_that_accepts_events_only_is_refused(streaming):
    response = post(streaming, "{ homes { totalCount } }", "text/event-stream")

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (406, "REQUEST_UNSUPPORTED")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "REQUEST_INVALID"),
        ("subscription { nonsense }", "REQUEST_INVALID"),
        ("subscription { registerChanged { token } b: registerChanged { token } }", "REQUEST_INVALID"),
        ("subscription { registerChanged @skip(if: true) { token } }", "REQUEST_INVALID"),
        ('subscription { registerChanged(since: "x") { token } }', "REQUEST_BAD_INPUT"),
        ('subscription { registerChanged(area: {code: "E23999999"}) { token } }', "REQUEST_BAD_INPUT"),
        ("subscription { registerChanged(first: 0) { token } }", "REQUEST_BAD_INPUT"),
        ("subscription { registerChanged { " + "token " * 40 + "} }", "REQUEST_TOO_COMPLEX"),
    ],
)
def test_what_is_wrong_with_a_subscription_is_told_as_one_event_and_its_end(streaming, query, code):
    response = post(streaming, query, "text/event-stream")

    first, last, rest = response.text.split("\n\n")
    assert (response.status_code, last, rest) == (200, "event: complete\ndata:", "")
    assert first.startswith("event: next\ndata: {")
    assert json.loads(first.partition("data: ")[2])["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": "Bearer x.y.z"}, 401, "IDENTITY_UNAUTHENTICATED"),
        ({"Content-Type": "text/plain"}, 415, "REQUEST_UNSUPPORTED"),
    ],
)
def test_what_is_wrong_with_the_request_has_the_status_that_it_has_everywhere(streaming, headers, status, code):
    response = post(streaming, QUERY, "text/event-stream", **headers)

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, code)


def test_a_get_does_not_subscribe(streaming):
    headers = {"Authorization": f"Bearer {streaming.token('ofsted')}", "Accept": "text/event-stream"}

    response = streaming.client.get(f"{streaming.url}/graphql", params={"query": QUERY}, headers=headers)

    assert response.status_code == 405


def test_a_token_that_expires_ends_the_stream_with_a_word(streaming):
    with events_of(streaming, short_token("police", NORTHBY, 3)) as events:
        heard = [event for event in events if event[0]]

    assert [name for name, _ in heard] == ["next", "next", "complete"]
    assert heard[1][1]["errors"][0]["extensions"]["code"] == "IDENTITY_UNAUTHENTICATED"


def test_a_suspension_ends_the_stream_before_another_change_is_told(streaming):
    with events_of(streaming, streaming.token("police", NORTHBY, subject="gone")) as events:
        next(events)
        with streaming.owner.begin() as owner:
            suspend(owner, subject="gone")
        rename(streaming, INSIDE, "Ash Yard")
        heard = [event for event in events if event[0]]

    assert [name for name, _ in heard] == ["next", "complete"]
    assert heard[0][1]["errors"][0]["extensions"]["code"] == "IDENTITY_UNAUTHENTICATED"


def slow_reader(server, query, token):
    """A client that asks for events and reads none, over a connection that holds little for it."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    client.settimeout(30)
    at = urlsplit(server.url)
    client.connect((at.hostname, at.port))
    body = json.dumps({"query": query}).encode()
    head = (
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n"
        f"Register-Purpose: {PURPOSE}\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    client.sendall(head.encode() + body)
    return closing(client)


def test_who_does_not_read_is_let_go_and_holds_no_connection_to_the_database(streaming, caplog):
    caplog.set_level(logging.INFO)
    query = 'subscription { registerChanged(since: "%s", first: 1000) { nodes { %s } token } }'
    fields = " ".join(f"written{number}: at" for number in range(30))
    with listening(streaming, "ofsted") as listener:
        listener.subscribe()
        token = listener.feed()["token"]
    flood(streaming)
    with slow_reader(streaming, query % (token, fields), streaming.token("ofsted")) as client:
        wait_until(lambda: any("stream_too_slow" in record.getMessage() for record in caplog.records))
        wait_until(lambda: count(streaming, OPEN_READS) == 0)
        received = bytearray()
        while chunk := client.recv(65_536):
            received += chunk
            if received.endswith(b"\r\n0\r\n\r\n"):
                break

    assert 1 <= received.count(b"event: next") < 4
    assert b"event: complete" not in received


def flood(server):
    """Many changes: more than the kernel and the server hold for a reader."""
    with server.owner.begin() as owner:
        owner.exec_driver_sql(
            "do $$ begin for n in 1..500 loop update register.home set places = 1 + n %% 50; end loop; end $$"
        )


def test_no_more_streams_are_opened_than_may_be(streaming):
    with httpx2.Client(timeout=30, trust_env=False, limits=httpx2.Limits(max_connections=70)) as client:
        headers = {"Authorization": f"Bearer {streaming.token('ofsted')}", "Accept": "text/event-stream"}
        headers["Register-Purpose"] = PURPOSE
        requests = [
            client.build_request("POST", f"{streaming.url}/graphql", json={"query": QUERY}, headers=headers)
            for _ in range(61)
        ]
        responses = [client.send(request, stream=True) for request in requests]
        statuses = [response.status_code for response in responses]
        for response in responses:
            response.close()

    assert (statuses[:60], statuses[60]) == ([200] * 60, 503)


def test_the_end_of_a_line_within_an_answer_does_not_end_its_event():
    assert next_event(b'{"a":1,\r\n "b":2}') == b'event: next\ndata: {"a":1,   "b":2}\n\n'
