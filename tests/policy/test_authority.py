"""How far a use of a group goes for an agency, on the days that a request speaks of."""

from datetime import date

import pytest

from register.policy.authority import Reach, authority_of
from register.vocabulary import Agency, Group, Scope, Use, WithheldReason

TODAY = date(2026, 3, 2)
CHANGE = date(2013, 4, 1)


@pytest.mark.parametrize(
    ("agency", "group", "on", "scopes", "reason"),
    [
        (Agency.POLICE, Group.HOME_LOCATION, TODAY, {Scope.OWN_BOUNDARY}, WithheldReason.OUTSIDE_SCOPE),
        (Agency.POLICE, Group.HOME_LOCATION, CHANGE, {Scope.OWN_BOUNDARY}, WithheldReason.OUTSIDE_SCOPE),
        (Agency.POLICE, Group.HOME_LOCATION, date(2013, 3, 31), set(), WithheldReason.NOT_YET_IN_FORCE),
        (Agency.POLICE, Group.HOME_PUBLIC, date(2010, 10, 1), {Scope.NATIONAL}, WithheldReason.OUTSIDE_SCOPE),
        (Agency.POLICE, Group.HOME_PUBLIC, date(2010, 9, 30), set(), WithheldReason.NOT_YET_IN_FORCE),
        (Agency.POLICE, Group.ENFORCEMENT_DETAIL, TODAY, set(), WithheldReason.NO_GRANT),
        (Agency.DFE_STATISTICS, Group.HOME_LOCATION, TODAY, set(), WithheldReason.NO_GRANT),
        (Agency.OFSTED, Group.HOME_LOCATION, date(2002, 4, 1), {Scope.NATIONAL}, WithheldReason.OUTSIDE_SCOPE),
        (Agency.LOCAL_AUTHORITY, Group.HOME_PEOPLE, TODAY, {Scope.HOSTED}, WithheldReason.OUTSIDE_SCOPE),
        (Agency.LOCAL_AUTHORITY, Group.ENFORCEMENT_STATUS, date(2011, 3, 31), set(), WithheldReason.NOT_YET_IN_FORCE),
        (Agency.INTERVIEW_PROVIDER, Group.HOME_PUBLIC, TODAY, set(), WithheldReason.NO_GRANT),
    ],
)
def test_a_grant_reaches_as_far_as_its_scope_from_the_day_of_its_law(agency, group, on, scopes, reason):
    assert authority_of(agency, [on]).reach(group, Use.READ) == Reach(frozenset(scopes), reason)


def test_a_grant_must_be_in_force_on_every_day_that_is_spoken_of():
    authority = authority_of(Agency.POLICE, [TODAY, date(2012, 1, 1)])

    assert authority.reach(Group.HOME_LOCATION, Use.READ).nowhere


def test_a_later_day_than_today_brings_no_more_than_today():
    authority = authority_of(Agency.POLICE, [date(2013, 3, 31), date(2030, 1, 1)])

    assert authority.reach(Group.HOME_LOCATION, Use.READ).reason is WithheldReason.NOT_YET_IN_FORCE


def test_a_use_is_not_granted_by_another_use():
    authority = authority_of(Agency.POLICE, [TODAY])

    assert authority.reach(Group.HOME_LOCATION, Use.CHANGE) == Reach(frozenset(), WithheldReason.NO_GRANT)


def test_days_with_the_same_grants_share_one_authority_and_others_do_not():
    assert authority_of(Agency.POLICE, [TODAY]) is authority_of(Agency.POLICE, [date(2020, 5, 5)])
    assert authority_of(Agency.POLICE, [TODAY]) != authority_of(Agency.POLICE, [date(2012, 1, 1)])
    assert authority_of(Agency.DFE_STATISTICS, [TODAY]) != authority_of(Agency.COMMISSIONER_STATISTICS, [TODAY])
