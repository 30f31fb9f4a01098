"""A clock that ran out is reported once, to those who may read the record that it is of, and to nobody else."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from tests.support import story
from tests.support.child_factories import tell_of_children, tell_of_returns
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told

FEED = """query ($since: String, $kinds: [ChangeKind!]) { changes(since: $since, kinds: $kinds, first: 1000) {
  token nodes { kind operation fields } } }"""
BODIES = {
    "force": {"agency": "police", "area": story.NORTHBY},
    "other force": {"agency": "police", "area": story.SOUTHBY},
    "authority": {"agency": "local_authority", "area": story.NORTHBY_COUNCIL},
    "other authority": {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL},
    "ofsted": {"agency": "ofsted"},
    "dashboard": {"agency": "dfe_statistics"},
}
RUN_OUT = (
    "update register.return_interview set found_at = now() - interval '5 days', due_at = now() - interval '2 days'"
    " where closed_at is null and offered_at is null",
    "update register.exploitation_flag set raised_on = current_date - 90, review_due_on = current_date - 3,"
    " ended_on = null",
)
ANNOUNCE = sa.text("select register.announce_due()")
DUE = """select count(*) from register.entry where operation = 'due'"""


@pytest.fixture(scope="module")
def server(cluster, story, worker):
    """A served copy of the story whose open interviews and flags have run out, before anybody announced it."""
    with kept_register(cluster, story, worker, named="due", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell_of_children(owner)
            tell_of_returns(owner)
            for statement in RUN_OUT:
                assert owner.execute(sa.text(statement)).rowcount > 0
        wait_until_told(kept.server)
        yield kept.server


@pytest.fixture(scope="module")
def told(server):
    """What each body was told of clocks that ran out, after two announcements; and how many each announced."""
    tokens = {name: server.ask(FEED, **body).data["changes"]["token"] for name, body in BODIES.items()}
    with server.owner.begin() as owner:
        announced = [owner.scalar(ANNOUNCE), owner.scalar(ANNOUNCE)]
    wait_until_told(server)
    answers = {name: server.ask(FEED, since=tokens[name], **body) for name, body in BODIES.items()}
    found = {name: answer.data["changes"]["nodes"] for name, answer in answers.items()}
    return announced, {
        name: {(n["kind"], n["operation"], *n["fields"]) for n in nodes} for name, nodes in found.items()
    }


def test_each_clock_is_announced_once(server, told):
    announced, _ = told
    with server.owner.connect() as owner:
        assert announced == [owner.scalar(sa.text(DUE)), 0]
    assert announced[0] > 1


def test_who_reads_the_record_is_told_which_field_ran_out_and_nobody_else(told):
    _, found = told
    every = set().union(*found.values())

    assert ("RETURN_INTERVIEW", "DUE", "dueAt") in every
    assert ("EXPLOITATION_FLAG", "DUE", "reviewDueOn") in every
    assert {operation for _, operation, *_ in every} == {"DUE"}
    # A force reads of a flag, and of an interview, only of a child whom it looks for; a dashboard reads none.
    assert found["dashboard"] == set()
    assert found["authority"] | found["other authority"] == every


def test_who_is_still_to_be_told_of_an_episode_is_announced_to_both_sides_alone(told):
    _, found = told
    reports = {("EPISODE", "DUE", f"{step}DueAt") for step in ("home", "hostAuthority", "nationalUnit", "police")}

    assert {name for name, events in found.items() if events & reports} == {
        "force", "other force", "authority", "other authority",
    }  # fmt: skip
    assert ("EPISODE", "DUE", "homeDueAt") in found["force"]


def test_what_is_due_is_true_before_anybody_announced_it(server):
    asked = "query ($now: DateTime!) { returnInterviews(where: {dueAt: {lt: $now}, closedAt: {isNull: true}}) %s }"
    now = datetime.now(UTC).isoformat()
    overdue = [
        server.ask(asked % "{ totalCount }", now=now, **body).data["returnInterviews"]["totalCount"]
        for body in BODIES.values()
        if body["agency"] == "local_authority"
    ]

    assert sum(overdue) > 0


def test_nobody_who_asks_may_announce(server):
    with server.owner.connect() as owner:
        owner.execute(sa.text("set local role register_police"))
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            owner.execute(ANNOUNCE)
