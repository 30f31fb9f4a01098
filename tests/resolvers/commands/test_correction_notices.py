"""Corrections travel: who consulted a record is told that it was corrected, until it acknowledges that."""

import pytest

from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
AUTHORITY = {"agency": "local_authority", "area": NORTH}
FORCE, OTHER = {"agency": "police", "area": story.NORTHBY}, {"agency": "police", "area": story.SOUTHBY}
NOTICES = """{ correctionNotices(where: {acknowledgedAt: {isNull: true}}) {
    nodes { id record command groups consultedAt correctedAt } } }"""
CHILD = "query ($id: ID!) { child(id: $id) { name nhsNumber } }"
NAME = "query ($id: ID!) { child(id: $id) { name } }"


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="notices") as kept:
        yield kept


@pytest.fixture
def child(register):
    """A child of Northby's council, looked for by Northby's police."""
    with register.server.owner.begin() as connection:
        made = create_child(connection, "Wren Hale", NORTH)
        create_episode(connection, made, story.NORTHBY, started_at=ago(hours=9))
    return str(made)


def notices(register, who, record):
    """The open notices of a body about a record."""
    answer = register.server.ask(NOTICES, who["agency"], who.get("area"), organisation=who.get("organisation"))
    return [node for node in answer.data["correctionNotices"]["nodes"] if node["record"] == record]


def correct(register, child, **given):
    version = register.scalar("select version from register.child where id::text = :id", id=child)
    register.done("correctChild", AUTHORITY, child=child, expectedVersion=version, **given)


def test_who_consulted_a_record_is_told_that_it_was_corrected_until_it_acknowledges(register, child):
    register.server.ask(CHILD, FORCE["agency"], FORCE["area"], id=child)
    assert notices(register, FORCE, child) == []
    correct(register, child, nhsNumber="9434765919")

    (told,) = notices(register, FORCE, child)
    assert (told["command"], told["groups"]) == ("correctChild", ["child identity"])
    assert told["consultedAt"] < told["correctedAt"]
    correct(register, child, name="Wrenna Hale")
    (again,) = notices(register, FORCE, child)
    assert (again["id"], sorted(again["groups"])) == (told["id"], ["child identity", "child name and birth"])

    register.done("acknowledgeCorrection", FORCE, notice=told["id"])
    assert notices(register, FORCE, child) == []
    repeated = register.refused("acknowledgeCorrection", FORCE, notice=told["id"])
    assert repeated == [("RULE_ALREADY_ACKNOWLEDGED", "notice")]


def test_nobody_is_told_of_what_it_did_not_read_and_nobody_sees_anothers_notice(register, child):
    register.server.ask(NAME, FORCE["agency"], FORCE["area"], id=child)
    register.server.ask(NAME, OTHER["agency"], OTHER["area"], id=child)
    correct(register, child, nhsNumber="9434765870")
    # The number was corrected, and the force was shown the name alone.
    assert notices(register, FORCE, child) == []

    correct(register, child, name="Wrenna Hale")
    (told,) = notices(register, FORCE, child)
    assert notices(register, OTHER, child) == notices(register, AUTHORITY, child) == []
    for who in (OTHER, AUTHORITY, {"agency": "ofsted"}):
        assert notices(register, who, child) == []
        assert register.refused("acknowledgeCorrection", who, notice=told["id"]) == [("POLICY_NOT_FOUND", "notice")]


def test_a_correction_that_is_refused_or_only_tried_tells_nobody(register, child):
    register.server.ask(CHILD, FORCE["agency"], FORCE["area"], id=child)
    tried = {"child": child, "expectedVersion": 1, "name": "Wrenna Hale"}
    register.payload("correctChild", AUTHORITY, dryRun=True, **tried)
    assert register.refused("correctChild", AUTHORITY, **(tried | {"expectedVersion": 9}))
    assert notices(register, FORCE, child) == []


def test_a_home_is_named_by_its_number(register):
    asked = "query ($urn: Urn!) { home(urn: $urn) { name places } }"
    register.server.ask(asked, FORCE["agency"], FORCE["area"], urn=story.INSIDE)
    assert register.do("correctHome", story.INSIDE, places=7).problems == []

    (told,) = notices(register, FORCE, story.INSIDE)
    assert (told["command"], told["groups"]) == ("correctHome", ["home public facts"])
