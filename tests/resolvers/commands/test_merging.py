"""Two records of one home are merged, found once, and taken apart again exactly as they were."""

import pytest

from tests.support.story import AT_SEA, IN_BOTH, INSIDE, NORTHBY, ON_THE_LINE, PLAIN

IN_FORCE = "{ homes(area: {mine: true}) { nodes { urn name } } }"
WHOLE = """
urn name force { code } registrationStatus places location { easting } premises { onEdge inNoForce }
inspections { nodes { number } } mergedInto { urn }
"""
LINKS = """
select array_agg(array[a.area_code, a.valid_to::text] order by a.area_code) from register.home_area a
  join register.home h on h.id = a.home_id where h.urn = :urn and a.valid_to is null
"""


def merge(keeper, urn, duplicate, **more):
    version = keeper.version(duplicate)
    return keeper.do(
        "mergeDuplicateHomes", urn, **{"duplicateUrn": duplicate, "duplicateExpectedVersion": version} | more
    )


def undo(keeper, duplicate):
    return keeper.do("undoMerge", duplicateUrn=duplicate, expectedVersion=keeper.version(duplicate))


def seen(keeper):
    return [home["urn"] for home in keeper.server.ask(IN_FORCE, "police", NORTHBY).data["homes"]["nodes"]]


def test_a_merged_home_is_found_once_names_the_other_and_comes_back_whole(keeper):
    before, links = keeper.read(INSIDE, WHOLE), keeper.scalar(LINKS, urn=INSIDE)
    listed = seen(keeper)
    merged = merge(keeper, PLAIN, INSIDE)
    while_merged, without = keeper.read(INSIDE, "name mergedInto { urn } force { code }"), seen(keeper)
    undone = undo(keeper, INSIDE)

    assert merged.home["urn"] == PLAIN
    assert while_merged == {"name": "Ash House", "mergedInto": {"urn": PLAIN}, "force": {"code": NORTHBY}}
    assert (INSIDE in listed, INSIDE in without, set(listed) - set(without)) == (True, False, {INSIDE})
    assert undone.home["urn"] == INSIDE
    assert (keeper.read(INSIDE, WHOLE), keeper.scalar(LINKS, urn=INSIDE), seen(keeper)) == (before, links, listed)


def test_what_was_merged_takes_no_command_but_to_be_taken_apart(keeper):
    merge(keeper, PLAIN, ON_THE_LINE)

    changed = keeper.do("changeManager", ON_THE_LINE, name="A B", changedOn="2024-01-01")
    again = merge(keeper, PLAIN, ON_THE_LINE)
    onward = merge(keeper, ON_THE_LINE, AT_SEA)
    undo(keeper, ON_THE_LINE)

    assert changed.problems == [("RULE_ALREADY_MERGED", "urn")]
    assert again.problems == [("RULE_ALREADY_MERGED", "duplicateUrn")]
    assert onward.problems == [("RULE_ALREADY_MERGED", "urn")]
    assert undo(keeper, ON_THE_LINE).problems == [("RULE_NOT_MERGED", "duplicateUrn")]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"duplicateUrn": PLAIN}, ["RULE_MERGE_SELF"]),
        ({"duplicateUrn": "SC999999"}, ["POLICY_NOT_FOUND"]),
        ({"duplicateExpectedVersion": 99}, ["CONFLICT_STALE"]),
        ({"expectedVersion": 99}, ["CONFLICT_STALE"]),
    ],
)
def test_two_records_are_merged_only_as_both_are_known(keeper, more, codes):
    told = merge(keeper, PLAIN, IN_BOTH, **more)

    assert (told.home, told.codes) == (None, codes)
    assert keeper.read(IN_BOTH, "mergedInto { urn }") == {"mergedInto": None}


def test_a_registration_in_force_does_not_vanish_into_one_that_has_ended(keeper):
    keeper.do("cancelRegistration", AT_SEA, way="VOLUNTARY", ceasedOn="2024-01-01")

    assert merge(keeper, AT_SEA, IN_BOTH).problems == [("RULE_MERGE_LOSES_REGISTRATION", "duplicateUrn")]


def test_a_home_and_its_successor_are_two(keeper):
    given = {"newUrn": "SC970001", "providerReference": "TEST-PERSON", "changedOn": "2024-01-01"}
    keeper.do("changeProvider", IN_BOTH, **given)

    assert merge(keeper, "SC970001", IN_BOTH).problems == [("RULE_MERGE_SUCCESSOR", "duplicateUrn")]
