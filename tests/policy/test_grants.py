"""The matrix as the law has it: who reads which group, how far, and since when. What is absent is denied."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from register.policy.grants import GRANTS, PURPOSE_NEEDED, TIME_BOXED, grants_of
from register.vocabulary import BODIES, Agency, Group, Scope, Use

CHECKOUT = Path(__file__).resolve().parents[2]

N, OWN, HOSTED = Scope.NATIONAL, Scope.OWN_BOUNDARY, Scope.HOSTED
INSPECTED, OPENED = Scope.INSPECTED_AREA, Scope.OPENED_HOME
SELF, SUPERVISED = Scope.SELF, Scope.SUPERVISED
# Everyone by name: a list made of the agencies would grow with them and ask nothing.
EVERYONE = {
    Agency.POLICE,
    Agency.UKMPU,
    Agency.OFSTED,
    Agency.OFSTED_INSPECTOR,
    Agency.DFE,
    Agency.DFE_STATISTICS,
    Agency.COMMISSIONER,
    Agency.COMMISSIONER_STATISTICS,
    Agency.LOCAL_AUTHORITY,
    Agency.CQC,
    Agency.HMICFRS,
    Agency.HMI_PROBATION,
    Agency.HEALTH,
    Agency.INTERVIEW_PROVIDER,
    Agency.ADMIN,
    Agency.AUDITOR,
}
HOMES = EVERYONE - {Agency.INTERVIEW_PROVIDER}
# Who watches over all others has no person or body of its own to be given access.
WATCHED = EVERYONE - {Agency.AUDITOR}
# That something changed is known where it may be read, and says nothing that is not said there.
OF_CHANGES = {Group.CHANGES}
# What is held of the access to homes, and not of homes.
ABOUT_ACCESS = {Group.LIVE_ACCESS, Group.APPOINTMENTS, Group.CHANGE_REQUESTS, Group.AUDIT}


@pytest.mark.parametrize(
    ("group", "readers"),
    [
        (Group.REFERENCE, {agency: {N} for agency in EVERYONE}),
        (Group.HOME_PUBLIC, {agency: {N} for agency in HOMES}),
        (
            Group.HOME_LOCATION,
            {
                Agency.OFSTED: {N},
                Agency.POLICE: {OWN, OPENED},
                Agency.DFE: {N},
                Agency.COMMISSIONER: {N},
                Agency.LOCAL_AUTHORITY: {N},
                Agency.OFSTED_INSPECTOR: {INSPECTED},
                Agency.CQC: {INSPECTED},
                Agency.HMICFRS: {INSPECTED},
                Agency.ADMIN: {OPENED},
            },
        ),
        (
            Group.HOME_PEOPLE,
            {
                Agency.OFSTED: {N},
                Agency.POLICE: {OWN, OPENED},
                Agency.LOCAL_AUTHORITY: {HOSTED},
                Agency.OFSTED_INSPECTOR: {INSPECTED},
            },
        ),
        (
            Group.ENFORCEMENT_STATUS,
            {
                Agency.OFSTED: {N},
                Agency.POLICE: {OWN, OPENED},
                Agency.DFE: {N},
                Agency.COMMISSIONER: {N},
                Agency.LOCAL_AUTHORITY: {N},
                Agency.OFSTED_INSPECTOR: {INSPECTED},
                Agency.CQC: {INSPECTED},
            },
        ),
        (
            Group.ENFORCEMENT_DETAIL,
            {
                Agency.OFSTED: {N},
                Agency.DFE: {N},
                Agency.LOCAL_AUTHORITY: {N},
                Agency.OFSTED_INSPECTOR: {INSPECTED},
                Agency.CQC: {INSPECTED},
            },
        ),
        (Group.LIVE_ACCESS, {agency: {SELF, SUPERVISED} for agency in WATCHED} | {Agency.AUDITOR: {N}}),
        (Group.APPOINTMENTS, {agency: {SELF} for agency in WATCHED} | {Agency.AUDITOR: {N}}),
        (Group.CHANGE_REQUESTS, {agency: {SELF} for agency in EVERYONE}),
        (Group.CHANGES, {agency: {Scope.KNOWN} for agency in EVERYONE}),
        (Group.CHANGE_AUTHORS, {Agency.OFSTED: {N}, Agency.AUDITOR: {N}}),
        (Group.AUDIT, {agency: {SUPERVISED} for agency in WATCHED} | {Agency.AUDITOR: {N}}),
    ],
)
def test_these_agencies_read_a_group_and_no_other(group, readers):
    found = {
        agency: {grant.scope for grant in grants_of(agency) if grant.group is group and Use.READ in grant.uses}
        for agency in Agency
    }

    assert {agency: scopes for agency, scopes in found.items() if scopes} == readers


def unclassified():
    """The agencies of which nobody has said yet what they are and what they may see."""
    return [agency for agency in Agency if agency not in BODIES or not grants_of(agency)]


def test_every_agency_is_classified():
    assert unclassified() == []
    assert {grant.agency for grant in GRANTS} == EVERYONE


# An agency as a line in vocabulary/bodies.py would make it, before any grant is read.
PLANT = """
from register.vocabulary import Agency
press = str.__new__(Agency, "press")
press._name_, press._value_, press.description = "PRESS", "press", "Invented."
Agency._member_names_.append("PRESS")
Agency._member_map_["PRESS"] = Agency._value2member_map_["press"] = press
"""
ASK = """
from datetime import date
from register.policy.grants import grants_of
from register.policy.roles import role_of
from register.policy.second_wall.rights import rights
from register.policy.second_wall.row_policies import row_policies
from tests.policy.test_grants import unclassified
print([each.value for each in unclassified()], grants_of(press))
print(sorted({(right.table, right.verb) for right in rights() if right.role == role_of(press)}))
print([(policy.table, policy.verb) for policy in row_policies(date.today()) if policy.role == role_of(press)])
"""


def test_an_agency_that_nobody_has_classified_is_granted_nothing_and_fails_the_test_above():
    told = subprocess.run(  # noqa: S603 - this interpreter, and what stands above
        [sys.executable, "-c", PLANT + ASK], capture_output=True, check=True, text=True, cwd=CHECKOUT
    )

    # What it asks for is written down, as everyone's is.
    logged = "[('access_log', 'insert')]"
    assert told.stdout.splitlines() == ["['press'] ()", logged, logged]


def test_every_group_has_its_row_in_the_table_above():
    (table,) = (mark for mark in test_these_agencies_read_a_group_and_no_other.pytestmark if mark.name == "parametrize")

    assert [group for group, _ in table.args[1]] == list(Group)
    assert {grant.group for grant in GRANTS} == set(Group)


@pytest.mark.parametrize("agency", [Agency.DFE_STATISTICS, Agency.COMMISSIONER_STATISTICS])
def test_dashboards_hold_public_facts_and_nothing_else_but_what_they_did_themselves(agency):
    own = {grant.group for grant in grants_of(agency) if grant.scope in (SELF, SUPERVISED)}

    assert own == ABOUT_ACCESS
    assert {grant.group for grant in grants_of(agency)} - own - OF_CHANGES == {Group.REFERENCE, Group.HOME_PUBLIC}


@pytest.mark.parametrize("agency", sorted(WATCHED))
def test_nobody_but_the_auditor_sees_what_other_bodies_did_or_were_given(agency):
    about = {grant.scope for grant in grants_of(agency) if grant.group in ABOUT_ACCESS}

    assert about == {SELF, SUPERVISED}


def test_only_the_keeper_of_the_register_may_change_it():
    about_homes = [grant for grant in GRANTS if Use.CHANGE in grant.uses and grant.group not in ABOUT_ACCESS]

    assert {grant.agency for grant in about_homes} == {Agency.OFSTED}


def test_access_is_given_by_those_who_need_it_at_once_and_ended_by_those_appointed():
    gives = {(grant.agency, grant.scope) for grant in GRANTS if grant.group is Group.LIVE_ACCESS}
    changes = {(g.agency, g.scope) for g in GRANTS if g.group is Group.LIVE_ACCESS and Use.CHANGE in g.uses}

    assert changes == {
        (Agency.POLICE, SELF),
        (Agency.ADMIN, SELF),
        (Agency.POLICE, SUPERVISED),
        (Agency.ADMIN, SUPERVISED),
        (Agency.OFSTED, SUPERVISED),
    }
    assert changes < gives


@pytest.mark.parametrize("group", [Group.APPOINTMENTS, Group.AUDIT])
def test_nobody_appoints_suspends_or_rewrites_a_log_through_the_api(group):
    assert [grant for grant in GRANTS if grant.group is group and Use.CHANGE in grant.uses] == []


def test_what_a_grant_needs_beside_the_matrix_is_a_record_of_access_given_or_of_an_appointment():
    boxed = {(grant.agency, grant.group) for grant in GRANTS if grant.scope in TIME_BOXED - {SUPERVISED}}

    assert {INSPECTED, OPENED, SUPERVISED} == TIME_BOXED
    assert {agency for agency, _ in boxed} == {
        Agency.POLICE,
        Agency.ADMIN,
        Agency.OFSTED_INSPECTOR,
        Agency.CQC,
        Agency.HMICFRS,
    }
    assert {group for agency, group in boxed if agency is Agency.ADMIN} == {Group.HOME_LOCATION}


@pytest.mark.parametrize("agency", [Agency.ADMIN, Agency.HMICFRS, Agency.CQC, Agency.OFSTED_INSPECTOR])
def test_some_see_of_homes_what_is_public_and_what_people_gave_them_for_a_time(agency):
    lasting = {grant.group for grant in grants_of(agency) if grant.scope not in TIME_BOXED}

    assert lasting - ABOUT_ACCESS - OF_CHANGES == {Group.REFERENCE, Group.HOME_PUBLIC}


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
    assert Group.CHANGES in PURPOSE_NEEDED
    assert Group.HOME_PUBLIC not in PURPOSE_NEEDED
