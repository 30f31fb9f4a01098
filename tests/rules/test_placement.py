"""Which placements of a child can be."""

from datetime import date

import pytest

from register.rules.placement import (
    approver_suits_distance,
    begins_after_the_last,
    ends_after_it_began,
    ends_once,
    home_is_of_kind,
    home_suits_kind,
    home_takes_children,
    home_was_open,
    is_out_of_area,
    not_before_birth,
    one_place_at_a_time,
)
from register.vocabulary import HomeKind, PlacementApprover, PlacementKind, RegistrationStatus
from tests.support.problem_codes import code

DAY, BEFORE, AFTER = date(2025, 6, 1), date(2025, 5, 31), date(2025, 6, 2)


@pytest.mark.parametrize(
    ("kind", "urn", "found"),
    [
        (PlacementKind.CHILDRENS_HOME, "SC900001", None),
        (PlacementKind.CHILDRENS_HOME, None, "RULE_REQUIRED"),
        (PlacementKind.FOSTER_CARE, None, None),
        (PlacementKind.FOSTER_CARE, "SC900001", "RULE_NOT_WANTED"),
    ],
)
def test_a_placement_names_a_home_exactly_if_it_is_in_one(kind, urn, found):
    assert code(home_suits_kind(kind, urn)) == found


@pytest.mark.parametrize(
    ("kind", "home", "found"),
    [
        (PlacementKind.CHILDRENS_HOME, HomeKind.CHILDRENS_HOME, None),
        (PlacementKind.CHILDRENS_HOME, HomeKind.SECURE_CHILDRENS_HOME, "RULE_PLACEMENT_KIND"),
        (PlacementKind.SECURE_HOME, HomeKind.SECURE_CHILDRENS_HOME, None),
        (PlacementKind.SECURE_HOME, HomeKind.CHILDRENS_HOME, "RULE_PLACEMENT_KIND"),
        (PlacementKind.SECURE_HOME, None, None),
    ],
)
def test_the_home_is_of_the_kind_that_the_placement_says(kind, home, found):
    assert code(home_is_of_kind(kind, home)) == found


@pytest.mark.parametrize("status", [None, *RegistrationStatus])
def test_only_a_registered_home_takes_children(status):
    taken = status in (None, RegistrationStatus.REGISTERED)

    assert code(home_takes_children(status)) == (None if taken else "RULE_HOME_CLOSED")


def test_a_placement_begins_while_the_home_is_open_and_the_child_is_nowhere_else():
    assert code(home_was_open(AFTER, DAY)) == "RULE_HOME_CLOSED"
    assert home_was_open(DAY, DAY) is None
    assert code(one_place_at_a_time(["a placement"])) == "RULE_PLACEMENT_OPEN"
    assert one_place_at_a_time([]) is None
    assert code(begins_after_the_last(AFTER, DAY)) == "RULE_DATES_ORDER"
    assert begins_after_the_last(DAY, DAY) is None


def test_a_placement_ends_once_and_after_it_began():
    assert code(ends_once(DAY)) == "RULE_PLACEMENT_ENDED"
    assert ends_once(None) is None
    assert code(ends_after_it_began(DAY, DAY)) == "RULE_DATES_ORDER"
    assert ends_after_it_began(DAY, AFTER) is None


def test_nothing_happens_to_a_child_before_it_is_born():
    assert code(not_before_birth(DAY, BEFORE, "startedOn")) == "RULE_BEFORE_BIRTH"
    assert not_before_birth(DAY, DAY, "startedOn") is None
    assert not_before_birth(None, DAY, "startedOn") is None


def test_an_authority_tells_another_one_of_a_placement_in_its_area():
    assert code(is_out_of_area("E08000003", "E08000003")) == "RULE_IN_OWN_AREA"
    assert is_out_of_area("E08000003", "E08000004") is None


@pytest.mark.parametrize(
    ("approver", "is_at_a_distance", "problem"),
    [
        (PlacementApprover.DIRECTOR, True, None),
        (PlacementApprover.NOMINATED_OFFICER, False, None),
        (PlacementApprover.NOMINATED_OFFICER, True, "RULE_APPROVER"),
    ],
)
def test_the_director_approves_a_placement_at_a_distance(approver, is_at_a_distance, problem):
    assert code(approver_suits_distance(approver, is_at_a_distance=is_at_a_distance)) == problem
