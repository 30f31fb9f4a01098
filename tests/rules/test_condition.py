"""Conditions of registration: imposing, varying, removing, and the number of places."""

from datetime import date

import pytest

from register.rules.condition import (
    change_meets_standing,
    condition_days_in_order,
    condition_is_named,
    condition_not_ended,
    number_goes_with_max_places,
    places_agree_with_condition,
)
from register.vocabulary import ConditionChange as Change
from register.vocabulary import ConditionKind as Kind

DAY, DAY_BEFORE = date(2026, 3, 2), date(2026, 3, 1)
SEVERAL = [Kind.NEEDS, Kind.NAMED_MANAGER, Kind.PREMISES, Kind.OTHER]
LATER = [Change.VARIED, Change.REMOVED]


def test_a_condition_ends_no_earlier_than_it_takes_effect():
    assert condition_days_in_order(DAY, DAY) is None
    assert condition_days_in_order(DAY, None) is None
    problem = condition_days_in_order(DAY, DAY_BEFORE)
    assert (problem.field, problem.message) == ("endedOn", "The date must not be before effectiveFrom.")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("change", LATER)
def test_what_is_varied_or_removed_must_stand(kind, change):
    others = set(Kind) - {kind}

    assert change_meets_standing(kind, change, {kind}) is None
    assert change_meets_standing(kind, change, others).code == "RULE_CONDITION_MISSING"


@pytest.mark.parametrize("kind", Kind)
def test_a_first_condition_of_its_kind_may_be_imposed(kind):
    assert change_meets_standing(kind, Change.IMPOSED, set(Kind) - {kind}) is None


@pytest.mark.parametrize("kind", [Kind.MAX_PLACES, Kind.AGE_RANGE])
def test_a_second_number_or_range_is_refused(kind):
    problem = change_meets_standing(kind, Change.IMPOSED, {kind})

    assert (problem.code, problem.field) == ("RULE_CONDITION_STANDS", "change")


@pytest.mark.parametrize("kind", SEVERAL)
def test_several_conditions_of_any_other_kind_may_stand(kind):
    assert change_meets_standing(kind, Change.IMPOSED, {kind}) is None


def test_a_condition_that_has_ended_is_not_changed():
    assert condition_not_ended(None) is None
    assert condition_not_ended(DAY).code == "RULE_CONDITION_ENDED"


@pytest.mark.parametrize("change", [Change.IMPOSED, Change.VARIED])
def test_a_condition_on_places_gives_their_number(change):
    assert number_goes_with_max_places(Kind.MAX_PLACES, change, 4) is None
    assert number_goes_with_max_places(Kind.MAX_PLACES, change, None).code == "RULE_CONDITION_PLACES"


def test_removing_a_condition_on_places_gives_no_number():
    assert number_goes_with_max_places(Kind.MAX_PLACES, Change.REMOVED, None) is None
    assert number_goes_with_max_places(Kind.MAX_PLACES, Change.REMOVED, 4).code == "RULE_CONDITION_PLACES"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MAX_PLACES])
@pytest.mark.parametrize("change", Change)
def test_no_other_condition_gives_a_number_of_places(kind, change):
    assert number_goes_with_max_places(kind, change, None) is None
    assert number_goes_with_max_places(kind, change, 4).code == "RULE_CONDITION_PLACES"


@pytest.mark.parametrize("places", [3, 5, None])
def test_registered_places_are_the_number_in_the_condition(places):
    assert places_agree_with_condition(4, 4) is None
    assert places_agree_with_condition(places, 4).code == "RULE_PLACES_CONDITION"


@pytest.mark.parametrize("places", [4, None])
def test_without_a_condition_on_places_any_number_is_accepted(places):
    assert places_agree_with_condition(places, None) is None


@pytest.mark.parametrize(("alike", "code"), [(0, None), (1, None), (2, "RULE_CONDITION_UNNAMED")])
def test_of_several_conditions_of_a_kind_one_is_named(alike, code):
    found = condition_is_named(alike)

    assert (found and found.code) == code
