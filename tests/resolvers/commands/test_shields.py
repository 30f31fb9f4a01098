"""Shields through the API: set at once, confirmed by another, lifted by two, and by nobody else's hand."""

import pytest

from tests.support import story
from tests.support.child_factories import ago, create_missing_child
from tests.support.command_client import kept_register

FIRST = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL, "subject": "first"}
SECOND = FIRST | {"subject": "second"}
HOST = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL, "subject": "host"}
FORCE = {"agency": "police", "area": story.NORTHBY, "subject": "officer"}
DUE = ago(days=-30).date().isoformat()
NAME = "query ($id: ID!) { child(id: $id) { name } }"
SHIELDS = """query ($id: ID!) { child(id: $id) { shields { id version grounds holders setBy confirmedBy liftAskedBy
    liftedBy } } }"""


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="shields") as kept:
        yield kept


@pytest.fixture
def child(register):
    """A child of Southby's that is placed in Northby, and missing from there."""
    with register.server.owner.begin() as connection:
        return str(create_missing_child(connection))


def shielded(register, child, *holders):
    """The key of a shield that the first person sets."""
    given = {"child": child, "grounds": "A parent looks for the child.", "holders": list(holders), "reviewDueOn": DUE}
    return register.done("shieldRecord", FIRST, **given)


def named(register, who, child):
    """The child's name, for who may see it."""
    answer = register.server.ask(NAME, who["agency"], who["area"], subject=who["subject"], id=child)
    return answer.data["child"] and answer.data["child"]["name"]


def shield_of(register, child):
    (found,) = register.server.ask(SHIELDS, FIRST["agency"], FIRST["area"], id=child).data["child"]["shields"]
    return found


def test_a_shield_holds_at_once_for_all_but_those_that_it_names_until_two_lift_it(register, child):
    assert [named(register, who, child) for who in (FIRST, HOST, FORCE)] == ["Wren Hale"] * 3
    shield = shielded(register, child, story.NORTHBY)
    assert [named(register, who, child) for who in (FIRST, HOST, FORCE)] == ["Wren Hale", None, "Wren Hale"]

    register.done("reviewShield", FIRST, shield=shield, expectedVersion=1, holders=[], reviewDueOn=DUE)
    assert shield_of(register, child)["confirmedBy"] is None
    assert [named(register, who, child) for who in (FIRST, HOST, FORCE)] == ["Wren Hale", None, None]
    register.done("reviewShield", SECOND, shield=shield, expectedVersion=2, reviewDueOn=DUE)
    assert shield_of(register, child)["confirmedBy"] == "second"

    register.done("liftShield", FIRST, shield=shield, expectedVersion=3)
    alone = {"shield": shield, "expectedVersion": 4}
    assert register.refused("liftShield", FIRST, **alone) == [("RULE_SECOND_PERSON", "shield")]
    assert named(register, HOST, child) is None
    register.done("liftShield", SECOND, **alone)
    assert [named(register, who, child) for who in (FIRST, HOST, FORCE)] == ["Wren Hale"] * 3
    again = {"shield": shield, "expectedVersion": 5}
    assert ("RULE_SHIELD_LIFTED", "shield") in register.refused("liftShield", SECOND, **again)
    signed = shield_of(register, child)
    assert [signed[by] for by in ("setBy", "liftAskedBy", "liftedBy")] == ["first", "first", "second"]


def test_a_review_takes_back_the_wish_to_lift(register, child):
    shield = shielded(register, child)
    register.done("liftShield", FIRST, shield=shield, expectedVersion=1)
    register.done("reviewShield", SECOND, shield=shield, expectedVersion=2, reviewDueOn=DUE)
    register.done("liftShield", SECOND, shield=shield, expectedVersion=3)
    assert shield_of(register, child)["liftedBy"] is None


def test_what_is_wrong_with_a_shield_is_said_at_once(register, child):
    shielded(register, child)
    wrong = {"child": child, "grounds": "Again.", "holders": ["E99999999"], "reviewDueOn": "2020-01-01"}
    assert register.refused("shieldRecord", FIRST, **wrong) == [
        ("RULE_SHIELDED", "child"), ("RULE_SHIELD_HOLDERS", "holders"), ("RULE_REVIEW", "reviewDueOn"),
    ]  # fmt: skip


@pytest.mark.parametrize("who", [HOST, FORCE, {"agency": "ofsted", "area": None, "subject": "inspector"}])
def test_no_other_body_shields_or_lifts(register, child, who):
    given = {"child": child, "grounds": "Hide it.", "holders": [], "reviewDueOn": DUE}
    shield = {"shield": shielded(register, child), "expectedVersion": 1}
    for command, sent in (("shieldRecord", given), ("liftShield", shield)):
        answer = register.send(command, sent, agency=who["agency"], area=who["area"], subject=who["subject"])
        payload = answer.data and answer.data[command]
        codes = answer.codes if payload is None else [each["code"] for each in payload["problems"]]
        assert codes in (["POLICY_FORBIDDEN"], ["POLICY_NOT_FOUND"])
    assert shield_of(register, child)["liftAskedBy"] is None


def test_an_authority_does_not_shield_a_child_that_it_only_hosts(register, child):
    given = {"child": child, "grounds": "A parent looks for the child.", "holders": [], "reviewDueOn": DUE}

    assert register.refused("shieldRecord", HOST, **given) == [("POLICY_NOT_FOUND", "child")]
    assert [named(register, who, child) for who in (FIRST, HOST, FORCE)] == ["Wren Hale"] * 3
