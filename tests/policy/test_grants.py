"""The matrix as the law has it: who reads which group, how far, and since when. What is absent is denied."""

from datetime import date

import pytest

from register.policy.grants import GRANTS, PURPOSE_NEEDED, grants_of
from register.vocabulary import Agency, Group, Scope, Use

N, OWN, HOSTED = Scope.NATIONAL, Scope.OWN_BOUNDARY, Scope.HOSTED
HOMES = set(Agency) - {Agency.INTERVIEW_PROVIDER}


@pytest.mark.parametrize(
    ("group", "readers"),
    [
        (Group.REFERENCE, {agency: {N} for agency in Agency}),
        (Group.HOME_PUBLIC, {agency: {N} for agency in HOMES}),
        (
            Group.HOME_LOCATION,
            {
                Agency.OFSTED: {N},
                Agency.POLICE: {OWN},
                Agency.DFE: {N},
                Agency.COMMISSIONER: {N},
                Agency.LOCAL_AUTHORITY: {N},
            },
        ),
        (Group.HOME_PEOPLE, {Agency.OFSTED: {N}, Agency.POLICE: {OWN}, Agency.LOCAL_AUTHORITY: {HOSTED}}),
        (
            Group.ENFORCEMENT_STATUS,
            {
                Agency.OFSTED: {N},
                Agency.POLICE: {OWN},
                Agency.DFE: {N},
                Agency.COMMISSIONER: {N},
                Agency.LOCAL_AUTHORITY: {N},
            },
        ),
        (Group.ENFORCEMENT_DETAIL, {Agency.OFSTED: {N}, Agency.DFE: {N}, Agency.LOCAL_AUTHORITY: {N}}),
        (Group.AUDIT, {Agency.AUDITOR: {N}}),
    ],
)
def test_these_agencies_read_a_group_and_no_other(group, readers):
    found = {
        agency: {grant.scope for grant in grants_of(agency) if grant.group is group and Use.READ in grant.uses}
        for agency in Agency
    }

    assert {agency: scopes for agency, scopes in found.items() if scopes} == readers


def test_every_group_has_its_row_in_the_table_above():
    assert {grant.group for grant in GRANTS} == set(Group)


@pytest.mark.parametrize("agency", [Agency.DFE_STATISTICS, Agency.COMMISSIONER_STATISTICS])
def test_dashboards_hold_public_facts_and_nothing_else(agency):
    assert {grant.group for grant in grants_of(agency)} == {Group.REFERENCE, Group.HOME_PUBLIC}


def test_only_the_keeper_of_the_register_may_change_it():
    assert {grant.agency for grant in GRANTS if Use.CHANGE in grant.uses} == {Agency.OFSTED}


@pytest.mark.parametrize("agency", [Agency.POLICE, Agency.DFE, Agency.COMMISSIONER])
def test_homes_were_not_told_to_those_whom_the_change_of_2013_names_before_it(agency):
    begun = {grant.basis.in_force_from for grant in grants_of(agency) if grant.group is Group.HOME_LOCATION}

    assert begun == {date(2013, 4, 1)}


def test_every_grant_names_its_law_and_the_day_on_which_it_began():
    assert len(GRANTS) > 40
    assert [grant for grant in GRANTS if not (grant.basis.code and grant.basis.name)] == []
    assert max(grant.basis.in_force_from for grant in GRANTS) <= date(2026, 1, 1)


def test_no_grant_is_written_twice():
    cells = [(grant.agency, grant.group, grant.scope, use) for grant in GRANTS for use in grant.uses]

    assert len(cells) == len(set(cells))


def test_a_law_has_one_name_and_one_day():
    laws = {grant.basis.code: grant.basis for grant in GRANTS}

    assert {grant.basis for grant in GRANTS} == set(laws.values())


def test_where_a_home_stands_is_told_for_a_purpose():
    assert Group.HOME_LOCATION in PURPOSE_NEEDED
    assert Group.HOME_PUBLIC not in PURPOSE_NEEDED
