"""All grants together: none twice, in one order, and a version that changes with what they say."""

from dataclasses import replace

from register.policy.grants.combined import GRANTS, POLICY_VERSION, grants_of, version_of
from register.policy.grants.homes import HOME_GRANTS
from register.policy.grants.laws import REGULATION_7
from register.vocabulary import Agency, Group, Scope, Use


def test_every_group_is_granted_to_somebody_but_the_workings_of_figures_and_merges():
    assert {grant.group for grant in GRANTS} == set(Group) - {Group.STATISTICS_WORKINGS, Group.CHILD_MERGE}


def test_no_grant_is_written_twice():
    cells = [(grant.agency, grant.group, grant.scope, use) for grant in GRANTS for use in grant.uses]

    assert len(cells) == len(set(cells))


def test_grants_stand_by_group_then_agency_then_scope_whichever_file_has_them():
    places = [
        (list(Group).index(grant.group), list(Agency).index(grant.agency), list(Scope).index(grant.scope))
        for grant in GRANTS
    ]

    assert places == sorted(places)
    assert set(HOME_GRANTS) < set(GRANTS)


def test_the_grants_of_an_agency_are_its_own_in_the_order_of_the_matrix():
    assert grants_of(Agency.CQC) == tuple(grant for grant in GRANTS if grant.agency is Agency.CQC)
    assert len(grants_of(Agency.CQC)) == 27


def test_the_version_changes_with_whatever_a_grant_says():
    first, *others = GRANTS
    changed = [
        replace(first, agency=Agency.HEALTH),
        replace(first, group=Group.AUDIT),
        replace(first, uses=(Use.READ,)),
        replace(first, scope=Scope.SELF),
        replace(first, basis=REGULATION_7),
    ]

    assert version_of(GRANTS) == POLICY_VERSION
    assert len({version_of((each, *others)) for each in (first, *changed)}) == 6
