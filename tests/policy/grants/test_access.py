"""Access itself: who sees what was given, who is appointed, which commands are remembered; who gives and ends."""

import pytest

from register.policy.grants import GRANTS, grants_of
from register.vocabulary import Agency, Group, Use
from tests.support.readers import ABOUT_ACCESS, EVERYONE, NATIONAL, SELF, SUPERVISED, WATCHED, readers_of


@pytest.mark.parametrize(
    ("group", "readers"),
    [
        (Group.LIVE_ACCESS, {agency: {SELF, SUPERVISED} for agency in WATCHED} | {Agency.AUDITOR: {NATIONAL}}),
        (Group.APPOINTMENTS, {agency: {SELF} for agency in WATCHED} | {Agency.AUDITOR: {NATIONAL}}),
        (Group.CHANGE_REQUESTS, {agency: {SELF} for agency in EVERYONE}),
    ],
)
def test_everyone_reads_what_is_about_themselves_and_the_auditor_what_is_about_everyone(group, readers):
    assert readers_of(group) == readers


@pytest.mark.parametrize("agency", sorted(WATCHED))
def test_nobody_but_the_auditor_sees_what_other_bodies_did_or_were_given(agency):
    about = {grant.scope for grant in grants_of(agency) if grant.group in ABOUT_ACCESS}

    assert about == {SELF, SUPERVISED}


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


def test_nobody_appoints_or_suspends_through_the_api():
    assert [grant for grant in GRANTS if grant.group is Group.APPOINTMENTS and Use.CHANGE in grant.uses] == []
