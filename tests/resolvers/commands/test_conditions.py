"""Conditions of registration: imposed, varied, removed, one after the other."""

import pytest

from tests.support.command_client import new_home
from tests.support.story import INSIDE, OUTSIDE, PLAIN

SHOWN = "places conditions { kind change effectiveFrom endedOn wording }"


def condition(change="IMPOSED", kind="NEEDS", on="2024-03-01", wording="Only one floor.", **more):
    given = {"change": change, "kind": kind, "effectiveFrom": on, "wording": wording} | more
    return {key: value for key, value in given.items() if value is not None}


def test_a_condition_that_is_varied_ends_the_day_that_the_new_one_begins_and_the_places_follow(keeper):
    varied = condition("VARIED", "MAX_PLACES", wording="Two children.", places=2)
    told = keeper.do("varyConditions", INSIDE, shown=SHOWN, changes=[varied])

    assert told.home["places"] == 2
    assert told.home["conditions"] == [
        {"kind": "MAX_PLACES", "change": "VARIED", "effectiveFrom": "2024-03-01", "endedOn": None,
         "wording": "Two children."},
        {"kind": "MAX_PLACES", "change": "IMPOSED", "effectiveFrom": "2020-01-01", "endedOn": "2024-03-01",
         "wording": "No more than three children."},
    ]  # fmt: skip


def test_several_changes_are_one_command(keeper):
    changes = [
        condition("REMOVED", "MAX_PLACES", wording=None),
        condition("IMPOSED", "MAX_PLACES", places=6, wording="Six."),
        condition("IMPOSED", "NEEDS"),
    ]
    told = keeper.do("varyConditions", OUTSIDE, shown=SHOWN + " version", changes=changes)

    assert (told.home["version"], told.home["places"]) == (2, 6)
    assert sorted((each["kind"], each["change"], each["endedOn"]) for each in told.home["conditions"]) == sorted(
        [("MAX_PLACES", "REMOVED", "2024-03-01"), ("MAX_PLACES", "IMPOSED", None), ("NEEDS", "IMPOSED", None)],
        key=str,
    )


def test_of_several_of_a_kind_one_is_named(keeper):
    keeper.do("registerHome", **new_home("SC940001"))
    keeper.do("varyConditions", "SC940001", changes=[condition(on="2024-05-02"), condition(on="2024-05-03")])
    keys = [each["id"] for each in keeper.read("SC940001", "conditions { id }")["conditions"]]
    removed = condition("REMOVED", wording=None)

    unnamed = keeper.do("varyConditions", "SC940001", changes=[condition("REMOVED", wording=None, on="2024-06-01")])
    wrong = keeper.do(
        "varyConditions", "SC940001", changes=[removed | {"condition": "x", "effectiveFrom": "2024-06-01"}]
    )
    named = keeper.do("varyConditions", "SC940001", shown="conditions { id endedOn }",
                      changes=[removed | {"condition": keys[0], "effectiveFrom": "2024-06-01"}])  # fmt: skip

    assert unnamed.problems == [("RULE_CONDITION_UNNAMED", "changes.0.condition")]
    assert wrong.problems == [("POLICY_NOT_FOUND", "changes.0.condition")]
    assert {each["id"]: each["endedOn"] for each in named.home["conditions"]} == {keys[0]: "2024-06-01", keys[1]: None}


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ([], [("RULE_NOTHING_GIVEN", None)]),
        ([condition("VARIED")], [("RULE_CONDITION_MISSING", "changes.0.change")]),
        ([condition(wording=None)], [("RULE_REQUIRED", "changes.0.wording")]),
        ([condition(wording=" ")], [("RULE_TEXT_EMPTY", "changes.0.wording")]),
        ([condition(places=3)], [("RULE_CONDITION_PLACES", "changes.0.places")]),
        ([condition(kind="MAX_PLACES")], [("RULE_CONDITION_PLACES", "changes.0.places")]),
        ([condition(kind="MAX_PLACES", places=0)], [("RULE_PLACES", "changes.0.places")]),
        ([condition(on="2999-01-01")], [("RULE_DATE_IN_FUTURE", "changes.0.effectiveFrom")]),
        ([condition(on="2019-04-30")], [("RULE_DATES_ORDER", "changes.0.effectiveFrom")]),
        (
            [condition(kind="AGE_RANGE"), condition(kind="AGE_RANGE")],
            [("RULE_CONDITION_STANDS", "changes.1.change")],
        ),
    ],
)
def test_a_change_against_a_rule_changes_nothing(keeper, changes, problems):
    told = keeper.do("varyConditions", PLAIN, changes=changes)

    assert (told.home, told.problems) == (None, problems)
    assert keeper.read(PLAIN, "version conditions { id }") == {"version": 1, "conditions": []}
