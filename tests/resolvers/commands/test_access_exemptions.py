"""Exemptions through the API: by the authority that answers the child, and seen by nobody else."""

import pytest

from tests.support import story
from tests.support.child_factories import IN_A_MONTH, NOW, create_missing_child
from tests.support.command_client import kept_register

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL, "subject": "officer"}
HOST = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL, "subject": "host"}
FORCE = {"agency": "police", "area": story.NORTHBY, "subject": "constable"}
EXEMPTIONS = """query ($id: ID!) { child(id: $id) { accessExemptions { group law endedOn recordedBy }
    withheld { field } } }"""
TODAY = NOW.date().isoformat()


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="exemptions") as kept:
        yield kept


@pytest.fixture
def child(register):
    """A child of Southby's that is placed in Northby, and missing from there."""
    with register.server.owner.begin() as connection:
        return str(create_missing_child(connection))


def exemption(child, **given):
    """What recordExemption is sent."""
    said = {"child": child, "group": "interview narrative", "law": "SOCIAL_WORK_HARM", "grounds": "It would harm."}
    return {**said, "decidedOn": TODAY, "endsOn": IN_A_MONTH.isoformat(), **given}


def shown(register, who, child):
    return register.server.ask(EXEMPTIONS, who["agency"], who["area"], id=child).data["child"]


def test_a_named_person_leaves_something_out_with_its_law_and_ends_that_again(register, child):
    made = register.done("recordExemption", AUTHORITY, **exemption(child))
    (held,) = shown(register, AUTHORITY, child)["accessExemptions"]
    assert held == {
        "group": "interview narrative", "law": "SOCIAL_WORK_HARM", "endedOn": None, "recordedBy": "officer",
    }  # fmt: skip
    register.done("endExemption", AUTHORITY, exemption=made, expectedVersion=1)
    again = register.refused("endExemption", AUTHORITY, exemption=made, expectedVersion=2)
    assert again == [("RULE_EXEMPTION_ENDED", "exemption")]
    assert shown(register, AUTHORITY, child)["accessExemptions"][0]["endedOn"] == TODAY


def test_neither_the_area_that_hosts_the_child_nor_the_force_that_looks_for_it_learns_what_is_left_out(register, child):
    register.done("recordExemption", AUTHORITY, **exemption(child))
    for who in (HOST, FORCE):
        found = shown(register, who, child)
        assert found["accessExemptions"] is None
        assert [each["field"] for each in found["withheld"]] == ["accessExemptions"]
    assert register.refused("recordExemption", HOST, **exemption(child)) == [("POLICY_NOT_FOUND", "child")]


def test_all_that_is_wrong_with_an_exemption_is_said_at_once(register, child):
    wrong = exemption(child, group="home people", record="none", decidedOn="2099-01-01", endsOn="2099-01-01")
    assert register.refused("recordExemption", AUTHORITY, **wrong) == [
        ("RULE_EXEMPTION_GROUP", "group"), ("POLICY_NOT_FOUND", "record"), ("RULE_DATE_IN_FUTURE", "decidedOn"),
        ("RULE_EXEMPTION_END", "endsOn"),
    ]  # fmt: skip
