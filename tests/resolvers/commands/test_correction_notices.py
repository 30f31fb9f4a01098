"""Corrections travel: who consulted a record is told that it was corrected, until it acknowledges that."""

import uuid

import pytest

from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_match, create_placement
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


def merge(register, *, keep, gone):
    """Let two people of Northby's council decide that two of its records are of one child."""
    with register.server.owner.begin() as connection:
        match = str(create_match(connection, uuid.UUID(keep), uuid.UUID(gone), other_authority_code=NORTH))
    for subject in ("first", "second"):
        given = {"match": match, "decision": "KEEP_THIS", "grounds": "One NHS number."}
        register.done("decideMatch", AUTHORITY | {"subject": subject}, **given)
    assert register.scalar("select merged_into_id::text from register.child where id::text = :id", id=gone) == keep


@pytest.fixture
def double(register):
    """Another record of that child, of which no force knows."""
    with register.server.owner.begin() as connection:
        return str(create_child(connection, "Wrenn Hale", NORTH))


def test_who_read_the_record_that_was_merged_is_told_by_its_key_of_what_is_corrected_in_the_other(
    register, child, double
):
    register.server.ask(CHILD, FORCE["agency"], FORCE["area"], id=child)
    merge(register, keep=double, gone=child)
    correct(register, double, nhsNumber="9434765943")

    (told,) = notices(register, FORCE, child)
    assert (told["command"], told["groups"]) == ("correctChild", ["child identity"])
    assert notices(register, FORCE, double) == notices(register, OTHER, child) == []


@pytest.mark.parametrize("shielded_before", [True, False], ids=["before", "after"])
def test_of_a_shielded_child_those_whom_the_shield_names_are_told_and_nobody_else(
    register, child, double, shielded_before
):
    with register.server.owner.begin() as connection:
        create_placement(connection, uuid.UUID(child), SOUTH, kind="foster_care")
    host = {"agency": "local_authority", "area": SOUTH}
    for who in (FORCE, host):
        assert register.server.ask(NAME, who["agency"], who["area"], id=child).data["child"]
    if shielded_before:
        shield(register, child)
    merge(register, keep=double, gone=child)
    if not shielded_before:
        shield(register, double)
    correct(register, double, name="Wrenna Hale")

    assert [each["command"] for each in notices(register, FORCE, child)] == ["correctChild"]
    assert notices(register, host, child) == notices(register, host, double) == []


def shield(register, child):
    """Shield a child to all but Northby's force."""
    held = {"holders": [story.NORTHBY], "reviewDueOn": ago(days=-30).date().isoformat()}
    register.done("shieldRecord", AUTHORITY, child=child, grounds="A parent looks for the child.", **held)


def test_who_read_a_home_that_was_merged_is_told_by_its_number(register):
    asked = "query ($urn: Urn!) { home(urn: $urn) { name places } }"
    register.server.ask(asked, OTHER["agency"], OTHER["area"], urn=story.ON_THE_LINE)
    versions = {urn: register.version(urn) for urn in (story.PLAIN, story.ON_THE_LINE)}
    both = {"duplicateUrn": story.ON_THE_LINE, "duplicateExpectedVersion": versions[story.ON_THE_LINE]}
    assert register.do("mergeDuplicateHomes", story.PLAIN, **both).problems == []
    assert register.do("correctHome", story.PLAIN, places=9).problems == []

    (told,) = notices(register, OTHER, story.ON_THE_LINE)
    assert (told["command"], told["groups"]) == ("correctHome", ["home public facts"])
    assert notices(register, OTHER, story.PLAIN) == []
