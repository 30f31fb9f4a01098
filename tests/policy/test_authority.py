"""How far a use of a group goes for an agency, on the days that a request speaks of."""

from datetime import date

import pytest

from register.policy.authority import Live, Reach, authority_of
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


INSPECTION = Live(frozenset({Scope.INSPECTED_AREA}))
BEFORE_JOINT_INSPECTIONS = date(2004, 12, 31)


@pytest.mark.parametrize(
    ("agency", "live", "group", "scopes"),
    [
        (Agency.HMICFRS, Live(), Group.HOME_LOCATION, set()),
        (Agency.HMICFRS, INSPECTION, Group.HOME_LOCATION, {Scope.INSPECTED_AREA}),
        (Agency.HMICFRS, INSPECTION, Group.HOME_PEOPLE, set()),
        (Agency.HMICFRS, Live(frozenset({Scope.OPENED_HOME})), Group.HOME_LOCATION, set()),
        (Agency.OFSTED_INSPECTOR, INSPECTION, Group.HOME_PEOPLE, {Scope.INSPECTED_AREA}),
        (Agency.HEALTH, INSPECTION, Group.HOME_LOCATION, set()),
        (Agency.POLICE, Live(), Group.HOME_PEOPLE, {Scope.OWN_BOUNDARY}),
        (
            Agency.POLICE,
            Live(frozenset({Scope.OPENED_HOME})),
            Group.HOME_PEOPLE,
            {Scope.OWN_BOUNDARY, Scope.OPENED_HOME},
        ),
        (Agency.ADMIN, Live(), Group.HOME_LOCATION, set()),
        (Agency.ADMIN, Live(frozenset({Scope.OPENED_HOME})), Group.HOME_LOCATION, {Scope.OPENED_HOME}),
        (Agency.POLICE, Live(), Group.AUDIT, set()),
        (Agency.POLICE, Live(frozenset({Scope.SUPERVISED})), Group.AUDIT, {Scope.SUPERVISED}),
        (Agency.AUDITOR, Live(), Group.AUDIT, {Scope.NATIONAL}),
    ],
)
def test_a_time_boxed_grant_is_no_grant_without_a_record_that_is_live(agency, live, group, scopes):
    assert authority_of(agency, [TODAY], live).reach(group, Use.READ).scopes == scopes


@pytest.mark.parametrize(
    ("live", "ended", "reason"),
    [
        (set(), set(), WithheldReason.NO_GRANT),
        (set(), {Scope.INSPECTED_AREA}, WithheldReason.GRANT_EXPIRED),
        (set(), {Scope.OPENED_HOME}, WithheldReason.NO_GRANT),
        # One inspection ended and another began: what is out of reach now is out of the new one's area.
        ({Scope.INSPECTED_AREA}, {Scope.INSPECTED_AREA}, WithheldReason.OUTSIDE_SCOPE),
    ],
)
def test_what_has_lately_ended_is_told_apart_from_what_never_was(live, ended, reason):
    authority = authority_of(Agency.HMICFRS, [TODAY], Live(frozenset(live), frozenset(ended)))

    assert authority.reach(Group.HOME_LOCATION, Use.READ).reason is reason


def test_what_has_ended_is_granted_no_longer_and_says_so_of_its_own_groups_alone():
    authority = authority_of(Agency.CQC, [TODAY], Live(ended=frozenset({Scope.INSPECTED_AREA})))

    assert authority.reach(Group.ENFORCEMENT_DETAIL, Use.MATCH) == Reach(frozenset(), WithheldReason.GRANT_EXPIRED)
    assert authority.reach(Group.HOME_PEOPLE, Use.READ) == Reach(frozenset(), WithheldReason.NO_GRANT)
    assert authority.reach(Group.ENFORCEMENT_DETAIL, Use.CHANGE) == Reach(frozenset(), WithheldReason.NO_GRANT)
    assert authority.reach(Group.HOME_PUBLIC, Use.READ).everywhere


@pytest.mark.parametrize("live", [INSPECTION, Live(INSPECTION.scopes, INSPECTION.scopes)])
def test_a_live_record_brings_nothing_on_a_day_before_its_law(live):
    reach = authority_of(Agency.HMICFRS, [TODAY, BEFORE_JOINT_INSPECTIONS], live).reach(Group.HOME_LOCATION, Use.READ)

    assert reach == Reach(frozenset(), WithheldReason.NOT_YET_IN_FORCE)


def test_a_law_that_has_not_begun_is_told_before_a_grant_that_has_ended():
    ended = Live(ended=frozenset({Scope.OPENED_HOME}))
    reach = authority_of(Agency.POLICE, [date(2012, 1, 1)], ended).reach(Group.HOME_LOCATION, Use.READ)

    assert reach == Reach(frozenset(), WithheldReason.NOT_YET_IN_FORCE)


@pytest.mark.parametrize(
    ("agency", "live", "groups", "scopes"),
    [
        (Agency.POLICE, {Scope.OPENED_HOME}, {Group.HOME_LOCATION, Group.HOME_PUBLIC}, {Scope.OPENED_HOME}),
        (Agency.POLICE, {Scope.OPENED_HOME}, {Group.HOME_PUBLIC, Group.REFERENCE}, set()),
        (Agency.POLICE, set(), {Group.HOME_LOCATION}, set()),
        (Agency.POLICE, {Scope.SUPERVISED}, {Group.AUDIT}, {Scope.SUPERVISED}),
        (Agency.CQC, {Scope.INSPECTED_AREA}, {Group.ENFORCEMENT_DETAIL}, {Scope.INSPECTED_AREA}),
        (Agency.CQC, {Scope.INSPECTED_AREA}, {Group.HOME_PEOPLE}, set()),
        (Agency.OFSTED, {Scope.INSPECTED_AREA}, {Group.HOME_LOCATION}, set()),
    ],
)
def test_a_consultation_rests_on_the_live_records_by_which_it_reads(agency, live, groups, scopes):
    assert authority_of(agency, [TODAY], Live(frozenset(live))).rests_on(groups) == scopes


def test_what_is_live_is_part_of_what_is_shared():
    without = authority_of(Agency.POLICE, [TODAY])

    assert authority_of(Agency.POLICE, [TODAY], INSPECTION) is without
    assert authority_of(Agency.POLICE, [TODAY], Live(frozenset({Scope.OPENED_HOME}))) is not without
    assert authority_of(Agency.POLICE, [TODAY], Live(ended=frozenset({Scope.OPENED_HOME}))) != without


def test_days_with_the_same_grants_share_one_authority_and_others_do_not():
    assert authority_of(Agency.POLICE, [TODAY]) is authority_of(Agency.POLICE, [date(2020, 5, 5)])
    assert authority_of(Agency.POLICE, [TODAY]) != authority_of(Agency.POLICE, [date(2012, 1, 1)])
    assert authority_of(Agency.DFE_STATISTICS, [TODAY]) != authority_of(Agency.COMMISSIONER_STATISTICS, [TODAY])
