"""Two records of one home are merged, found once, and taken apart again exactly as they were."""

import itertools
from datetime import date

import pytest

from register.importing.ofsted.inspections import InspectionFacts, compare_inspections, write_inspections
from register.vocabulary import InspectionKind
from tests.support.command_client import new_home
from tests.support.story import AT_SEA, IN_BOTH, INSIDE, NORTHBY, ON_THE_LINE, PLAIN, SOUTHBY

NUMBERS = itertools.count(1)
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


COUNTED = """{
  all: homes(status: ALL) { totalCount nodes { urn } } current: homes { totalCount nodes { urn } }
  registered: homes(where: {registrationStatus: {eq: REGISTERED}}) { totalCount }
  provider(reference: "TEST-COMPANY") { homes(status: ALL) { totalCount } }
}"""


@pytest.mark.parametrize(
    ("agency", "area"), [("ofsted", None), ("police", NORTHBY), ("police", SOUTHBY), ("dfe_statistics", None)]
)
def test_a_duplicate_is_counted_nowhere_while_it_is_merged(keeper, agency, area):
    def counts():
        told = keeper.server.ask(COUNTED, agency, area).data
        urns = {each["urn"] for which in ("all", "current") for each in told[which]["nodes"]}
        return [*(told[which]["totalCount"] for which in ("all", "current", "registered")),
                told["provider"]["homes"]["totalCount"], INSIDE in urns]  # fmt: skip

    before = counts()
    merge(keeper, PLAIN, INSIDE)
    while_merged = counts()
    undo(keeper, INSIDE)

    assert before == [7, 7, 7, 3, True]
    assert while_merged == [6, 6, 6, 2, False]
    assert counts() == before


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


INSPECTED = """{ home(urn: "%s") {
  inspections { nodes { number } } latestInspection { number } currentJudgement { number }
  history(first: 100) { nodes { kind } }
} }"""
JUDGED = ("overallExperiencesAndProgress", "helpedAndProtected", "leadersAndManagers")
BY_NUMBER = """{ homes(where: {inspections: {some: {number: {in: ["DOUBLE1", "BOTH1"]}}}}, orderBy: [{field: URN}]) {
  nodes { urn inspections { nodes { number } } }
} }"""


@pytest.mark.parametrize(("agency", "area"), [("ofsted", None), ("police", NORTHBY), ("dfe_statistics", None)])
def test_a_duplicates_inspections_are_seen_at_the_home_that_is_kept_and_go_back(keeper, agency, area):
    kept, double = (f"SC97{next(NUMBERS):04}" for _ in range(2))
    for urn in (kept, double):
        keeper.do("registerHome", **new_home(urn))
        keeper.do("recordInspection", urn, number="BOTH1", kind="FULL", startedOn="2024-06-01")
    keeper.do("recordInspection", double, number="DOUBLE1", kind="FULL", startedOn="2024-09-01")
    keeper.do("publishInspection", double, number="DOUBLE1", publishedOn="2024-10-01", **dict.fromkeys(JUDGED, "GOOD"))

    def inspected(urn):
        found = keeper.server.ask(INSPECTED % urn, agency, area).data["home"]
        numbers = sorted(each["number"] for each in found["inspections"]["nodes"])
        return numbers, *(found[name] and found[name]["number"] for name in ("latestInspection", "currentJudgement"))

    apart = inspected(kept), inspected(double)
    merged = merge(keeper, kept, double)
    while_merged = inspected(kept), inspected(double)
    listed = keeper.server.ask(BY_NUMBER, agency, area).data["homes"]["nodes"]
    told = [each["kind"] for each in keeper.server.ask(INSPECTED % kept, agency, area).data["home"]["history"]["nodes"]]
    refused = keeper.do("recordInspection", kept, number="DOUBLE1", kind="FULL", startedOn="2024-06-01")
    undo(keeper, double)

    assert merged.problems == []
    assert apart == ((["BOTH1"], "BOTH1", None), (["BOTH1", "DOUBLE1"], "DOUBLE1", "DOUBLE1"))
    assert while_merged == ((["BOTH1", "DOUBLE1"], "DOUBLE1", "DOUBLE1"), (["BOTH1"], "BOTH1", None))
    assert kept in [each["urn"] for each in listed]
    assert double not in [each["urn"] for each in listed]
    assert told.count("INSPECTION") == 2
    assert refused.problems == [("CONFLICT_DUPLICATE", "number")]
    assert (inspected(kept), inspected(double)) == apart


def test_what_a_list_says_of_a_duplicate_is_kept_at_the_home_that_was_kept(keeper):
    kept, double = (f"SC97{next(NUMBERS):04}" for _ in range(2))
    for urn in (kept, double):
        keeper.do("registerHome", **new_home(urn))
    merge(keeper, kept, double)
    judged = dict.fromkeys(("overall_experiences_and_progress", "helped_and_protected", "leaders_and_managers"))
    facts = InspectionFacts(
        double, "LISTED1", InspectionKind.FULL, date(2025, 1, 1), None, **judged,
        education_and_learning=None, health=None, cap_broken=False, limit_broken=False,
    )  # fmt: skip

    for added in ({(double, "LISTED1")}, set()):
        with keeper.server.owner.begin() as owner:
            compared = compare_inspections(owner, [facts], "a list")
            written = write_inspections(owner, [facts], {"source_system": "a list"})
        assert (compared.added, written.added) == (added, added)
    assert keeper.read(kept, "latestInspection { number }") == {"latestInspection": {"number": "LISTED1"}}
