"""Who may do what with children: each grant has its dated law, and what is nobody's is written nowhere."""

from datetime import date

import pytest

from register.policy.grants import GRANTS, grants_of
from register.policy.grants.requirements import ABOUT_CHILDREN
from register.vocabulary import Agency, Group, Scope, Use

ABOUT = [grant for grant in GRANTS if grant.group in ABOUT_CHILDREN]


def test_these_bodies_alone_read_anything_of_a_child():
    assert {grant.agency for grant in ABOUT} == {
        Agency.POLICE, Agency.UKMPU, Agency.LOCAL_AUTHORITY, Agency.OFSTED, Agency.OFSTED_INSPECTOR, Agency.CQC,
        Agency.HMICFRS, Agency.HMI_PROBATION, Agency.INTERVIEW_PROVIDER, Agency.HEALTH,
    }  # fmt: skip


@pytest.mark.parametrize("agency", [Agency.OFSTED, Agency.CQC, Agency.HMICFRS, Agency.HMI_PROBATION])
def test_who_reads_episodes_alone_reads_no_child(agency):
    groups = {grant.group for grant in grants_of(agency)} & ABOUT_CHILDREN

    themes = {Group.INTERVIEW_THEMES} if agency is Agency.CQC else set()
    assert groups <= {Group.EPISODE, Group.RISK, Group.PLACEMENT, Group.EPISODE_HARM, Group.INTERVIEW} | themes


def test_each_changes_what_is_its_own():
    asked = {grant.agency for grant in ABOUT if grant.group is Group.ENCOUNTERS and Use.CHANGE in grant.uses}
    assert asked == {Agency.POLICE, Agency.UKMPU, Agency.HEALTH}
    kept = [grant for grant in ABOUT if Use.CHANGE in grant.uses and grant.group is not Group.ENCOUNTERS]
    changed = {(grant.agency, grant.group, grant.scope) for grant in kept}

    assert {agency for agency, _, _ in changed} == {Agency.POLICE, Agency.LOCAL_AUTHORITY, Agency.INTERVIEW_PROVIDER}
    assert {group for agency, group, _ in changed if agency is Agency.POLICE} == {
        Group.EPISODE, Group.EPISODE_CHILD, Group.RISK, Group.EPISODE_HARM, Group.SIGHTING, Group.FLAG,
        Group.EXPLOITATION, Group.PREVENTION, Group.TOGETHER, Group.REPORTS,
    }  # fmt: skip
    assert {scope for agency, _, scope in changed if agency is Agency.LOCAL_AUTHORITY} == {Scope.OWN_AUTHORITY}
    assert Group.RISK not in {group for agency, group, _ in changed if agency is Agency.LOCAL_AUTHORITY}


def test_nobody_reads_of_a_child_everywhere():
    everywhere = {(grant.agency, grant.group) for grant in ABOUT if grant.scope is Scope.NATIONAL}

    assert everywhere == {(Agency.OFSTED, group) for group in (Group.EPISODE, Group.RISK, Group.INTERVIEW)}


def test_what_a_child_said_is_for_the_authority_and_whoever_holds_the_interview():
    narrative = {(grant.agency, grant.scope) for grant in ABOUT if grant.group is Group.INTERVIEW_NARRATIVE}
    extract = {(grant.agency, grant.scope) for grant in ABOUT if grant.group is Group.POLICE_EXTRACT}

    assert narrative == {(Agency.LOCAL_AUTHORITY, Scope.OWN_AUTHORITY), (Agency.INTERVIEW_PROVIDER, Scope.CASE)}
    assert extract == {(Agency.LOCAL_AUTHORITY, Scope.OWN_AUTHORITY), (Agency.POLICE, Scope.INTEREST)}


def test_every_grant_rests_on_a_law_that_is_in_force():
    assert all(grant.basis.in_force_from <= date(2020, 1, 1) for grant in ABOUT)
