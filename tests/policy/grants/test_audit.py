"""What is written down: who reads that a record changed, who changed it, and who consulted the register."""

import pytest

from register.policy.grants import GRANTS
from register.vocabulary import Agency, Group, Use
from tests.support.readers import EVERYONE, KNOWN, NATIONAL, SUPERVISED, WATCHED, readers_of


@pytest.mark.parametrize(
    ("group", "readers"),
    [
        (Group.CHANGES, {agency: {KNOWN} for agency in EVERYONE}),
        (Group.CHANGE_AUTHORS, {Agency.OFSTED: {NATIONAL}, Agency.AUDITOR: {NATIONAL}}),
        (Group.AUDIT, {agency: {SUPERVISED} for agency in WATCHED} | {Agency.AUDITOR: {NATIONAL}}),
    ],
)
def test_these_read_what_is_written_down_and_no_other(group, readers):
    assert readers_of(group) == readers


@pytest.mark.parametrize("group", [Group.CHANGES, Group.CHANGE_AUTHORS, Group.AUDIT])
def test_nobody_rewrites_a_log_through_the_api(group):
    assert [grant for grant in GRANTS if grant.group is group and Use.CHANGE in grant.uses] == []
