"""Subscriptions over a WebSocket: the protocol's messages and codes, and the end of every authority."""

import json
import time
from contextlib import ExitStack, suppress

import pytest
import sqlalchemy as sa
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.support.access_factories import suspend
from tests.support.story import INSIDE, NORTHBY, OUTSIDE, PLAIN, SOUTHBY
from tests.support.subscription_client import (
    MINE,
    QUERY,
    change,
    count,
    listening,
    move,
    rename,
    short_token,
    socket_to,
)

ENTRIES = sa.text(
    "select operation, purpose, row_count, keys, request from register.access_log where subject = :subject order by id"
)


def test_a_change_is_told_as_it_commits_and_a_token_leads_on_from_where_one_was(streaming):
    with listening(streaming, "police", NORTHBY) as listener:
        listener.subscribe()
        start = listener.feed()
        change(streaming, INSIDE, 11)
        told = listener.feed()
    with listening(streaming, "police", NORTHBY) as listener:
        listener.subscribe(since=start["token"])
        again = listener.nodes(1)

    assert (start["nodes"], start["hasMore"]) == ([], False)
    assert (
        told["nodes"]
        == again
        == [{"homeUrn": INSIDE, "kind": "HOME", "left": False, "home": {"name": "Ash House", "places": 11}}]
    )


def test_a_force_is_told_of_its_own_homes_and_of_no_other(streaming):
    with listening(streaming, "police", NORTHBY) as north, listening(streaming, "police", SOUTHBY) as south:
        for listener in (north, south):
            listener.subscribe()
            listener.feed()
        rename(streaming, OUTSIDE, "Elm Lodge")
        rename(streaming, INSIDE, "Ash Lodge")

        heard = {listener: listener.feed()["nodes"] for listener in (north, south)}
        assert [(node["homeUrn"], node["home"]["name"]) for node in heard[north]] == [(INSIDE, "Ash Lodge")]
        assert [(node["homeUrn"], node["home"]["name"]) for node in heard[south]] == [(OUTSIDE, "Elm Lodge")]
        assert north.hears_nothing(0.5)
        assert south.hears_nothing(0.5)


def test_a_home_that_leaves_the_boundary_is_told_to_have_left_and_never_spoken_of_again(streaming):
    with listening(streaming, "police", NORTHBY) as listener:
        listener.subscribe("1", MINE)
        listener.feed()
        move(streaming, PLAIN, 395_000, northing=391_000)
        heard = listener.feed()["nodes"]
        while not listener.hears_nothing(1):
            pass
        rename(streaming, PLAIN, "Acorn House")

        assert {(node["homeUrn"], node["left"], node["home"]) for node in heard} == {(PLAIN, True, None)}
        assert listener.hears_nothing(1)


def test_what_policy_refuses_is_refused_here_with_the_same_code_and_written_down(streaming):
    refused = "select count(*) from register.access_log where root = 'registerChanged' and refusal = :code"
    code = "POLICY_PURPOSE_REQUIRED"
    before = count(streaming, refused, code=code)
    with socket_to(streaming) as listener:
        listener.initialise(streaming.token("police", NORTHBY), purpose=None)
        listener.hear()
        listener.subscribe()
        heard = listener.hear()

    assert (heard["type"], heard["payload"][0]["extensions"]["code"]) == ("error", code)
    assert count(streaming, refused, code=code) == before + 1


def test_every_page_is_written_down_under_one_number_with_what_it_gave(streaming):
    with listening(streaming, "police", NORTHBY, subject="reader") as listener:
        listener.subscribe()
        listener.feed()
        change(streaming, INSIDE, 23)
        listener.feed()

    with streaming.owner.connect() as owner:
        entries = owner.execute(ENTRIES, {"subject": "reader"}).all()
    # Whoever else changes something wakes a follower, who looks, finds nothing new, and is written down for it.
    assert {(entry.operation, entry.purpose) for entry in entries} == {("Follow", "safeguarding_child")}
    assert [entry.row_count for entry in entries if entry.row_count] == [1]
    assert INSIDE in str(entries[-1].keys)
    assert len({entry.request for entry in entries}) == 1


def test_many_subscriptions_run_on_one_socket_and_each_ends_by_itself(streaming):
    with listening(streaming, "ofsted") as listener:
        for number in range(20):
            listener.subscribe(str(number))
        assert {listener.hear()["id"] for _ in range(20)} == {str(number) for number in range(20)}

        for number in range(19):
            listener.send("complete", id=str(number))
        listener.send("ping")
        assert listener.hear() == {"type": "pong"}
        change(streaming, INSIDE, 12)

        assert listener.hear()["id"] == "19"
        assert listener.hears_nothing(0.5)


def test_an_id_may_be_used_again_once_its_subscription_has_ended(streaming):
    with listening(streaming, "ofsted") as listener:
        for _ in range(3):
            listener.subscribe("1")
            assert listener.hear()["id"] == "1"
            listener.send("complete", id="1")


@pytest.mark.parametrize(
    "query",
    ["{ homes { totalCount } }", 'mutation { openHome(input: {urn: "SC900001"}) { problems { code } } }'],
)
def test_a_query_or_a_command_over_a_socket_is_refused_and_reads_nothing(streaming, query):
    with listening(streaming, "ofsted") as listener:
        streaming.statements.clear()
        listener.subscribe("1", query)
        heard = listener.hear()

    assert (heard["type"], heard["id"]) == ("error", "1")
    assert [text for text in streaming.statements if "register.home" in text] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "REQUEST_INVALID"),
        ("subscription { nonsense }", "REQUEST_INVALID"),
        ("subscription { a: registerChanged { token } " + "x " * 2_100 + "}", "REQUEST_TOO_COMPLEX"),
    ],
)
def test_a_document_meets_the_same_limits_as_any(streaming, query, code):
    with listening(streaming, "ofsted") as listener:
        listener.subscribe("1", query)
        heard = listener.hear()

    assert (heard["type"], heard["payload"][0]["extensions"]["code"]) == ("error", code)


def test_pings_are_answered_before_and_after_the_beginning_and_pongs_are_taken(streaming):
    with socket_to(streaming) as listener:
        listener.send("ping", payload={"at": 1})
        assert listener.hear() == {"type": "pong"}
        listener.send("pong")
        listener.initialise(streaming.token("ofsted"))
        assert listener.hear() == {"type": "connection_ack"}


def test_a_token_and_a_purpose_may_stand_in_the_headers_of_the_handshake(streaming):
    headers = {"Authorization": f"Bearer {streaming.token('ofsted')}", "Register-Purpose": "inspection"}
    with socket_to(streaming, additional_headers=headers) as listener:
        listener.send("connection_init")

        assert listener.hear() == {"type": "connection_ack"}


def test_a_token_in_the_address_is_no_token(streaming):
    streaming_with = type(streaming)(streaming.url + f"/graphql?token={streaming.token('ofsted')}&x=", streaming.owner)
    with socket_to(streaming_with) as listener:
        listener.send("connection_init")

        assert listener.ending()[0] == 4403


@pytest.mark.parametrize(
    ("payload", "headers", "code"),
    [
        ({}, {}, 4403),
        ({"Authorization": "Bearer x.y.z"}, {}, 4403),
        ({"Authorization": "{good}"}, {"Authorization": "{good}"}, 4403),
        ({"Authorization": "{other force}"}, {}, 4403),
        ({"Authorization": "{good}", "Register-Purpose": "curiosity"}, {}, 4400),
        ({"Authorization": 1}, {}, 4400),
    ],
)
def test_a_socket_without_a_good_token_is_closed_and_told_nothing_more(streaming, payload, headers, code):
    tokens = {
        "{good}": f"Bearer {streaming.token('police', NORTHBY)}",
        "{other force}": f"Bearer {streaming.token('police', 'E23000001')}",
    }
    sent = {name: tokens.get(str(value), value) for name, value in payload.items()}
    with socket_to(streaming, additional_headers={name: tokens[value] for name, value in headers.items()}) as listener:
        listener.send("connection_init", payload=sent)
        with suppress(ConnectionClosed):
            listener.subscribe()

        assert listener.ending()[0] == code


def test_the_closing_of_a_bad_token_says_nothing_of_its_cause(streaming):
    endings = set()
    for token in (None, "x.y.z", streaming.token("police", "E23000001")):
        with socket_to(streaming) as listener:
            listener.initialise(token)
            endings.add(listener.ending())

    assert endings == {(4403, "Authentication required.")}


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (['{"type": "subscribe", "id": "1", "payload": {"query": "{x}"}}'], 4401),
        (['{"type": "start", "id": "1", "payload": {"query": "{x}"}}'], 4400),
        (["{init}", "{init}"], 4429),
        (["{init}", "{subscribe}", "{subscribe}"], 4409),
        (["{init}", "hello"], 4400),
        (["{init}", b"\x00"], 4400),
        (["{init}", '{"type": "ping", "payload": "' + "x" * 70_000 + '"}'], 1009),
        ([], 4408),
    ],
)
def test_whoever_breaks_the_protocol_is_closed_with_its_code(streaming, messages, code):
    known = {
        "{init}": json.dumps(
            {"type": "connection_init", "payload": {"Authorization": f"Bearer {streaming.token('ofsted')}"}}
        ),
        "{subscribe}": json.dumps({"type": "subscribe", "id": "1", "payload": {"query": QUERY}}),
    }
    with socket_to(streaming) as listener:
        for message in messages:
            listener.socket.send(known.get(message, message))

        assert listener.ending()[0] == code


@pytest.mark.parametrize("offered", [(), ("graphql-ws",), ("soap",)])
def test_another_protocol_than_ours_is_refused(streaming, offered):
    with socket_to(streaming, offered) as listener:
        assert listener.ending()[0] == 4406


def test_ours_is_chosen_where_the_old_protocol_is_offered_too(streaming):
    with socket_to(streaming, ("graphql-ws", "graphql-transport-ws")) as listener:
        assert listener.socket.subprotocol == "graphql-transport-ws"


def test_ten_thousand_subscriptions_end_the_socket_at_the_twenty_first(streaming):
    with listening(streaming, "ofsted") as listener:
        streaming.statements.clear()
        with suppress(ConnectionClosed):
            for number in range(10_000):
                listener.subscribe(str(number))
        code, _ = listener.ending()

    opened = [text for text in streaming.statements if "set_config('register.subject'" in text]
    assert code == 4430
    assert len(opened) <= 20


def test_no_more_streams_are_opened_than_may_be(streaming):
    with ExitStack() as held:
        for _ in range(60):
            held.enter_context(listening(streaming, "ofsted"))
        with pytest.raises(InvalidStatus) as refused:
            held.enter_context(socket_to(streaming))

    assert refused.value.response.status_code == 503


def test_no_event_is_told_after_the_token_has_expired(streaming):
    issued = time.time()
    with socket_to(streaming) as listener:
        listener.initialise(short_token("ofsted", None, 3))
        assert listener.hear() == {"type": "connection_ack"}
        listener.subscribe()
        listener.feed()
        code, reason = listener.ending()

    assert (code, reason.startswith("Your access token has expired.")) == (4403, True)
    assert time.time() - issued >= 2


def test_a_suspension_ends_the_stream_though_nothing_happens(streaming):
    with listening(streaming, "police", NORTHBY, subject="leaver") as listener:
        listener.subscribe()
        listener.feed()
        with streaming.owner.begin() as owner:
            suspend(owner, subject="leaver")

        assert listener.ending() == (4403, "Authentication required.")


def test_a_suspension_that_comes_with_a_change_ends_the_stream_before_the_change_is_told(streaming):
    with listening(streaming, "police", NORTHBY, subject="other leaver") as listener:
        listener.subscribe()
        listener.feed()
        with streaming.owner.begin() as owner:
            suspend(owner, subject="other leaver")
        change(streaming, INSIDE, 13)

        with pytest.raises(ConnectionClosed) as closed:
            listener.hear()

    assert closed.value.rcvd.code == 4403
