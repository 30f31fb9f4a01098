"""Homes: who reads their public facts, their identity and location, and their people, and how far."""

from datetime import date

import pytest

from register.policy.grants import GRANTS, TIME_BOXED, grants_of
from register.policy.grants.area_inspections import OF_INSPECTIONS
from register.policy.grants.requirements import ABOUT_CHILDREN
from register.policy.grants.returns import OF_RETURNS
from register.vocabulary import Agency, Group, Use
from tests.support.readers import (
    ABOUT_ACCESS,
    ABOUT_CHANGES,
    EVERYONE,
    HOSTED,
    INSPECTED,
    NATIONAL,
    OPENED,
    OWN,
    SELF,
    SUPERVISED,
    readers_of,
)

OF_OTHERS = {
    *ABOUT_ACCESS, Group.CORRECTIONS, Group.OPENINGS, *ABOUT_CHILDREN, *OF_RETURNS, Group.RETURN_JUDGEMENTS,
    *OF_INSPECTIONS, Group.PUBLISHED_INSPECTION, Group.TARGET,
}  # fmt: skip
# What everybody reads.
PUBLISHED = {Group.REFERENCE, Group.HOME_PUBLIC, Group.STATISTICS, Group.PROGRAMME, Group.PUBLISHED_INSPECTION}


def test_public_facts_are_read_by_everyone_but_the_interview_providers():
    assert readers_of(Group.HOME_PUBLIC) == {agency: {NATIONAL} for agency in EVERYONE - {Agency.INTERVIEW_PROVIDER}}


def test_where_a_home_is_and_what_it_is_called_is_read_by_these_and_no_other():
    assert readers_of(Group.HOME_LOCATION) == {
        Agency.OFSTED: {NATIONAL},
        Agency.POLICE: {OWN, OPENED},
        Agency.DFE: {NATIONAL},
        Agency.COMMISSIONER: {NATIONAL},
        Agency.LOCAL_AUTHORITY: {NATIONAL},
        Agency.OFSTED_INSPECTOR: {INSPECTED},
        Agency.CQC: {INSPECTED},
        Agency.HMICFRS: {INSPECTED},
        Agency.ADMIN: {OPENED},
    }


def test_the_people_of_a_home_are_read_by_these_and_no_other():
    assert readers_of(Group.HOME_PEOPLE) == {
        Agency.OFSTED: {NATIONAL},
        Agency.POLICE: {OWN, OPENED},
        Agency.LOCAL_AUTHORITY: {HOSTED},
        Agency.OFSTED_INSPECTOR: {INSPECTED},
    }


@pytest.mark.parametrize("agency", [Agency.DFE_STATISTICS, Agency.COMMISSIONER_STATISTICS])
def test_dashboards_hold_public_facts_and_nothing_else_but_what_they_did_themselves(agency):
    own = {grant.group for grant in grants_of(agency) if grant.scope in (SELF, SUPERVISED)}

    assert own == ABOUT_ACCESS
    assert {grant.group for grant in grants_of(agency)} - own - ABOUT_CHANGES == PUBLISHED


@pytest.mark.parametrize("agency", [Agency.ADMIN, Agency.HMICFRS, Agency.CQC, Agency.OFSTED_INSPECTOR])
def test_some_see_of_homes_what_is_public_and_what_people_gave_them_for_a_time(agency):
    lasting = {grant.group for grant in grants_of(agency) if grant.scope not in TIME_BOXED}

    besides = {Group.RETURN} if agency is Agency.OFSTED_INSPECTOR else set()
    besides |= set() if agency is Agency.ADMIN else {Group.TARGET}
    assert lasting - ABOUT_ACCESS - ABOUT_CHANGES == PUBLISHED | besides


@pytest.mark.parametrize("agency", [Agency.POLICE, Agency.DFE, Agency.COMMISSIONER])
def test_homes_were_not_told_to_those_whom_the_change_of_2013_names_before_it(agency):
    begun = {grant.basis.in_force_from for grant in grants_of(agency) if grant.group is Group.HOME_LOCATION}

    assert begun == {date(2013, 4, 1)}


def test_only_the_keeper_of_the_register_may_change_it():
    about_homes = [grant for grant in GRANTS if Use.CHANGE in grant.uses and grant.group not in OF_OTHERS]

    assert {grant.agency for grant in about_homes} == {Agency.OFSTED}
