"""An answer that takes long is a line of the log, with its door and its number and nothing of what was asked."""

import json
import logging

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
        ("graphql", "POST", 200), ("ogc", "GET", 200), ("pages", "GET", 401), ("graphql", "POST", 401),
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
