"""Answers are counted by door, and one that takes long is a line of the log with nothing of what was asked."""

import json
import logging

import pytest

from register.http.answer_times import AnswerTimes, door_of
from register.http.counts import COUNTS, Door
from tests.hostile.conftest import make_server as make_server
from tests.support import story
from tests.support.features_client import Features

ASKED = f'{{ home(urn: "{story.INSIDE}") {{ name }} }}'


def lines(caplog):
    """What was logged of answers, without the instant and the level."""
    events = [json.loads(record.getMessage()) for record in caplog.records if record.name == "register.answers"]
    return [{key: event[key] for key in event if key not in ("timestamp", "level", "event")} for event in events]


def test_where_every_answer_is_logged_each_has_its_door_its_status_its_time_and_its_number(make_server, caplog):
    with make_server(REGISTER_SLOW_ANSWER_S="0") as server, caplog.at_level(logging.INFO):
        answer = server.ask(ASKED, "ofsted")
        Features(server, "police", story.NORTHBY).send(f"/collections/homes/items/{story.INSIDE}")
        server.client.get(f"{server.url}/homes/{story.INSIDE}")
        server.client.post(f"{server.url}/graphql", json={"query": ASKED})

    told = lines(caplog)
    assert [(each["door"], each["method"], each["status"]) for each in told] == [
        ("graphql", "POST", 200), ("features", "GET", 200), ("pages", "GET", 401), ("graphql", "POST", 401),
    ]  # fmt: skip
    assert told[0]["request"] == answer.headers["register-request"]
    assert told[3]["request"] is None
    assert all(0 <= each["took_ms"] < 60_000 for each in told)
    assert story.INSIDE not in json.dumps(told)


def test_an_answer_that_is_quick_is_not_logged(make_server, caplog):
    with make_server(REGISTER_SLOW_ANSWER_S="60") as server, caplog.at_level(logging.INFO):
        server.ask(ASKED, "ofsted")

    assert lines(caplog) == []


def test_the_number_of_a_slow_answer_leads_to_its_entry_in_the_access_log(make_server, caplog):
    with make_server(REGISTER_SLOW_ANSWER_S="0") as server, caplog.at_level(logging.INFO):
        server.ask(ASKED, "ofsted")
        with server.owner.connect() as owner:
            found = owner.exec_driver_sql("select request from register.access_log order by id desc limit 1").scalar()

    assert [each["request"] for each in lines(caplog)] == [found]


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/graphql", Door.GRAPHQL),
        ("/health/ready", Door.HEALTH),
        ("/ogc", Door.FEATURES),
        ("/ogc/collections/homes/items/1000001", Door.FEATURES),
        ("/ogc/collections/homes/tiles/WebMercatorQuad/6/20/31", Door.TILES),
        ("/homes/tiles/homes/6/20/31", Door.TILES),
        ("/ogc/collections/homes/downloads/csv", Door.DOWNLOADS),
        ("/ogc/lists/homes", Door.DOWNLOADS),
        ("/homes/1000001", Door.PAGES),
        ("/", Door.PAGES),
        ("/ada-canary", Door.PAGES),
        ("", Door.PAGES),
    ],
)
def test_an_address_has_one_of_a_few_doors_whatever_stands_in_it(path, door):
    assert door_of({"type": "http", "path": path}) is door


async def drive(app, **scope):
    """Let an application answer one request, with nobody listening."""

    async def send(message):
        pass

    await AnswerTimes(app, 60.0)({"type": "http", "path": "/ogc", "method": "GET"} | scope, None, send)


async def test_a_request_is_in_flight_until_its_answer_begins():
    seen = []

    async def answering(scope, receive, send):
        seen.append(COUNTS.in_flight[Door.FEATURES])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        seen.append(COUNTS.in_flight[Door.FEATURES])
        await send({"type": "http.response.body", "body": b""})

    before = COUNTS.in_flight[Door.FEATURES]
    await drive(answering)

    assert [each - before for each in seen] == [1, 0]
    assert COUNTS.in_flight[Door.FEATURES] == before


async def test_a_fault_is_counted_as_the_answer_that_it_gets_and_who_left_is_counted_as_none():
    async def failing(scope, receive, send):
        raise ZeroDivisionError

    async def left(scope, receive, send):
        pass

    answers, flying = [*COUNTS.answers[Door.FEATURES]], COUNTS.in_flight[Door.FEATURES]
    with pytest.raises(ZeroDivisionError):
        await drive(failing)
    await drive(left)

    assert COUNTS.answers[Door.FEATURES] == [*answers[:4], answers[4] + 1]
    assert COUNTS.in_flight[Door.FEATURES] == flying


@pytest.mark.parametrize(
    ("messages", "status"),
    [
        ([{"type": "websocket.accept"}, {"type": "websocket.close", "code": 4400}], 1),
        ([{"type": "websocket.close", "code": 1000}], 4),
        ([{"type": "websocket.http.response.start", "status": 503, "headers": []}], 5),
    ],
    ids=["opened", "closed at once", "denied"],
)
async def test_a_socket_is_one_answer_of_the_subscriptions_when_it_opens_or_is_refused(messages, status):
    async def answering(scope, receive, send):
        for message in messages:
            await send(message)

    before = [*COUNTS.answers[Door.SUBSCRIPTIONS]]
    await drive(answering, type="websocket")

    grown = [after - count for after, count in zip(COUNTS.answers[Door.SUBSCRIPTIONS], before, strict=True)]
    assert grown == [int(number == status) for number in range(1, 6)]


async def test_an_answer_of_events_is_one_of_the_subscriptions_whichever_door_it_was_asked_by():
    async def answering(scope, receive, send):
        headers = [(b"content-type", b"text/event-stream; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    before = COUNTS.answers[Door.SUBSCRIPTIONS][1], COUNTS.answers[Door.GRAPHQL][1]
    await drive(answering, path="/graphql")

    assert (COUNTS.answers[Door.SUBSCRIPTIONS][1], COUNTS.answers[Door.GRAPHQL][1]) == (before[0] + 1, before[1])
