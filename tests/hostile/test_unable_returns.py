"""What an authority says of a list that it owes is read by those who oversee returns, and said by nobody but itself."""

import uuid

import pytest

from tests.hostile.test_overdue_returns import BODIES, OURS, OVERSEERS, OWN, heard, owe, tell_of_organisations
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told

US, OTHERS = OWN["own authority"], BODIES["local_authority"]
OVERDUE = """query ($reason: UnableReason, $day: Date!) { returnDuties(
    where: {dueOn: {lt: $day}, acceptedAt: {isNull: true}, unableReason: {eq: $reason}}) {
    totalCount nodes { id authorityCode unableReason unableAt recordsAwayApart submittedAt } } }"""
SAID = ("declareUnableToReturn", "withdrawUnableToReturn", "recordReturnPractice")
GIVEN = {"declareUnableToReturn": {"unableReason": "PARTNERS"}, "recordReturnPractice": {"recordsAwayApart": False}}
READ = "query ($id: ID!) { returnDuties(where: {id: {eq: $id}}) { nodes { unableReason recordsAwayApart } } }"


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story, with the organisations that its bodies are of."""
    with kept_register(cluster, story, worker, named="unable", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell_of_organisations(owner)
        wait_until_told(kept.server)
        yield kept


def owed(register, days=9, **more):
    """A duty of ours that was due so many days ago: its key."""
    with register.server.owner.begin() as owner:
        return owe(owner, days, **more)


def read(register, key, who=US):
    return register.server.ask(READ, **who, id=key).data["returnDuties"]["nodes"]


def overdue(register, who, reason="SYSTEM"):
    return register.server.ask(OVERDUE, **who, reason=reason, day="2999-01-01")


def test_that_a_list_cannot_be_returned_is_reported_to_oversight_with_its_reason_and_stays_due(register):
    key = owed(register)
    said = {"returnDuty": key, "unableReason": "SYSTEM"}
    told = heard(register.server, lambda _: register.done("declareUnableToReturn", US, **said))

    assert {*told} == OVERSEERS | {"own authority"}
    assert {tuple(n["fields"]) for nodes in told.values() for n in nodes} == {("unableAt", "unableReason")}
    for name in told:
        (node,) = overdue(register, (BODIES | OWN)[name]).data["returnDuties"]["nodes"]
        assert (node["id"], node["authorityCode"], node["unableReason"]) == (key, OURS, "SYSTEM"), name
        assert (node["unableAt"] is not None, node["submittedAt"]) == (True, None)


def test_no_other_body_reads_it_or_finds_a_list_by_it(register):
    key = owed(register, 10)
    register.done("declareUnableToReturn", US, returnDuty=key, unableReason="STAFF")
    for name, who in BODIES.items():
        answer = overdue(register, who, "STAFF")
        if name in OVERSEERS:
            continue
        if name == "local_authority":
            assert (answer.data["returnDuties"]["totalCount"], read(register, key, who)) == (0, [])
        else:
            assert answer.codes == ["POLICY_FORBIDDEN"], name


@pytest.mark.parametrize("command", SAID)
def test_another_authority_says_nothing_of_it_and_learns_not_that_it_is_there(register, command):
    key = owed(register, 11 + SAID.index(command))
    given = GIVEN.get(command, {})
    refused = [register.refused(command, OTHERS, returnDuty=each, **given) for each in (key, str(uuid.uuid4()))]

    assert refused == [[("POLICY_NOT_FOUND", "returnDuty")]] * 2
    assert read(register, key) == [{"unableReason": None, "recordsAwayApart": None}]


def test_it_is_taken_back_once_and_not_said_of_what_came(register):
    key, came = owed(register, 20), owed(register, 21, submitted_at="2026-01-01T00:00:00Z", is_nil=False)
    register.done("declareUnableToReturn", US, returnDuty=key, unableReason="RECORDS")
    register.done("withdrawUnableToReturn", US, returnDuty=key)

    assert read(register, key) == [{"unableReason": None, "recordsAwayApart": None}]
    again = register.refused("withdrawUnableToReturn", US, returnDuty=key)
    late = register.refused("declareUnableToReturn", US, returnDuty=came, unableReason="STAFF")
    assert (again, late) == ([("RULE_NOT_SAID_UNABLE", "returnDuty")], [("RULE_RETURN_STATUS", "returnDuty")])
    kept = "select count(*) from register.return_duty_history where id::text = :id and unable_reason = 'records'"
    assert register.scalar(kept, id=key) == 1


def test_how_being_away_is_recorded_is_said_of_lists_of_missing_episodes_alone(register):
    key, other = owed(register, 22), owed(register, 23, kind="interviews_monthly")
    register.done("recordReturnPractice", US, returnDuty=key, recordsAwayApart=False)
    refused = register.refused("recordReturnPractice", US, returnDuty=other, recordsAwayApart=True)

    assert refused == [("RULE_RETURN_PRACTICE", "returnDuty")]
    for who in (US, BODIES["dfe"], BODIES["commissioner"]):
        assert read(register, key, who) == [{"unableReason": None, "recordsAwayApart": False}]
