"""Whom to ask for what is withheld: for each group one kind of body, which can read it itself."""

from datetime import UTC, datetime

import pytest

from register.policy.authority import NOTHING_LIVE, authority_of
from register.policy.grants.owners import OWNERS
from register.vocabulary import Agency, Group, Use

# Rows of the person who sent a command, and what no role reads.
UNREAD = {Group.STATISTICS_WORKINGS, Group.CHILD_MERGE}
# What is read while an area is inspected, and never else.
BOXED = {Group.AREA_COHORT}


def test_every_group_has_an_owner():
    assert set(OWNERS) == set(Group)


@pytest.mark.parametrize("group", sorted(set(Group) - UNREAD - BOXED))
def test_an_owner_reads_what_it_is_asked_for(group):
    today = [datetime.now(UTC).date()]

    assert not authority_of(OWNERS[group], today, NOTHING_LIVE).reach(group, Use.READ).nowhere


@pytest.mark.parametrize("group", sorted(UNREAD))
def test_what_nobody_reads_is_read_by_nobody(group):
    today = [datetime.now(UTC).date()]

    assert all(authority_of(each, today, NOTHING_LIVE).reach(group, Use.READ).nowhere for each in Agency)
