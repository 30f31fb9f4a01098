"""The messages of graphql-transport-ws are read strictly, and written as the protocol has them."""

import json

import pytest

from register.http.subscriptions import graphql_transport_ws
from register.http.subscriptions.graphql_transport_ws import (
    BadMessage,
    Complete,
    Ending,
    Initialise,
    Ping,
    Pong,
    Subscribe,
    read_message,
)
from register.http.transport.body import Parameters


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "connection_init"}', Initialise(())),
        ('{"type": "connection_init", "payload": null}', Initialise(())),
        (
            '{"type": "connection_init", "payload": {"Register-Purpose": "p", "Authorization": "Bearer t", "x": 1}}',
            Initialise(((b"authorization", b"Bearer t"), (b"register-purpose", b"p"))),
        ),
        ('{"type": "ping", "payload": {"at": 1}}', Ping()),
        ('{"type": "pong"}', Pong()),
        ('{"type": "complete", "id": "1"}', Complete("1")),
        (
            '{"type": "subscribe", "id": "1", "payload": {"query": "q", "variables": {"a": 1}, "operationName": "o"}}',
            Subscribe("1", Parameters("q", {"a": 1}, "o")),
        ),
    ],
)
def test_every_message_of_the_protocol_is_read(text, message):
    assert read_message(text) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"type": "ping", "type": "pong"}',
        "{}",
        '{"type": 1}',
        '{"type": "start", "id": "1"}',
        '{"type": "next", "id": "1", "payload": {}}',
        '{"type": "connection_init", "payload": []}',
        '{"type": "connection_init", "payload": {"Authorization": 1}}',
        '{"type": "connection_init", "payload": {"Authorization": "Bearer é"}}',
        '{"type": "complete"}',
        '{"type": "complete", "id": ""}',
        '{"type": "complete", "id": 1}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "payload": {"query": "q"}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "q", "variables": []}}',
        '{"type": "complete", "id": "' + "x" * 101 + '"}',
        '{"type": "ping", "payload": ' + "[" * 70 + "]" * 70 + "}",
        '{"type": "ping", "payload": {"x": NaN}}',
        '{"type": "complete", "id": "\ud800"}',
    ],
)
def test_anything_else_closes_the_socket_with_4400(text):
    with pytest.raises(BadMessage) as refused:
        read_message(text)

    assert refused.value.ending.code == 4400


def test_a_refusal_repeats_nothing_of_the_message():
    with pytest.raises(BadMessage) as refused:
        read_message('{"type": "secret-word"}')

    assert "secret" not in refused.value.ending.reason


def test_an_answer_stands_in_its_message_as_it_is():
    assert json.loads(graphql_transport_ws.next_message('a"b', b'{"data":{"x":"\xc3\xa9"}}')) == {
        "id": 'a"b',
        "type": "next",
        "payload": {"data": {"x": "é"}},
    }


def test_an_error_message_holds_a_list_of_errors():
    assert json.loads(graphql_transport_ws.error_message("1", [{"message": "No."}])) == {
        "id": "1",
        "type": "error",
        "payload": [{"message": "No."}],
    }


def test_every_code_is_one_that_an_application_or_the_protocol_may_send_and_its_reason_fits():
    endings = [value for value in vars(graphql_transport_ws).values() if isinstance(value, Ending)]

    assert len(endings) >= 9
    assert [each for each in endings if not (each.code in (1011, 1013) or 4400 <= each.code < 4500)] == []
    assert [each for each in endings if len(each.reason.encode()) > 123] == []
