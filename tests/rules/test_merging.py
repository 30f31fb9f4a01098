"""Merging: which records of homes may be made one."""

import pytest

from register.rules.merging import (
    merge_can_be_undone,
    merge_joins_no_successor,
    merge_keeps_registration,
    merge_takes_two,
)
from register.vocabulary import RegistrationStatus as Status

HOME, OTHER = "SC900001", "SC900002"
IN_FORCE = [Status.REGISTERED, Status.SUSPENDED]
NOT_IN_FORCE = [status for status in Status if status not in IN_FORCE]


def test_a_home_is_no_duplicate_of_itself():
    assert merge_takes_two(HOME, OTHER) is None
    assert merge_takes_two(HOME, HOME).code == "RULE_MERGE_SELF"


@pytest.mark.parametrize(("previous", "duplicate_previous"), [(OTHER, None), (None, HOME)])
def test_a_home_and_the_one_it_followed_are_not_merged(previous, duplicate_previous):
    problem = merge_joins_no_successor(HOME, previous, duplicate_urn=OTHER, duplicate_previous_urn=duplicate_previous)

    assert problem.code == "RULE_MERGE_SUCCESSOR"


@pytest.mark.parametrize("previous", [None, "SC900003"])
def test_two_homes_that_followed_the_same_third_may_be_merged(previous):
    assert merge_joins_no_successor(HOME, previous, duplicate_urn=OTHER, duplicate_previous_urn=previous) is None


@pytest.mark.parametrize("duplicate", IN_FORCE)
@pytest.mark.parametrize("kept", NOT_IN_FORCE)
def test_a_registration_in_force_does_not_vanish_into_one_that_is_not(kept, duplicate):
    assert merge_keeps_registration(kept, duplicate).code == "RULE_MERGE_LOSES_REGISTRATION"


@pytest.mark.parametrize("duplicate", Status)
@pytest.mark.parametrize("kept", IN_FORCE)
def test_a_registration_in_force_may_take_in_any_duplicate(kept, duplicate):
    assert merge_keeps_registration(kept, duplicate) is None


def test_two_registrations_that_ended_may_be_merged():
    assert merge_keeps_registration(Status.LAPSED, Status.CANCELLED_COURT) is None


def test_only_what_was_merged_can_be_taken_apart():
    assert merge_can_be_undone(True) is None
    assert merge_can_be_undone(False).code == "RULE_NOT_MERGED"
