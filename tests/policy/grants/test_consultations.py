"""Who learns which body asked about a child, and who learns only how often."""

from register.policy.grants.consultations import CONSULTATION_GRANTS
from register.policy.grants.requirements import ABOUT_CHILDREN, PURPOSE_NEEDED
from register.vocabulary import Agency, Group, Scope, Use


def reach(group):
    return {(grant.agency, grant.scope) for grant in CONSULTATION_GRANTS if grant.group is group}


def test_which_body_asked_is_for_those_whose_child_it_is():
    assert reach(Group.CONSULTING_BODIES) == {
        (Agency.LOCAL_AUTHORITY, Scope.OWN_AUTHORITY),
        (Agency.POLICE, Scope.INTEREST),
    }


def test_how_often_is_for_those_who_reach_the_child_and_nobody_reads_it_everywhere():
    assert reach(Group.CONSULTING_BODIES) < reach(Group.CONSULTATIONS)
    assert Scope.NATIONAL not in {scope for _, scope in reach(Group.CONSULTATIONS)}


def test_nobody_writes_them_and_each_needs_a_purpose():
    assert not [grant for grant in CONSULTATION_GRANTS if Use.CHANGE in grant.uses]
    assert {grant.group for grant in CONSULTATION_GRANTS} <= ABOUT_CHILDREN | {Group.HOME_CONSULTATIONS}
    assert Group.HOME_CONSULTATIONS in PURPOSE_NEEDED


def test_who_looked_a_home_up_is_for_the_force_and_the_authority_of_its_area():
    assert reach(Group.HOME_CONSULTATIONS) == {
        (Agency.POLICE, Scope.OWN_BOUNDARY),
        (Agency.LOCAL_AUTHORITY, Scope.HOSTED),
    }
