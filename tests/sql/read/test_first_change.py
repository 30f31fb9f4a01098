"""A reader who names a time is told what was recorded from then on, once, and continues with the token."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from tests.hostile.test_feed import INSIDE, OUTSIDE, RAISE, wait_until_told
from tests.support.story import NORTHBY, SOUTHBY

ASKED = """query ($at: DateTime, $since: String) {
  changes(sinceAt: $at, since: $since, first: 1000) { nodes { homeUrn } token hasMore }
}"""


def told(server, agency="ofsted", area=None, **asked):
    answer = server.ask(ASKED, agency, area, **asked)
    assert answer.codes == [], answer.json
    feed = answer.data["changes"]
    return [node["homeUrn"] for node in feed["nodes"]], feed["token"]


def change(server, urn):
    """Change a home; the time of the change, by the database's clock."""
    with server.owner.begin() as owner:
        owner.execute(sa.text(RAISE), {"urn": urn})
        at = owner.scalar(sa.text("select now()"))
    wait_until_told(server)
    return at.isoformat()


def test_a_reader_is_told_what_was_recorded_at_that_time_or_later_and_then_the_rest(own_server):
    first, second = change(own_server, INSIDE), change(own_server, OUTSIDE)

    assert told(own_server, at=first)[0] == [INSIDE, OUTSIDE]
    urns, token = told(own_server, at=second)
    third = change(own_server, INSIDE)
    assert urns == [OUTSIDE]
    assert told(own_server, since=token)[0] == told(own_server, at=third)[0] == [INSIDE]


def test_each_body_is_told_only_what_it_may_read_whatever_time_it_names(own_server):
    first, second = change(own_server, INSIDE), change(own_server, OUTSIDE)

    northby, southby = (told(own_server, "police", area, at=first)[0] for area in (NORTHBY, SOUTHBY))
    assert set(northby) | set(southby) <= {INSIDE, OUTSIDE}
    assert told(own_server, "police", NORTHBY, at=second)[0] == [urn for urn in northby if urn == OUTSIDE]


def test_a_time_after_the_last_change_begins_at_the_end_of_the_log(own_server):
    change(own_server, INSIDE)
    with own_server.owner.connect() as owner:
        later = owner.scalar(sa.text("select clock_timestamp()")).isoformat()

    urns, token = told(own_server, at=later)
    change(own_server, OUTSIDE)
    assert urns == []
    assert told(own_server, since=token)[0] == [OUTSIDE]


def test_a_time_in_the_future_and_a_time_beside_a_token_are_refused(own_server):
    ahead = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    answers = [
        own_server.ask(ASKED, "ofsted", at=ahead),
        own_server.ask(ASKED, "ofsted", at="2026-01-01T00:00:00Z", since="now"),
    ]

    assert [answer.codes for answer in answers] == [["REQUEST_BAD_INPUT"]] * 2
    assert [answer.json["errors"][0]["message"] for answer in answers] == [
        "changes.sinceAt: The time must not be in the future.",
        "changes.sinceAt: Send since or sinceAt, not both.",
    ]
    assert [answer.reads for answer in answers] == [[], []]
