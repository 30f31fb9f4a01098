"""The record that a command is on: locked by it, at the version that its sender knows, saved with the next one."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.story import IN_BOTH, INSIDE, NORTHBY, ON_THE_LINE, PLAIN


def test_a_command_is_on_the_record_that_its_input_names_at_the_version_it_knows(keeper):
    done = keeper.do("changeManager", INSIDE, shown="urn version", name="Bryony Lark", changedOn="2024-03-01")

    assert (done.home, done.problems) == ({"urn": INSIDE, "version": 2}, [])


@pytest.mark.parametrize("urn", ["SC999999", "", "sc900001"])
def test_a_number_of_no_record_is_not_found(keeper, urn):
    given = {"urn": urn, "expectedVersion": 1, "changedOn": "2024-03-01"}

    assert keeper.do("changeManager", **given).problems == [("POLICY_NOT_FOUND", "urn")]


def test_a_key_without_the_form_of_one_is_not_found(keeper):
    answer = keeper.send("endAccess", {"id": "no key"}, agency="police", area=NORTHBY)

    assert [each["code"] for each in answer.data["endAccess"]["problems"]] == ["POLICY_NOT_FOUND"]


def test_who_knows_another_version_changes_nothing(keeper):
    stale = keeper.do("changeManager", ON_THE_LINE, expectedVersion=9, changedOn="2024-03-01", name="Bryony Lark")

    assert stale.problems == [("CONFLICT_STALE", "expectedVersion")]
    assert stale.payload["problems"][0]["currentVersion"] == 1
    assert keeper.version(ON_THE_LINE) == 1


def test_a_record_that_was_merged_takes_only_the_command_that_takes_it_apart(keeper):
    merged = {"duplicateUrn": IN_BOTH, "duplicateExpectedVersion": 1}
    assert keeper.do("mergeDuplicateHomes", PLAIN, **merged).problems == []

    refused = keeper.do("changeManager", IN_BOTH, changedOn="2024-03-01", name="Bryony Lark")
    undone = keeper.do("undoMerge", duplicateUrn=IN_BOTH, expectedVersion=2)

    assert refused.problems == [("RULE_ALREADY_MERGED", "urn")]
    assert undone.problems == []


def test_of_two_at_once_one_has_the_record(keeper):
    given = {"expectedVersion": 1, "changedOn": "2024-03-01", "name": "Bryony Lark"}
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(lambda _: keeper.do("changeManager", ON_THE_LINE, **given).codes, range(2)))

    assert sorted(told) == [[], ["CONFLICT_STALE"]]
    assert keeper.version(ON_THE_LINE) == 2
